import { DATASET } from "../../schemas/dataset.ts";
import { accountOf, creditAs, creditsIn } from "./credits.ts";
import { dayOf, gitOutput } from "./git.ts";
import { assertRepository } from "./repository.ts";

/** The account whose commits are made from forms, where a credit is checked to be the author's own. */
const OWN_ACCOUNT = "github-actions[bot]";
/** The owner of the branches that are made from forms. */
const OWN_OWNER = new URL(DATASET.repository).pathname.split("/")[1]?.toLowerCase() ?? "";

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

/** Format of a commit in `git log`. Each field ends in NUL, the one character that a commit cannot hold. */
const FIELDS = ["%H", "%ct", "%aN", "%aE", "%s", "%P", "%B"];

/** A commit as git prints it. */
export interface ParsedCommit extends Omit<LoggedCommit, "credits"> {
	readonly email: string;
	readonly message: string;
}

/**
 * The commits of the main line that touch some paths below a folder, newest first. A merge is one commit that brings
 * what its branch brought, so that a change is dated when it became true for readers. Throws GitError without history.
 */
export function commitsTouching(root: string, range: string, paths: readonly string[]): LoggedCommit[] {
	const commits = parsedLog(root, ["--first-parent", "-m", range, "--", ...paths]);
	const brought = commits.some(isMerge)
		? broughtByMerges(parsedLog(root, ["--topo-order", "--no-patch", range]))
		: null;
	return commits.map((one) => credited(one, brought?.get(one.commit) ?? []));
}

/** The commits that a call of `git log` selects, with the files that each touches. */
export function parsedLog(root: string, selection: readonly string[]): ParsedCommit[] {
	const format = ["--raw", "-z", "--no-abbrev", "--no-renames", "--relative", `--format=${FIELDS.join("%x00")}`];
	assertRepository(root, "read history");
	const log = gitOutput(root, ["log", ...format, ...selection], "read history");
	return [...commitsIn(log.toString("utf8").split("\0"))];
}

/** A commit with its credits and those of the commits that it brought. */
export function credited(one: ParsedCommit, brought: readonly ParsedCommit[]): LoggedCommit {
	const { email: _, message: _message, ...logged } = one;
	const owner = ownerOf(one.subject);
	const credits = [one, ...brought].flatMap((commit) => {
		const accounts = new Set([owner ?? accountOf(commit.email) ?? ""]);
		const names = creditsIn(commit.message);
		const isChecked = accountOf(commit.email) === OWN_ACCOUNT && (owner === null || owner === OWN_OWNER);
		return names.map((name) => (isChecked ? name : creditAs(name, accounts)));
	});
	return { ...logged, credits: [...new Set(credits)] };
}

/**
 * Returns, for each merge of a list in topological order, the commits that it brought and its first parent did not have.
 * An inner merge keeps what is its own.
 */
export function broughtByMerges(commits: readonly ParsedCommit[]): Map<string, ParsedCommit[]> {
	const places = new Map(commits.map((one, place) => [one.commit, place]));
	return new Map(commits.filter(isMerge).map((merge) => [merge.commit, broughtBy(merge, commits, places)]));
}

/** Walks from newer to older commits, only as far as there are some that the first parent may not have. */
function broughtBy(
	{ parents }: ParsedCommit,
	commits: readonly ParsedCommit[],
	places: ReadonlyMap<string, number>,
): ParsedCommit[] {
	/** Places that are left to look at → whether the first parent has that commit. */
	const open = new Map<number, boolean>();
	const add = (ids: readonly string[], isHad: boolean) => {
		for (const place of ids.flatMap((id) => places.get(id) ?? [])) open.set(place, isHad || open.get(place) === true);
	};
	add(parents.slice(0, 1), true);
	add(parents.slice(1), false);
	const brought: ParsedCommit[] = [];
	while ([...open.values()].includes(false)) {
		// Every commit that is made of this one came before it, so that what is known of it now is final.
		const place = Math.min(...open.keys());
		const isHad = open.get(place) === true;
		const commit = commits[place];
		open.delete(place);
		if (!commit) continue;
		if (!isHad) brought.push(commit);
		add(commit.parents, isHad);
	}
	return brought;
}

function* commitsIn(tokens: readonly string[]): Generator<ParsedCommit> {
	for (let at = 0; at + FIELDS.length <= tokens.length; ) {
		const fields = tokens.slice(at, at + FIELDS.length);
		const [commit = "", seconds = "", author = "", email = "", subject = "", parents = "", message = ""] = fields;
		if (commit.trim() === "") return;
		at += FIELDS.length;
		const files: TouchedFile[] = [];
		// Of each file there are its modes and objects, then its path.
		for (let found = fileObjects(tokens[at]); found !== null; found = fileObjects(tokens[at])) {
			files.push({ path: tokens[at + 1] ?? "", ...found });
			at += 2;
		}
		yield {
			commit: commit.trim(),
			date: dayOf(Number(seconds)),
			author,
			email,
			subject,
			parents: parents.split(" ").filter((parent) => parent !== ""),
			pull: pullOf(subject),
			message,
			files,
		};
	}
}

function fileObjects(token = ""): Pick<TouchedFile, "before" | "after"> | null {
	const [, before, after] = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /.exec(token) ?? [];
	return before && after ? { before: objectOrNull(before), after: objectOrNull(after) } : null;
}

const MERGED_PULL = /^Merge pull request #(\d{1,9}) from ([\w-]{1,60})\//;

/** The pull request that a subject names, as GitHub writes it; null where it names none. */
export function pullOf(subject: string): number | null {
	const found = /\(#(\d{1,9})\)$/.exec(subject.trimEnd()) ?? MERGED_PULL.exec(subject);
	return found ? Number(found[1]) : null;
}

/** The account whose branch a merge brought, in GitHub's own words. */
function ownerOf(subject: string): string | null {
	return MERGED_PULL.exec(subject)?.[2]?.toLowerCase() ?? null;
}

export function isMerge({ parents }: Pick<LoggedCommit, "parents">): boolean {
	return parents.length > 1;
}

function objectOrNull(object: string): string | null {
	return /^0+$/.test(object) ? null : object;
}
