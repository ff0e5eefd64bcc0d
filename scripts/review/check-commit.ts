import { changesInCommit } from "../check/base.ts";
import { withExceptions } from "../check/exceptions.ts";
import { gitTree } from "../git/tree.ts";
import { loadRegistry } from "../registry/registry.ts";
import { isRelease } from "../release/release-commit.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import { contextOf } from "../rules/rule.ts";

/** A commit, and where it left main. */
export interface CommitRange {
	readonly base: string;
	readonly head: string;
}

/**
 * Every problem of a commit's records and of what they change, found by this program: the records are read from git's
 * objects as data, its exceptions with them. Throws RootError for a commit without offerings.
 */
export async function checkCommit(root: string, range: CommitRange, today: string): Promise<readonly Problem[]> {
	const tree = gitTree(root, range.head);
	const registry = loadRegistry(tree);
	const changes = await changesInCommit(root, range, async (commit) => isRelease(root, commit));
	const files = new Map(registry.files.map((file) => [file.path, file]));
	const open = (path: string) => files.get(path) ?? null;
	const problems = [...checkRegistry(registry, today), ...checkChanges(changes, contextOf(registry, today), open)];
	return withExceptions(tree, problems, today).sort(compareProblems);
}
