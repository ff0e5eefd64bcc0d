import { baseCommit, changedPaths, commitsThatTouch, pathsBetween, uncommittedPaths } from "../git/compare.ts";
import { gitLine } from "../git/git.ts";
import { RELEASE_ONLY } from "../git/release-files.ts";
import { gitTree } from "../git/tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import { type Entry, FOLDERS, folderTree, type Tree } from "../lib/tree.ts";
import { RecordFile, recordOf } from "../registry/record.ts";
import type { ChangeSet } from "../rules/rule.ts";

/**
 * What the work tree of a root changes against where it left `ref`. The base is read from git, with one
 * `git cat-file --batch`, never from files that a change could have touched. `isRelease` says whether a commit is
 * a release. Throws GitError, saying what to do.
 */
export async function changesAgainst(
	root: string,
	ref: string,
	drifted: ChangeSet["drifted"],
	isRelease: (commit: string) => Promise<boolean>,
): Promise<ChangeSet> {
	const commit = baseCommit(root, ref);
	const changed = new Set(changedPaths(root, commit));
	const base = gitTree(root, commit);
	const files = loadChanged(folderTree(root), changed);
	return {
		before: offerings(loadChanged(base, changed)),
		after: offerings(files),
		files,
		total: base.entries("offerings").length,
		outsideRelease: await outsideRelease(root, commit, isRelease),
		drifted,
	};
}

/** Paths of a release that something else than a release touches: another commit, a merge, or the work tree. */
async function outsideRelease(
	root: string,
	base: string,
	isRelease: (commit: string) => Promise<boolean>,
): Promise<string[]> {
	const head = gitLine(root, "rev-parse", "HEAD") ?? "";
	const outside = new Set(uncommittedPaths(root, RELEASE_ONLY));
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

function loadChanged(tree: Tree, changed: ReadonlySet<string>): RecordFile[] {
	const isChanged = ({ folder, name }: Entry) => changed.has(`${folder}/${name}`);
	return FOLDERS.flatMap((folder) => tree.entries(folder).filter(isChanged)).map(
		(entry) => new RecordFile(entry, tree.read(entry)),
	);
}

function offerings(files: readonly RecordFile[]) {
	return files.map(recordOf).filter((record) => record?.kind === "offering");
}
