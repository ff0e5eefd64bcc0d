import { baseCommit, changedPaths, gitLine, gitTree, saidReleases, touchedPaths } from "../git/git.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { type Entry, FOLDERS, type Tree } from "../lib/tree.ts";
import { RecordFile, recordOf } from "../registry/record.ts";
import type { ChangeSet } from "../rules/rule.ts";

/** Paths that a release commit alone may touch. */
const RELEASED = ["dist", "CHANGELOG.md"];

/**
 * What the work tree of a root changes against where it left `ref`. The base is read from git, with one
 * `git cat-file --batch`, never from files that a change could have touched. A commit is not believed to be a release
 * because it says so: `isRelease` is asked of the one that is checked out, and no other can be one. Throws GitError,
 * saying what to do.
 */
export async function changesAgainst(
	root: string,
	ref: string,
	drifted: ChangeSet["drifted"],
	isRelease: () => Promise<boolean>,
): Promise<ChangeSet> {
	const commit = baseCommit(root, ref);
	const said = saidReleases(root, commit);
	const head = gitLine(root, "rev-parse", "HEAD") ?? "";
	const release = said.includes(head) && (await isRelease()) ? head : null;
	const changed = new Set(changedPaths(root, commit));
	const base = gitTree(root, commit);
	const files = loadChanged(folderTree(root), changed);
	return {
		before: offerings(loadChanged(base, changed)),
		after: offerings(files),
		files,
		total: base.entries("offerings").length,
		outsideRelease: touchedPaths(root, commit, RELEASED, release),
		falseReleases: said.filter((one) => one !== release),
		drifted,
	};
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
