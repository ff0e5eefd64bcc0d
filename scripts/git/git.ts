import { execFileSync } from "node:child_process";
import { ExpectedError } from "../lib/expected-error.ts";
import { byCodeUnit } from "../lib/order.ts";
import { type Entry, type EntryKind, FOLDERS, type Folder, limited, namesRecord, type Tree } from "../lib/tree.ts";

/** Git could not answer; the message says what to do about it. */
export class GitError extends ExpectedError {}

/** What settings of the caller's, or signs in a path, would change. */
const PLAIN = [
	"--literal-pathspecs",
	...["i18n.logOutputEncoding=UTF-8", "log.showSignature=false", "core.quotePath=false"].flatMap((one) => ["-c", one]),
];

/** Runs git in a folder and gives its standard output; null when git refuses or is not there. */
export function git(root: string, args: readonly string[], input?: string): Buffer | null {
	try {
		return execFileSync("git", ["-C", root, ...PLAIN, ...args], {
			input: input ?? "",
			stdio: ["pipe", "pipe", "ignore"],
			maxBuffer: 2 ** 31 - 1,
			// The caller's configuration changes neither what is read nor how.
			env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
		});
	} catch {
		return null;
	}
}

/** The answer of git in one line; null when it refuses. */
export function gitLine(root: string, ...args: string[]): string | null {
	return git(root, args)?.toString("utf8").trim() ?? null;
}

/**
 * Day (UTC) of the newest commit at a folder that is not a release; null outside a repository or before the first
 * commit. A release is made of the commit before it, and bears its day.
 */
export function commitDay(root: string): string | null {
	const seconds = gitLine(root, "log", "-1", "--invert-grep", "--grep=^Release: ", "--format=%ct", "--", ".");
	return seconds ? dayOf(Number(seconds)) : null;
}

/** Whether a clone holds the end of the history alone. */
export function isShallow(root: string): boolean {
	return gitLine(root, "rev-parse", "--is-shallow-repository") === "true";
}

/** Seconds since 1970 → ISO day in UTC. */
export function dayOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/**
 * The commit that work on a folder is compared with: where it left `ref`. Throws GitError, saying what to do, outside a
 * repository, before the first commit, for a ref that is not there and for a clone that does not reach back to it.
 */
export function baseCommit(root: string, ref: string): string {
	if (gitLine(root, "rev-parse", "--is-inside-work-tree") !== "true") {
		throw new GitError(`${root} is in no git repository, so there is no base to compare with; leave out --base`);
	}
	if (gitLine(root, "rev-parse", "--verify", "--quiet", "HEAD") === null) {
		throw new GitError(
			"the repository has no commit yet, so there is no base to compare with; commit first, or leave out --base",
		);
	}
	const shallow = isShallow(root);
	const commit = gitLine(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
	if (commit === null) {
		throw new GitError(
			shallow
				? `this clone is shallow and does not hold "${ref}"; run: git fetch --unshallow origin`
				: `there is no commit "${ref}"; run git fetch, or name a branch, a tag or a commit that git log shows`,
		);
	}
	const fork = gitLine(root, "merge-base", commit, "HEAD");
	if (fork !== null && fork !== "") return fork;
	if (shallow)
		throw new GitError(
			`this clone is shallow and does not reach back to where it left "${ref}"; run: git fetch --unshallow origin`,
		);
	return commit;
}

/** A file of a commit, below the folder that was asked for. */
interface TreeFile {
	readonly path: string;
	readonly mode: string;
	readonly object: string;
}

/** The records of a commit, read with one `git cat-file --batch`. */
export function gitTree(root: string, commit: string): Tree {
	const files = treeFiles(root, commit, FOLDERS);
	const contents = blobs(
		root,
		files.filter(({ mode }) => mode.startsWith("100")).map(({ object }) => object),
	);
	const byPath = new Map(files.map((file) => [file.path, file]));
	return {
		entries(folder) {
			return files.flatMap(({ path, mode }) => entryOf(folder, path, mode)).sort((a, b) => byCodeUnit(a.name, b.name));
		},
		read(entry) {
			if (entry.kind !== "file") return { irregular: entry.kind };
			if (!namesRecord(entry.name)) return { notARecord: true };
			const bytes = contents.get(byPath.get(`${entry.folder}/${entry.name}`)?.object ?? "");
			return bytes ? limited(bytes) : { unreadable: `git does not hold its content at ${commit.slice(0, 10)}` };
		},
		file(name) {
			const prefix = gitLine(root, "rev-parse", "--show-prefix") ?? "";
			const bytes = git(root, ["cat-file", "blob", `${commit}:${prefix}${name}`]);
			return bytes === null ? null : limited(bytes);
		},
	};
}

/** The files below some folders of a commit; paths are relative to the root. */
export function treeFiles(root: string, commit: string, folders: readonly string[]): TreeFile[] {
	const prefix = gitLine(root, "rev-parse", "--show-prefix") ?? "";
	const listing = git(root, [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		commit,
		...folders.map((folder) => `${prefix}${folder}/`),
	]);
	if (listing === null) throw new GitError(`git cannot list the records of ${commit}`);
	return listing
		.toString("utf8")
		.split("\0")
		.flatMap((line) => {
			const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
			return mode && object && path ? [{ mode, object, path: path.slice(prefix.length) }] : [];
		});
}

function entryOf(folder: Folder, path: string, mode: string): Entry[] {
	const [top, name = "", below] = path.split("/", 3);
	if (top !== folder) return [];
	const kind: EntryKind =
		below !== undefined ? "directory" : mode === "120000" ? "symlink" : mode.startsWith("100") ? "file" : "other";
	return [{ folder, name, kind }];
}

/** Object id → content, from one `git cat-file --batch`. */
export function blobs(root: string, objects: readonly string[]): Map<string, Buffer> {
	const contents = new Map<string, Buffer>();
	if (objects.length === 0) return contents;
	const output = git(root, ["cat-file", "--batch"], `${objects.join("\n")}\n`);
	if (output === null) throw new GitError("git cannot read the records of the commit; run: git fsck");
	let at = 0;
	while (at < output.length) {
		const headerEnd = output.indexOf(0x0a, at);
		const [object = "", , size] = output.toString("latin1", at, headerEnd).split(" ");
		at = headerEnd + 1;
		// "<id> missing" has no size: the object is not in this clone.
		if (size === undefined) continue;
		contents.set(object, output.subarray(at, at + Number(size)));
		at += Number(size) + 1;
	}
	return contents;
}

/** Paths, relative to the root, that differ between a commit and the work tree; new files that git does not ignore included. */
export function changedPaths(root: string, commit: string): string[] {
	const changed = git(root, ["diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", "."]);
	const untracked = git(root, ["ls-files", "--others", "--exclude-standard", "-z", "--", "."]);
	if (changed === null || untracked === null) throw new GitError(`git cannot compare the work tree with ${commit}`);
	const paths = `${changed.toString("utf8")}${untracked.toString("utf8")}`.split("\0").filter((path) => path !== "");
	return [...new Set(paths)].sort(byCodeUnit);
}

/** Paths that commits after `commit` touch, one commit apart, and those that are not committed yet. */
export function touchedPaths(
	root: string,
	commit: string,
	paths: readonly string[],
	except: string | null = null,
): string[] {
	const format = "--format=%x01%H%x02";
	const options = ["-z", "--relative", "--name-only", "--no-renames", "-m", "--first-parent", format];
	const log = git(root, ["log", ...options, `${commit}..HEAD`, "--", ...paths]);
	const pending = git(root, ["diff", "--name-only", "--relative", "-z", "HEAD", "--", ...paths]);
	if (log === null || pending === null) throw new GitError(`git cannot list the commits since ${commit}`);
	const touched = log
		.toString("utf8")
		.split("\u0001")
		.filter((entry) => entry.includes("\u0002") && entry.split("\u0002", 1)[0] !== except)
		.flatMap((entry) => (entry.split("\u0002")[1] ?? "").split("\0"));
	const names = [...touched, ...pending.toString("utf8").split("\0")].map((name) => name.trim());
	return [...new Set(names.filter((name) => name !== ""))].sort(byCodeUnit);
}

/**
 * Commits after `commit`, those that a merge brings included, whose message has a line that says that they are a
 * release, whether or not it is a trailer now: a squash or a rebase can make it one.
 */
export function saidReleases(root: string, commit: string): string[] {
	const said = ["--extended-regexp", "--regexp-ignore-case", "--grep=^[[:space:]]*release[[:space:]]*:"];
	const log = gitLine(root, "log", ...said, "--format=%H", `${commit}..HEAD`);
	if (log === null) throw new GitError(`git cannot list the commits since ${commit}`);
	return log.split("\n").filter((line) => line !== "");
}
