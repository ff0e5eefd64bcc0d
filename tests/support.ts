import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";
import type { Call, Line } from "./registry-worker.ts";

export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
export const FIXTURES = join(REPOSITORY, "tests/fixtures");
/** The day on which fixtures are checked. */
export const TODAY = "2026-11-24";

/** True in the long suite (`npm run test:long`), which tries everything; the short one tries seeded samples. */
export const LONG = process.env.REGISTRY_TEST_LONG === "1";

/** Options of a property test: all runs, with new seeds, in the long suite, and a tenth with one seed in the short one. */
export function runs(numRuns: number): { numRuns: number; seed?: number } {
	return LONG ? { numRuns } : { numRuns: Math.max(20, Math.round(numRuns / 10)), seed: 1 };
}

/** A seeded sample of a list in its order, or the whole list in the long suite. */
export function sample<T>(all: readonly T[], size: number, seed = 1): readonly T[] {
	return LONG ? all : chosen(all, size, seed);
}

/** So many of a list as a seed chooses them, in its order; all where there are no more. */
export function chosen<T>(all: readonly T[], size: number, seed = 1): readonly T[] {
	if (all.length <= size) return all;
	let state = seed;
	// xorshift32: the same sample on every machine and in every run.
	const random = () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
	const ranked = all.map((one, index) => ({ one, index, rank: random() }));
	const first = ranked.sort((a, b) => a.rank - b.rank).slice(0, size);
	return first.sort((a, b) => a.index - b.index).map(({ one }) => one);
}

/** Milliseconds of this thread's processor time that a function takes: however busy the machine is, about the same. */
export function processorTime(run: () => void): number {
	const begun = process.threadCpuUsage();
	run();
	const { user, system } = process.threadCpuUsage(begun);
	return (user + system) / 1000;
}

/** A temporary folder that is gone when the test ends. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Returns a temporary folder for all tests of this process; it is removed with the folder of the whole run. */
export function temporaryFolderForAll(): string {
	return mkdtempSync(join(tmpdir(), "registry-test-"));
}

/** Returns a function that gives one folder to all tests of this process; it is made when the first asks for it. */
export function madeOnce(make: () => string): () => string {
	let folder: string | undefined;
	return () => {
		if (folder === undefined) {
			folder = temporaryFolderForAll();
			cpSync(make(), folder, { recursive: true });
		}
		return folder;
	};
}

/** Returns a function that gives a copy of such a folder to each test. */
export function copiesOf(original: () => string): () => string {
	return () => {
		const copy = temporaryFolder();
		cpSync(original(), copy, { recursive: true });
		return copy;
	};
}

/** Files of a folder, path with forward slashes → text. */
export function filesBelow(folder: string): Record<string, string> {
	const files: Record<string, string> = {};
	for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
		const path = join(folder, name);
		if (statSync(path).isFile()) files[relative(folder, path).split(sep).join("/")] = readFileSync(path, "utf8");
	}
	return files;
}

/** The small valid registry that fixtures and tests start from. */
export function baseFiles(): Record<string, string> {
	return filesBelow(join(FIXTURES, "base"));
}

/** Writes files (null deletes one of the base) to a temporary root and gives its path. */
export function rootWith(changes: Readonly<Record<string, string | Buffer | null>> = {}): string {
	const root = temporaryFolder();
	for (const [path, content] of Object.entries({ ...baseFiles(), ...changes })) {
		if (content === null) continue;
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	return root;
}

export interface Ran {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Longest time that a command may take before its test fails, in milliseconds. */
const PATIENCE = 500_000;

/** Options of a call of the command line, beside its arguments. */
export interface CallOptions {
	/** Added to this process's environment. */
	readonly env?: NodeJS.ProcessEnv;
}

function withoutColor(env: NodeJS.ProcessEnv = {}): Record<string, string> {
	const { FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;
	return Object.fromEntries(
		Object.entries({ ...inherited, ...env }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
	);
}

/** The thread that runs the command line, and the line to it. It serves all test files of this process. */
interface CommandThread extends Line {
	readonly worker: Worker;
	readonly received: MessagePort;
}

const shared = globalThis as { commandThread?: CommandThread };

function commandThread(): CommandThread {
	if (shared.commandThread) return shared.commandThread;
	const { port1: received, port2: replies } = new MessageChannel();
	const answered = new Int32Array(new SharedArrayBuffer(4));
	const worker = new Worker(new URL("./registry-worker.ts", import.meta.url), {
		workerData: { replies, answered } satisfies Line,
		transferList: [replies],
		execArgv: [],
		env: withoutColor(),
	});
	worker.unref();
	received.unref();
	worker.once("exit", () => delete shared.commandThread);
	shared.commandThread = { worker, received, replies, answered };
	return shared.commandThread;
}

/**
 * Runs the command line in a thread of this process and waits for it: the modules of the program are loaded once and
 * not for each of several hundred calls. What belongs to a process (its folder, time zone, streams, signals) is tested
 * with `registryProcess`.
 */
export function registry(args: readonly string[], { env }: CallOptions = {}): Ran {
	return received(post(callOf(args, env)));
}

/** Waits for the reply to what was posted when there were so many replies. */
function received(before: number): Ran {
	const { received: port, answered } = commandThread();
	if (Atomics.wait(answered, 0, before, PATIENCE) === "timed-out") throw new Error("the command line does not reply");
	return receiveMessageOnPort(port)?.message as Ran;
}

/** Has the thread, if there is one, write what it covered. */
export function takeCommandCoverage(): void {
	if (shared.commandThread) received(post({ args: [], env: withoutColor(), takeCoverage: true }));
}

/** Does the same while this thread goes on, so that a server of the test can serve the command. One call at a time. */
export async function registryAsync(args: readonly string[], { env }: CallOptions = {}): Promise<Ran> {
	const { received, answered } = commandThread();
	const before = post(callOf(args, env));
	const { value } = Atomics.waitAsync(answered, 0, before, PATIENCE);
	if ((await value) === "timed-out") throw new Error("the command line does not reply");
	return receiveMessageOnPort(received)?.message as Ran;
}

function callOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Call {
	for (const name of ["TZ", "LANG", "LC_ALL"]) {
		if (env[name] !== undefined) throw new Error(`a thread has no ${name} of its own; use registryProcess`);
	}
	return { args, env: withoutColor(env) };
}

/** Sends a call to the thread and returns the number of replies before it. */
function post(call: Call): number {
	const { worker, answered } = commandThread();
	const before = Atomics.load(answered, 0);
	worker.postMessage(call);
	return before;
}

/** Runs the command line in a process of its own, as a user would. */
export function registryProcess(args: readonly string[], { env, cwd }: CallOptions & { cwd?: string } = {}): Ran {
	const ran = spawnSync(process.execPath, [join(REPOSITORY, "scripts/registry.js"), ...args], {
		encoding: "utf8",
		cwd: cwd ?? REPOSITORY,
		env: withoutColor(env),
		maxBuffer: 1 << 28,
	});
	return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}
