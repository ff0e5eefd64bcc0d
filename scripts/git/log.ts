import { dayOf, GitError, git } from "./git.ts";

/** A file as one commit found and left it; an object is null where there was, or is, none. */
export interface TouchedFile {
	readonly path: string;
	readonly before: string | null;
	readonly after: string | null;
}

/** A commit on the main line, with what it says of itself. */
export interface LoggedCommit {
	readonly commit: string;
	/** Day (UTC) on which it was committed. */
	readonly date: string;
	readonly author: string;
	readonly subject: string;
	readonly parents: readonly string[];
	/** Number of the pull request that it came from; null when its subject names none. */
	readonly pull: number | null;
	/** People named by `Credit:` and `Co-authored-by:` trailers. */
	readonly credits: readonly string[];
	readonly files: readonly TouchedFile[];
}

/** What is asked of a commit. The answers end in NUL, the one character that nothing in a commit can hold. */
const FIELDS = ["%H", "%ct", "%aN", "%s", "%P", "%B"];

/**
 * The commits of the main line that touch some paths below a folder, newest first. A merge is one commit that brings
 * what its branch brought, so that a change is dated when it became true for readers. Throws GitError without history.
 */
export function commitsTouching(root: string, range: string, paths: readonly string[]): LoggedCommit[] {
	const log = git(root, [
		"log",
		"--first-parent",
		"-m",
		"--raw",
		"-z",
		"--no-abbrev",
		"--no-renames",
		"--relative",
		`--format=${FIELDS.join("%x00")}`,
		range,
		"--",
		...paths,
	]);
	if (log === null) throw new GitError(`git has no history of "${range}"; commit first, or run: git fetch`);
	const commits = [...commitsOf(log.toString("utf8").split("\0"))];
	if (!commits.some(isMerge)) return commits;
	const merged = creditsOfMerges(root, range);
	return commits.map((one) => ({ ...one, credits: unique([...one.credits, ...(merged.get(one.commit) ?? [])]) }));
}

function* commitsOf(tokens: readonly string[]): Generator<LoggedCommit> {
	for (let at = 0; at + FIELDS.length < tokens.length; ) {
		const fields = tokens.slice(at, at + FIELDS.length);
		const [commit = "", seconds = "", author = "", subject = "", parents = "", message = ""] = fields;
		at += FIELDS.length;
		const files: TouchedFile[] = [];
		// Of each file there are its modes and objects, then its path.
		for (let found = fileObjects(tokens[at]); found !== null; found = fileObjects(tokens[at])) {
			files.push({ path: tokens[at + 1] ?? "", ...found });
			at += 2;
		}
		yield {
			commit,
			date: dayOf(Number(seconds)),
			author,
			subject,
			parents: parents.split(" ").filter((parent) => parent !== ""),
			pull: pullOf(subject),
			credits: creditsOf(message),
			files,
		};
	}
}

function fileObjects(token = ""): Pick<TouchedFile, "before" | "after"> | null {
	const [, before, after] = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /.exec(token) ?? [];
	return before && after ? { before: objectOrNull(before), after: objectOrNull(after) } : null;
}

function pullOf(subject: string): number | null {
	const found = /\(#(\d{1,9})\)\s*$/.exec(subject) ?? /^Merge pull request #(\d{1,9})\b/.exec(subject);
	return found ? Number(found[1]) : null;
}

/** Longest name that a credit is given by, in UTF-16 code units. */
const LONGEST_NAME = 100;

/**
 * People whom a message credits, without their mail addresses. A squashed pull request holds the messages of all its
 * commits, so that a trailer may stand in the midst of it.
 */
function creditsOf(message: string): string[] {
	const lines = [...message.matchAll(/^(?:Credit|Co-authored-by):(.*)$/gim)].map(([, name = ""]) => name);
	const names = lines.map((name) =>
		name
			.replace(/<[^>]*>\s*$/, "")
			.trim()
			.slice(0, LONGEST_NAME),
	);
	return unique(names.filter((name) => name !== ""));
}

function unique(names: readonly string[]): string[] {
	return [...new Set(names)];
}

function isMerge({ parents }: Pick<LoggedCommit, "parents">): boolean {
	return parents.length > 1;
}

/** Merge of the main line → the people whom the commits that it brought credit. One pass over all commits of the range. */
function creditsOfMerges(root: string, range: string): Map<string, string[]> {
	const log = git(root, ["log", "-z", "--format=%H%x00%P%x00%B", range]);
	const tokens = log?.toString("utf8").split("\0") ?? [];
	const all = new Map<string, { readonly parents: readonly string[]; readonly credits: readonly string[] }>();
	for (let at = 0; at + 3 < tokens.length; at += 3) {
		const [commit = "", parents = "", message = ""] = tokens.slice(at, at + 3);
		all.set(commit, { parents: parents.split(" "), credits: creditsOf(message) });
	}
	const mainLine: string[] = [];
	// The tip is what git names first.
	for (let one: string | undefined = tokens[0]; one !== undefined && all.has(one); one = all.get(one)?.parents[0]) {
		mainLine.unshift(one);
	}
	const seen = new Set<string>();
	const merged = new Map<string, string[]>();
	for (const commit of mainLine) {
		seen.add(commit);
		const brought: string[] = [];
		const waiting = all.get(commit)?.parents.slice(1) ?? [];
		for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
			const known = all.get(one);
			if (!known || seen.has(one)) continue;
			seen.add(one);
			brought.push(...known.credits);
			waiting.push(...known.parents);
		}
		merged.set(commit, brought);
	}
	return merged;
}

function objectOrNull(object: string): string | null {
	return /^0+$/.test(object) ? null : object;
}
