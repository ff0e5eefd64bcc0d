import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { ExpectedError } from "../lib/expected-error.ts";

/** Git could not answer; the message says what to do about it. */
export class GitError extends ExpectedError {}

/** Flags that make git ignore the caller's settings and take paths literally. */
const FLAGS = [
	"--literal-pathspecs",
	...["i18n.logOutputEncoding=UTF-8", "log.showSignature=false", "core.quotePath=false"].flatMap((one) => ["-c", one]),
];

/** A whole id of a commit, a tree or a file: what it names never changes. */
export const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Most answers that are remembered at one time, so that a long history does not fill the memory. */
const MAX_REMEMBERED = 500;

/** Remembers what was found out about commits that are named by their whole ids, and about paths in them. */
export function memoizeCommit<Value>(
	find: (root: string, commit: string, paths: readonly string[]) => Value,
): (root: string, commit: string, paths?: readonly string[]) => Value {
	const known = new Map<string, Value>();
	return (root, commit, paths = []) => {
		if (!FULL_ID.test(commit)) return find(root, commit, paths);
		const key = JSON.stringify([root, commit, ...paths]);
		const value = known.has(key) ? (known.get(key) as Value) : find(root, commit, paths);
		if (known.size >= MAX_REMEMBERED) known.clear();
		known.set(key, value);
		return value;
	};
}

/** Full id of the commit that a name stands for; null where there is none. */
export function commitOf(root: string, name: string): string | null {
	if (found.has(`${root}\0${name}`)) return name;
	const commit = gitLine(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
	if (commit === name) found.add(`${root}\0${name}`);
	return commit;
}

/** Roots and whole ids of commits that are there. */
const found = new Set<string>();

/** Variables of the caller's that change how paths are matched, beside those that name a repository. */
const PATHSPEC_VARIABLES = ["GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

/** Longest text of git's that is repeated in a message, in characters. */
const MAX_SAID = 500;

/** Result of a git process. */
export interface GitResult {
	readonly ok: boolean;
	readonly output: Buffer;
	/** Standard error of git. */
	readonly said: string;
	/** True where there is no git to start. */
	readonly missing: boolean;
}

let repositoryVariables: readonly string[] | undefined;

/**
 * The caller's environment without the variables that name a repository, an index or a configuration: inside a hook
 * they name those of the commit that is being made.
 */
export function gitEnvironment(): NodeJS.ProcessEnv {
	const { ok, output } = repositoryVariables
		? { ok: false, output: "" }
		: start(["rev-parse", "--local-env-vars"], process.env);
	if (ok) repositoryVariables = output.toString("utf8").trim().split("\n");
	const env = {
		...process.env,
		GIT_OPTIONAL_LOCKS: "0",
		GIT_NO_LAZY_FETCH: "1",
		GIT_TERMINAL_PROMPT: "0",
		LC_ALL: "C",
	};
	return Object.fromEntries(
		Object.entries(env).filter(([name]) => ![...(repositoryVariables ?? []), ...PATHSPEC_VARIABLES].includes(name)),
	);
}

/** Runs git in a folder. `env` adds variables, such as an index of one's own. */
export function runGit(
	root: string,
	args: readonly string[],
	{ input = "", env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): GitResult {
	return start(["-C", root, ...FLAGS, ...args], { ...gitEnvironment(), ...env }, input);
}

/** Runs git in a folder and returns its standard output. Throws GitError with git's own words when it refuses. */
export function gitOutput(root: string, args: readonly string[], doing: string, input?: string): Buffer {
	const result = runGit(root, args, input === undefined ? {} : { input });
	if (result.ok) return result.output;
	// Git crashes where it compares a touched file with a content that the clone lacks.
	const lacks = /promisor remote|unable to read tree|missing blob|SIGSEGV/.test(result.said) && hasFilter(root);
	throw new GitError(`git could not ${doing}: ${lacks ? PARTIAL : saidBy(result)}`);
}

/** Command that completes a clone made with `--filter`. */
export const REFETCH = "git fetch --refetch --no-filter origin";
/** The sentence for such a clone where it lacks what is asked for. */
export const PARTIAL = `this clone is partial: it lacks contents of older commits; run: ${REFETCH}`;

/** True for a clone made with `--filter`, whether or not it was completed since. */
export function hasFilter(root: string): boolean {
	return gitLine(root, "config", "--get-regexp", "^remote\\..*\\.promisor$") !== null;
}

/** The answer of git in one line; null when it refuses, where that is an answer, too. */
export function gitLine(root: string, ...args: string[]): string | null {
	const { ok, output } = runGit(root, args);
	return ok ? output.toString("utf8").trim() : null;
}

/** Returns git's message in one line, without `fatal:` and control characters. */
export function saidBy({ said, missing }: GitResult): string {
	if (missing) return NO_GIT;
	const lines = said.split("\n").map((line) => line.replace(/^(?:fatal|error): /, "").trim());
	const text = lines.filter((line) => line !== "" && !line.startsWith("warning: lazy fetching")).join("; ");
	return text === "" ? "it gave no reason" : text.slice(0, MAX_SAID).replace(/[\p{C}]/gu, "\u{fffd}");
}

/** The sentence for a machine without git. */
export const NO_GIT = "git is not installed or not on the PATH; install it: https://git-scm.com/downloads";

function start(args: readonly string[], env: NodeJS.ProcessEnv, input = ""): GitResult {
	const ran: SpawnSyncReturns<Buffer> = spawnSync("git", args, {
		input,
		stdio: ["pipe", "pipe", "pipe"],
		maxBuffer: 2 ** 31 - 1,
		env,
	});
	const code = (ran.error as NodeJS.ErrnoException | undefined)?.code;
	// A process that ends before it has read its input has answered all the same.
	const failed = ran.error !== undefined && code !== "EPIPE";
	const ended = ran.signal ? `\nit was ended by ${ran.signal}` : "";
	return {
		ok: !failed && ran.status === 0,
		output: ran.stdout ?? Buffer.alloc(0),
		said: failed ? String(ran.error?.message) : `${ran.stderr?.toString("utf8") ?? ""}${ended}`,
		missing: code === "ENOENT",
	};
}

/** Seconds since 1970 → ISO day in UTC. */
export function dayOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 10);
}
