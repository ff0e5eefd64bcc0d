import { takeCoverage } from "node:v8";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { main } from "../scripts/main.ts";
import "./spawner/install.ts";
import type { Ran } from "./support.ts";

/** A call of the command line. */
export interface Call {
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** Writes what the thread covered so far, in place of running a command. */
	readonly takeCoverage?: boolean;
}

/** Port of the replies, and the counter that is raised by one after each. */
export interface Line {
	readonly replies: MessagePort;
	readonly answered: Int32Array;
}

const { replies, answered } = workerData as Line;

function reply(ran: Ran): void {
	replies.postMessage(ran);
	Atomics.add(answered, 0, 1);
	Atomics.notify(answered, 0);
}

/** Gathers what a stream of this thread is given, in place of passing it on. */
function capture(stream: NodeJS.WriteStream): { text: string } {
	const captured = { text: "" };
	stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
		captured.text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
		for (const after of rest) if (typeof after === "function") after();
		return true;
	};
	return captured;
}

const stdout = capture(process.stdout);
const stderr = capture(process.stderr);

let running = false;
process.on("exit", (code) => {
	if (running) reply({ code, stdout: stdout.text, stderr: stderr.text });
});

parentPort?.on("message", async ({ args, env, takeCoverage: coverage }: Call) => {
	for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
	Object.assign(process.env, env);
	process.exitCode = undefined;
	stdout.text = "";
	stderr.text = "";
	running = true;
	if (coverage) takeCoverage();
	const code = coverage ? 0 : await main(args);
	running = false;
	reply({ code, stdout: stdout.text, stderr: stderr.text });
});
