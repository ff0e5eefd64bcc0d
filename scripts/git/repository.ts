import { DATASET } from "../../schemas/dataset.ts";
import { GitError, type GitResult, gitLine, hasFilter, NO_GIT, PARTIAL, runGit, saidBy } from "./git.ts";

/** Why a folder's history cannot be read, or not to its beginning. */
export interface HistoryGap {
	readonly kind: "no git" | "no repository" | "foreign owner" | "no commit" | "shallow" | "partial";
	/** Sentence that says what is missing and which command helps. */
	readonly sentence: string;
}

/** Command that completes a shallow clone. */
export const UNSHALLOW = "git fetch --unshallow origin";

/**
 * Folders that were found in a repository, with their paths below its top; those in no shallow clone, and those whose
 * whole history is there: commits do not go away again.
 */
const known = { prefixes: new Map<string, string>(), unshallow: new Set<string>(), histories: new Set<string>() };

/** Says why the whole history of a folder is not there; null when it is. */
export function historyGap(root: string): HistoryGap | null {
	if (known.histories.has(root)) return null;
	const gap = repositoryGap(root) ?? olderCommitsGap(root);
	if (gap === null) known.histories.add(root);
	return gap;
}

function olderCommitsGap(root: string): HistoryGap | null {
	if (isShallow(root)) {
		return { kind: "shallow", sentence: `this clone is shallow: it lacks older commits; run: ${UNSHALLOW}` };
	}
	return isPartial(root) ? { kind: "partial", sentence: PARTIAL } : null;
}

/** Says why a folder is in no repository with a commit that can be read; null when it is in one. */
export function repositoryGap(root: string): HistoryGap | null {
	if (known.prefixes.has(root)) return null;
	const { prefix, gap } = findRepository(root);
	if (gap === null) known.prefixes.set(root, prefix);
	return gap;
}

/** Path of the root below the top of its repository: empty, or with a slash at its end. */
export function prefixOf(root: string): string {
	return known.prefixes.get(root) ?? gitLine(root, "rev-parse", "--show-prefix") ?? "";
}

function findRepository(root: string): { readonly prefix: string; readonly gap: HistoryGap | null } {
	const question = [
		"rev-parse",
		"--is-inside-work-tree",
		"--is-shallow-repository",
		"--show-toplevel",
		"--show-prefix",
	];
	const withHead = runGit(root, [...question, "HEAD"]);
	// Where HEAD names no commit, git answers the rest all the same when it is asked for that alone.
	const asked = withHead.ok ? withHead : runGit(root, question);
	const [inside = "", shallow = "", top = "", prefix = ""] = asked.output.toString("utf8").split("\n");
	const because = (gap: HistoryGap | null) => ({ prefix, gap });
	if (!asked.ok) return because(refusalOf(root, asked));
	if (inside !== "true") return because(noRepository(root));
	if (!withHead.ok) return because({ kind: "no commit", sentence: "the repository has no commit yet; commit first" });
	if (shallow === "false") known.unshallow.add(root);
	// A folder unpacked inside somebody's repository is no part of it.
	const isForeign = prefix !== "" && gitLine(root, "cat-file", "-e", `HEAD:${prefix.slice(0, -1)}`) === null;
	return because(isForeign ? noRepository(root, `; the repository around it, ${top}, does not hold it`) : null);
}

/** Throws GitError, saying what to do, where a folder is in no repository with a commit. */
export function assertRepository(root: string, doing: string): void {
	const gap = repositoryGap(root);
	if (gap) throw new GitError(`cannot ${doing}: ${gap.sentence}`);
}

/** Throws GitError, saying what to do, where the whole history is not there. */
export function assertWholeHistory(root: string, doing: string): void {
	const gap = historyGap(root);
	if (gap) throw new GitError(`cannot ${doing}: ${gap.sentence}`);
}

/** True for a clone that holds the end of the history alone. */
export function isShallow(root: string): boolean {
	return !known.unshallow.has(root) && gitLine(root, "rev-parse", "--is-shallow-repository") === "true";
}

/** The error for objects that a commit names and the clone does not hold. */
export function missingObjects(root: string, what: string): GitError {
	const sentence = hasFilter(root) ? PARTIAL : "the repository is damaged; run: git fsck";
	return new GitError(`git does not hold ${what}: ${sentence}`);
}

/** True for a clone made with `--filter` that still lacks objects; one that was completed since is whole. */
function isPartial(root: string): boolean {
	if (!hasFilter(root)) return false;
	const { ok, output } = runGit(root, ["rev-list", "--objects", "--missing=print", "HEAD"]);
	return !ok || /^\?/m.test(output.toString("latin1"));
}

function noRepository(root: string, more = ""): HistoryGap {
	return {
		kind: "no repository",
		sentence: `${root} is in no git repository, such as a downloaded ZIP${more}; run: git clone ${DATASET.repository}.git`,
	};
}

function refusalOf(root: string, result: GitResult): HistoryGap {
	if (result.missing) return { kind: "no git", sentence: NO_GIT };
	const owned = /dubious ownership in repository at '(.*)'/.exec(result.said)?.[1];
	if (owned !== undefined) {
		const trust = `git config --global --add safe.directory ${quoted(owned)}`;
		return {
			kind: "foreign owner",
			sentence: `${owned} belongs to another user, so git does not read it; if you trust it, run: ${trust}`,
		};
	}
	if (result.said.includes("not a git repository")) return noRepository(root);
	if (result.said.includes("must be run in a work tree")) return noRepository(root);
	throw new GitError(`git could not read ${root}: ${saidBy(result)}`);
}

/** A path as a POSIX shell takes it. */
function quoted(path: string): string {
	return /^[\w./:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
