import { Worker } from "node:worker_threads";
import type { Page, PageText } from "./page.ts";

/** What came of reading a page. */
export type Extraction = PageText | { readonly unreadable: string };

export interface Task {
	readonly page: Page;
	readonly today: string;
}

/** Longest that one page is worked at, in milliseconds. */
const PATIENCE_MS = 20_000;
/** Memory of the thread that reads, in MB. */
const MEMORY_MB = 96;
/** Of it, what new objects take before they are looked through; without a limit garbage lies in hundreds of MB. */
const YOUNG_MB = 8;

/**
 * Reads pages in a thread of its own, one after the other: a page that was made to take for ever, or all memory, costs
 * the thread and nothing else.
 */
export class TextExtractor {
	#worker: Worker | null = null;
	#last: Promise<unknown> = Promise.resolve();
	readonly #patienceMs: number;

	constructor(patienceMs = PATIENCE_MS) {
		this.#patienceMs = patienceMs;
	}

	read(task: Task): Promise<Extraction> {
		const reading = this.#last.then(() => this.#readNow(task));
		this.#last = reading;
		return reading;
	}

	async close(): Promise<void> {
		await this.#worker?.terminate();
	}

	#readNow(task: Task): Promise<Extraction> {
		const worker = this.#worker ?? this.#start();
		return new Promise((resolve) => {
			const end = (reading: Extraction, alive: boolean) => {
				clearTimeout(timer);
				worker.removeAllListeners("message").removeAllListeners("error").removeAllListeners("exit");
				if (!alive) {
					this.#worker = null;
					// What it still says on its way out is of no interest.
					worker.on("error", () => undefined);
					void worker.terminate();
				}
				resolve(reading);
			};
			const timer = setTimeout(() => end({ unreadable: "it takes too long to read" }, false), this.#patienceMs);
			worker
				.once("message", (reading: Extraction) => end(reading, true))
				.once("error", (error) => end({ unreadable: error.message }, false))
				.once("exit", () => end({ unreadable: "reading it ended the reader" }, false));
			// Copied into memory of its own, so that handing it over takes nothing else along.
			const body = new Uint8Array(task.page.body);
			worker.postMessage({ ...task, page: { ...task.page, body } }, [body.buffer]);
		});
	}

	#start(): Worker {
		const worker = new Worker(new URL("./extract-worker.ts", import.meta.url), {
			resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
			stdout: true,
			stderr: true,
		});
		this.#worker = worker;
		return worker;
	}
}
