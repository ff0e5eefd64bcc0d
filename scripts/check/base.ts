import { baseCommit, changedPaths, commitsThatTouch, pathsBetween, uncommittedPaths } from "../git/compare.ts";
import { gitLine } from "../git/git.ts";
import { commitsTouching } from "../git/log.ts";
import { RELEASE_ONLY } from "../git/release-files.ts";
import { blobs, gitTree } from "../git/tree.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import { FOLDERS, limited, type Tree } from "../lib/tree.ts";
import { loadArchives } from "../registry/archives.ts";
import { FROM_HISTORY, RecordFile } from "../registry/record.ts";
import { Registry } from "../registry/registry.ts";
import type { ChangeSet, EarlierCell } from "../rules/change-set.ts";
import type { Path } from "../yaml/positions.ts";

/** Earlier states of a file that are looked at for a revert. */
const EARLIER = 100;

/**
 * Returns the changes of a root's work tree against the commit at which it left `ref`. The base is read from git, with
 * one `git cat-file --batch`, never from files that a change could have touched. `isRelease` says whether a commit is
 * a release. Throws GitError, saying what to do.
 */
export async function changesAgainst(
	root: string,
	ref: string,
	drifted: ChangeSet["drifted"],
	isRelease: (commit: string) => Promise<boolean>,
): Promise<ChangeSet> {
	const base = baseCommit(root, ref);
	const changed = new Set(changedPaths(root, base));
	const head = gitLine(root, "rev-parse", "HEAD") ?? "";
	const outside = [...(await outsideRelease(root, base, head, isRelease)), ...uncommittedPaths(root, RELEASE_ONLY)];
	return {
		...changesOf(root, base, folderTree(root), changed),
		outsideRelease: [...new Set(outside)].sort(byCodeUnit),
		drifted,
	};
}

/** The same for a commit, of which nothing is checked out. Whether generated files are up to date is not told. */
export async function changesInCommit(
	root: string,
	{ base, head }: { readonly base: string; readonly head: string },
	isRelease: (commit: string) => Promise<boolean>,
): Promise<ChangeSet> {
	return {
		...changesOf(root, base, gitTree(root, head), new Set(pathsBetween(root, base, head))),
		outsideRelease: await outsideRelease(root, base, head, isRelease),
		drifted: [],
	};
}

function changesOf(
	root: string,
	base: string,
	after: Tree,
	changed: ReadonlySet<string>,
): Omit<ChangeSet, "outsideRelease" | "drifted"> {
	const before = gitTree(root, base);
	return {
		before: changedRegistry(before, changed, FROM_HISTORY),
		after: changedRegistry(after, changed),
		changed,
		total: FOLDERS.reduce((sum, folder) => sum + before.entries(folder).length, 0),
		earlier: earlierCells(root, base),
	};
}

/** Paths of a release that another commit than a release, or a merge, touches. */
async function outsideRelease(
	root: string,
	base: string,
	head: string,
	isRelease: (commit: string) => Promise<boolean>,
): Promise<string[]> {
	const outside = new Set<string>();
	let released = base;
	for (const { commit, paths } of commitsThatTouch(root, base, head, RELEASE_ONLY)) {
		if (!(await isRelease(commit))) for (const path of paths) outside.add(path);
		else if (released === base) released = commit;
	}
	for (const path of pathsBetween(root, released, head)) {
		if (RELEASE_ONLY.some((one) => path === one || path.startsWith(`${one}/`))) outside.add(path);
	}
	return [...outside].sort(byCodeUnit);
}

/** Returns the changed offerings of a tree, with every service and vendor. */
function changedRegistry(tree: Tree, changed: ReadonlySet<string>, options?: typeof FROM_HISTORY): Registry {
	const files = FOLDERS.flatMap((folder) =>
		tree.entries(folder).filter(({ name }) => folder !== "offerings" || changed.has(`${folder}/${name}`)),
	).map((entry) => new RecordFile(entry, tree.read(entry), options));
	return new Registry(files, loadArchives(tree));
}

/** Looks up the states of a cell in the commits that led to a base. A file's history is read once, when it is asked for. */
function earlierCells(root: string, base: string): ChangeSet["earlier"] {
	const known = new Map<string, readonly EarlierFile[]>();
	return (file, path) => {
		const states = known.get(file) ?? earlierFiles(root, base, file);
		known.set(file, states);
		return states.flatMap(({ commit, day, registry }): EarlierCell[] => {
			const cell = cellAt(registry, path);
			return cell ? [{ commit, day, cell }] : [];
		});
	};
}

interface EarlierFile {
	readonly commit: string;
	readonly day: string;
	readonly registry: Registry;
}

function earlierFiles(root: string, base: string, path: string): readonly EarlierFile[] {
	const [folder, name = ""] = path.split("/") as [(typeof FOLDERS)[number], string?];
	const touched = commitsTouching(root, base, [path]).slice(0, EARLIER);
	const states = touched.flatMap(({ commit, date, files }) => {
		const object = files.find((one) => one.path === path)?.after;
		return object ? [{ commit, day: date.slice(0, 10), object }] : [];
	});
	const contents = blobs(
		root,
		states.map(({ object }) => object),
	);
	return states.flatMap(({ commit, day, object }) => {
		const bytes = contents.get(object);
		if (!bytes) return [];
		const file = new RecordFile({ folder, name, kind: "file" }, limited(bytes), FROM_HISTORY);
		return [{ commit, day, registry: new Registry([file]) }];
	});
}

function cellAt(registry: Registry, path: Path) {
	const [record] = [...registry.offerings, ...registry.services, ...registry.vendorRecords];
	if (!record) return undefined;
	return registry.lookups.cellsOf(record.value).find((cell) => cell.path.join("\0") === path.join("\0"));
}
