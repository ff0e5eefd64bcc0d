import { blobs, dayOf, GitError, git } from "./git.ts";
import { RecordFile } from "./record.ts";
import { FOLDERS, type Folder, limited } from "./tree.ts";

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
	/** Version that a `Release:` trailer names; null for other commits. */
	readonly release: string | null;
	readonly files: readonly TouchedFile[];
}

const FORMAT = [
	"%x01%H",
	"%ct",
	"%aN",
	"%s",
	"%P",
	"%(trailers:key=Credit,valueonly,separator=%x09)",
	"%(trailers:key=Co-authored-by,valueonly,separator=%x09)",
	"%(trailers:key=Release,valueonly,separator=%x09)%x02",
].join("%x03");

/**
 * The commits of the main line that touch some paths below a folder, newest first. A merge is one commit that brings
 * what its branch brought, so that a change is dated when it became true for readers. Throws GitError without history.
 */
export function commitsTouching(root: string, range: string, paths: readonly string[]): LoggedCommit[] {
	const log = git(root, [
		"-c",
		"i18n.logOutputEncoding=UTF-8",
		"-c",
		"core.quotePath=false",
		"log",
		"--first-parent",
		"-m",
		"--raw",
		"-z",
		"--no-abbrev",
		"--no-renames",
		"--relative",
		`--format=${FORMAT}`,
		range,
		"--",
		...paths,
	]);
	if (log === null) throw new GitError(`git has no history of "${range}"; commit first, or run: git fetch`);
	return log
		.toString("utf8")
		.split("\u0001")
		.slice(1)
		.map((entry) => withMerged(root, commitOf(entry)));
}

function commitOf(entry: string): LoggedCommit {
	const [head = "", raw = ""] = entry.split("\u0002");
	const [
		commit = "",
		seconds = "",
		author = "",
		subject = "",
		parents = "",
		credit = "",
		coauthors = "",
		release = "",
	] = head.split("\u0003");
	return {
		commit,
		date: dayOf(Number(seconds)),
		author,
		subject,
		parents: parents.split(" ").filter((parent) => parent !== ""),
		pull: pullOf(subject),
		credits: people(`${credit}\t${coauthors}`),
		release: release.split("\t")[0]?.trim() || null,
		files: [...filesOf(raw)],
	};
}

function pullOf(subject: string): number | null {
	const found = /\(#(\d{1,9})\)\s*$/.exec(subject) ?? /^Merge pull request #(\d{1,9})\b/.exec(subject);
	return found ? Number(found[1]) : null;
}

/** People of trailers, without their mail addresses. */
function people(trailers: string): string[] {
	const names = trailers.split("\t").map((name) => name.replace(/\s*<[^>]*>\s*$/, "").trim());
	return [...new Set(names.filter((name) => name !== ""))];
}

/** A merge credits those whom the commits that it brings credit. */
function withMerged(root: string, merge: LoggedCommit): LoggedCommit {
	const [first, ...others] = merge.parents;
	if (first === undefined || others.length === 0) return merge;
	const trailers = git(root, [
		"log",
		"--format=%(trailers:key=Credit,valueonly,separator=%x09)%x09%(trailers:key=Co-authored-by,valueonly,separator=%x09)",
		...others,
		`^${first}`,
	]);
	const merged = people((trailers?.toString("utf8") ?? "").replaceAll("\n", "\t"));
	return { ...merge, credits: [...new Set([...merge.credits, ...merged])] };
}

function* filesOf(raw: string): Generator<TouchedFile> {
	const fields = raw.replace(/^[\0\n]+/, "").split("\0");
	for (let at = 0; at + 1 < fields.length; at += 2) {
		const [, before, after] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /.exec(fields[at] ?? "") ?? [];
		if (before === undefined || after === undefined) continue;
		yield { path: fields[at + 1] ?? "", before: objectOrNull(before), after: objectOrNull(after) };
	}
}

function objectOrNull(object: string): string | null {
	return /^0+$/.test(object) ? null : object;
}

/** How many commits' contents are held at a time. */
const BATCH = 200;

/** A commit with the records that it touched, as it found and left them. */
export interface CommitRecords {
	readonly commit: LoggedCommit;
	readonly before: readonly RecordFile[];
	readonly after: readonly RecordFile[];
}

/** The records that commits touched; contents are read a batch at a time, so that a long history takes no more memory. */
export function* recordsOf(root: string, commits: readonly LoggedCommit[]): Generator<CommitRecords> {
	for (let from = 0; from < commits.length; from += BATCH) {
		const batch = commits.slice(from, from + BATCH);
		const files = batch.flatMap((commit) => commit.files);
		const objects = files.flatMap(({ before, after }) => [before, after]).filter((object) => object !== null);
		const contents = blobs(root, [...new Set(objects)]);
		// What one commit left, the next one finds: a text is read once.
		const read = new Map<string, RecordFile>();
		const fileOf = (path: string, object: string | null): RecordFile[] => {
			const [folder, name = ""] = path.split("/", 2);
			if (object === null || !isFolder(folder)) return [];
			const key = `${object} ${path}`;
			const file = read.get(key) ?? recordFile(folder, name, contents.get(object));
			read.set(key, file);
			return [file];
		};
		for (const commit of batch) {
			const before = commit.files.flatMap((file) => fileOf(file.path, file.before));
			yield { commit, before, after: commit.files.flatMap((file) => fileOf(file.path, file.after)) };
		}
	}
}

function recordFile(folder: Folder, name: string, bytes: Buffer | undefined): RecordFile {
	const content = bytes ? limited(bytes) : { unreadable: "git does not hold its content" };
	return new RecordFile({ folder, name, kind: "file" }, content);
}

function isFolder(name: string | undefined): name is Folder {
	return FOLDERS.some((folder) => folder === name);
}
