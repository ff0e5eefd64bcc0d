import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { readFrame, writeFrame } from "./frame.ts";

/** Program to start. */
export interface Call {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	readonly env: Readonly<Record<string, string>>;
}

/** End of a program. */
export interface Ended {
	readonly pid: number;
	readonly status: number | null;
	readonly signal: NodeJS.Signals | null;
	readonly error: { readonly message: string; readonly code: string } | null;
}

const [requests = "", replies = ""] = process.argv.slice(2);
const incoming = openSync(requests, "r");
const outgoing = openSync(replies, "w");
for (let frame = readFrame(incoming); frame !== null; frame = readFrame(incoming)) {
	const { command, args, cwd, env } = frame.head as Call;
	const ran = spawnSync(command, args, { cwd, env, input: frame.bytes[0], maxBuffer: 2 ** 31 - 1 });
	const error = ran.error as NodeJS.ErrnoException | undefined;
	const head: Ended = {
		pid: ran.pid,
		status: ran.status,
		signal: ran.signal,
		error: error === undefined ? null : { message: error.message, code: error.code ?? "" },
	};
	writeFrame(outgoing, { head, bytes: [ran.stdout ?? Buffer.alloc(0), ran.stderr ?? Buffer.alloc(0)] });
}
