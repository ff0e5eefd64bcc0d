import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { sheetsOf } from "./workbook.ts";
import type { WorkbookCall } from "./xlsx-worker.ts";

/** Longest time that the workbook may take, in milliseconds. */
const TIMEOUT = 300_000;

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
			const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
				workerData: {
					title: `${dataset.header.name} ${dataset.header.version}`,
					day: dataset.header.generated,
					sheets: sheetsOf(dataset),
					reply,
					done,
				} satisfies WorkbookCall,
				transferList: [reply],
				execArgv: [],
			});
			worker.unref();
			Atomics.wait(done, 0, 0, TIMEOUT);
			const message = receiveMessageOnPort(received)?.message as Uint8Array | Error | undefined;
			void worker.terminate();
			if (!(message instanceof Uint8Array)) throw message ?? new Error("the workbook was not made in time");
			yield Buffer.from(message);
		},
	};
}
