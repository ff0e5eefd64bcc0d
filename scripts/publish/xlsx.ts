import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { sheetsOf } from "./workbook.ts";
import type { WorkbookCall } from "./xlsx-worker.ts";

/** Longest time that the workbook may take, in milliseconds. */
const TIMEOUT = 300_000;

/** Thread that makes workbooks; it is kept, since loading its library takes longer than a workbook. */
let thread: Worker | undefined;

function workbookThread(): Worker {
	if (thread) return thread;
	const started = new Worker(new URL("./xlsx-worker.ts", import.meta.url), { execArgv: [] });
	started.unref();
	started.once("exit", () => {
		thread = undefined;
	});
	thread = started;
	return started;
}

/**
 * Returns `registry.xlsx`. Its library works asynchronously, and artifacts are made where they are written; so it is made in a
 * thread of its own that this one waits for.
 */
export function xlsxArtifact(dataset: Dataset): Artifact {
	return {
		path: "registry.xlsx",
		*pieces() {
			const { port1: received, port2: reply } = new MessageChannel();
			const done = new Int32Array(new SharedArrayBuffer(4));
			const call: WorkbookCall = {
				title: `${dataset.header.name} ${dataset.header.version}`,
				day: dataset.header.generated,
				sheets: sheetsOf(dataset),
				reply,
				done,
			};
			workbookThread().postMessage(call, [reply]);
			Atomics.wait(done, 0, 0, TIMEOUT);
			const message = receiveMessageOnPort(received)?.message as Uint8Array | Error | undefined;
			received.close();
			if (!(message instanceof Uint8Array)) throw message ?? new Error("the workbook was not made in time");
			yield Buffer.from(message);
		},
	};
}
