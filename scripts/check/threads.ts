import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileResult } from "../rules/engine.ts";
import type { ContextData } from "../rules/rule.ts";
import type { Batch } from "./batch.ts";

/** Files below which another thread costs more than it saves. */
const MIN_FILES = 400;

/** Young-generation heap limit in MB. Records are read and dropped; with V8's own limit a check takes a tenth more memory. */
const YOUNG_MB = 24;

/** Threads beside the main one that check files of a batch. */
export class Threads {
	readonly #workers: readonly Worker[];
	readonly #ended: Promise<unknown>;

	/** Starts them, so that they load their modules while the context is made; none where there are few files. */
	constructor(batch: Batch, onChecked: (results: readonly FileResult[]) => void) {
		const count = batch.entries.length < MIN_FILES ? 0 : availableParallelism() - 1;
		this.#workers = Array.from(
			{ length: count },
			() =>
				new Worker(new URL("./worker.js", import.meta.url), {
					workerData: batch,
					resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
				}),
		);
		this.#ended = Promise.all(this.#workers.map((worker) => whenEnded(worker, onChecked)));
		// Awaited later; a failure until then must not count as one that nobody handles.
		this.#ended.catch(() => undefined);
	}

	/** Lets them begin. */
	begin(context: ContextData): void {
		for (const worker of this.#workers) worker.postMessage(context);
	}

	/** Waits until they are done. A thread that dies fails the check: files that were not checked are never a pass. */
	async end(): Promise<void> {
		await this.#ended;
	}

	/** Stops them where the check cannot go on. */
	async stop(): Promise<void> {
		await Promise.all(this.#workers.map((worker) => worker.terminate()));
	}
}

function whenEnded(worker: Worker, onChecked: (results: readonly FileResult[]) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		worker.on("message", onChecked);
		worker.once("error", reject);
		worker.once("exit", (code) =>
			code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code} before it was done`)),
		);
	});
}
