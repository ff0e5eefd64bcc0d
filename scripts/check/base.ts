import { baseCommit, changedPaths, commitsThatTouch, pathsBetween, uncommittedPaths } from "../git/compare.ts";
import { gitLine } from "../git/git.ts";
import { RELEASE_ONLY } from "../git/release-files.ts";
import { gitTree } from "../git/tree.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import { FOLDERS, type Tree } from "../lib/tree.ts";
import { loadArchives } from "../registry/archives.ts";
import { earlierCells } from "../registry/earlier-cells.ts";
import { FROM_HISTORY, RecordFile } from "../registry/record.ts";
import { Registry } from "../registry/registry.ts";
import type { ChangeSet } from "../rules/change-set.ts";

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
