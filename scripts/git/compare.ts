import { byCodeUnit } from "../lib/order.ts";
import { commitOf, GitError, gitLine, gitOutput } from "./git.ts";
import { assertRepository, isShallow, UNSHALLOW } from "./repository.ts";

/**
 * The commit that work on a folder is compared with: where it left `ref`. Throws GitError, saying what to do, outside a
 * repository, before the first commit, for a ref that is not there and for a clone that does not reach back to it.
 */
export function baseCommit(root: string, ref: string): string {
	assertRepository(root, `compare with "${ref}"`);
	const commit = commitOf(root, ref);
	if (commit === null) {
		throw new GitError(
			isShallow(root)
				? `this clone is shallow and does not hold "${ref}"; run: ${UNSHALLOW}`
				: `there is no commit "${ref}"; run git fetch, or name a branch, a tag or a commit that git log shows`,
		);
	}
	const fork = gitLine(root, "merge-base", commit, "HEAD");
	if (fork !== null && fork !== "") return fork;
	if (isShallow(root)) {
		throw new GitError(`this clone is shallow and does not reach back to where it left "${ref}"; run: ${UNSHALLOW}`);
	}
	return commit;
}

/** Paths, relative to the root, that differ between a commit and the work tree; new files that git does not ignore included. */
export function changedPaths(root: string, commit: string): string[] {
	const doing = `compare the work tree with ${commit.slice(0, 10)}`;
	const changed = gitOutput(
		root,
		["diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", "."],
		doing,
	);
	const untracked = gitOutput(root, ["ls-files", "--others", "--exclude-standard", "-z", "--", "."], doing);
	return uniquePaths([changed, untracked]);
}

/** Paths, relative to the root, that differ between two commits. */
export function pathsBetween(root: string, from: string, to: string): string[] {
	const args = ["diff", "--name-only", "--no-renames", "--relative", "-z", from, to];
	return uniquePaths([gitOutput(root, args, `compare ${from.slice(0, 10)} with ${to.slice(0, 10)}`)]);
}

/** A commit and the paths that it touches. */
export interface Touching {
	readonly commit: string;
	readonly paths: readonly string[];
}

/**
 * The commits after `base` up to `head` that touch some paths, newest first. Of a merge those paths count that differ
 * from all its parents: what it brings from main is not touched by it.
 */
export function commitsThatTouch(root: string, base: string, head: string, paths: readonly string[]): Touching[] {
	const options = ["--topo-order", "-z", "--relative", "--name-only", "--no-renames", "-c", "--format=%x01%H%x02"];
	const log = gitOutput(
		root,
		["log", ...options, `${base}..${head}`, "--", ...paths],
		`list the commits since ${base.slice(0, 10)}`,
	);
	return log
		.toString("utf8")
		.split("\u0001")
		.flatMap((entry) => {
			const [commit = "", names] = entry.split("\u0002");
			const touched = names === undefined ? [] : uniquePaths([Buffer.from(names.trim())]);
			return touched.length > 0 ? [{ commit, paths: touched }] : [];
		});
}

/** Paths below some others that differ between HEAD and the work tree. */
export function uncommittedPaths(root: string, paths: readonly string[]): string[] {
	const args = ["diff", "--name-only", "--relative", "-z", "HEAD", "--", ...paths];
	return uniquePaths([gitOutput(root, args, "compare the work tree with HEAD")]);
}

function uniquePaths(lists: readonly Buffer[]): string[] {
	const paths = lists.flatMap((list) => list.toString("utf8").split("\0")).map((path) => path.trim());
	return [...new Set(paths.filter((path) => path !== ""))].sort(byCodeUnit);
}
