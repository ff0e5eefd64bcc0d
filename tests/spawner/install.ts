import childProcess, { type SpawnSyncOptions, type SpawnSyncReturns, spawn } from "node:child_process";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readFrame, writeFrame } from "./frame.ts";
import type { Call, Ended } from "./server.ts";

// Starts git from a small process. Node forks to start a program, and a fork copies the page tables of the process: from
// a process of Vitest, which holds some hundred MB, that takes 25 ms of processor time, and from a small one 3 ms. The
// suite starts git some thousand times.

interface Pipes {
	readonly requests: number;
	readonly replies: number;
}

const original = childProcess.spawnSync;
const shared = globalThis as { spawner?: Pipes; isSpawnerInstalled?: true };

function startSpawner(): Pipes {
	const folder = mkdtempSync(join(tmpdir(), "registry-spawner-"));
	const paths = ["requests", "replies"].map((name) => join(folder, name)) as [string, string];
	const made = original("mkfifo", paths, { encoding: "utf8" });
	if (made.status !== 0) throw new Error(`mkfifo failed: ${made.stderr}`);
	const { NODE_V8_COVERAGE: _coverage, ...env } = process.env;
	const server = fileURLToPath(new URL("./server.ts", import.meta.url));
	spawn(process.execPath, [server, ...paths], { stdio: ["ignore", "ignore", "inherit"], env }).unref();
	// Each waits until the other process opens its end; the process ends when this one is gone and its pipe is closed.
	const pipes = { requests: openSync(paths[0], "w"), replies: openSync(paths[1], "r") };
	rmSync(folder, { recursive: true });
	return pipes;
}

/** Replaces `spawnSync` where it is called as scripts/git/git.ts and tests/git.ts do. */
function spawnSmall(command: string, args: readonly string[], options: SpawnSyncOptions): SpawnSyncReturns<Buffer> {
	if (command !== "git" || options.encoding !== undefined || options.shell) {
		return original(command, args, options) as SpawnSyncReturns<Buffer>;
	}
	shared.spawner ??= startSpawner();
	const env: Record<string, string> = {};
	for (const [name, value] of Object.entries(options.env ?? process.env)) if (value !== undefined) env[name] = value;
	const call: Call = { command, args, cwd: String(options.cwd ?? process.cwd()), env };
	writeFrame(shared.spawner.requests, {
		head: call,
		bytes: [Buffer.from((options.input as string) ?? ""), Buffer.alloc(0)],
	});
	const frame = readFrame(shared.spawner.replies);
	if (frame === null) throw new Error("the process that starts git for tests has ended");
	const { error, ...ended } = frame.head as Ended;
	const [stdout, stderr] = frame.bytes;
	return {
		...ended,
		stdout,
		stderr,
		output: [null, stdout, stderr],
		...(error && { error: Object.assign(new Error(error.message), { code: error.code }) }),
	};
}

// Vitest runs this file once for each file of tests.
if (process.platform !== "win32" && !shared.isSpawnerInstalled) {
	shared.isSpawnerInstalled = true;
	childProcess.spawnSync = spawnSmall as typeof original;
	syncBuiltinESMExports();
}
