import { Worker } from "node:worker_threads";
import type { ExtractOptions, Page, PageText } from "./page.ts";

/** Text of a page, or why it has none. */
export type Extraction = PageText | { readonly unreadable: string };

export interface ExtractionTask extends ExtractOptions {
	readonly page: Page;
}

/** Milliseconds after which reading one page is given up. */
const TIMEOUT_MS = 20_000;
/** Heap limit of the reading thread, in MB. */
const MEMORY_MB = 96;
/** Young-generation heap limit in MB. Unbounded, V8 keeps hundreds of MB of garbage. */
const YOUNG_MB = 8;

/** Returns bytes with a buffer of their own: those that share one with others are copied, so that its transfer detaches nothing else. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const { buffer } = bytes;
	const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
	return isOwn ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

/**
 * Reads pages in a thread of its own, one after the other: a page made to take for ever, or all memory, costs the
 * thread and nothing else.
 */
export class TextExtractor {
	#worker: Worker | null = null;
	#last: Promise<unknown> = Promise.resolve();
	#isClosed = false;
	readonly #timeoutMs: number;

	constructor(timeoutMs = TIMEOUT_MS) {
		this.#timeoutMs = timeoutMs;
	}

	/** Reads a page. Its body is handed over to the thread, and is empty afterwards. */
	extract(task: ExtractionTask): Promise<Extraction> {
		const extraction = this.#last.then(() => this.#extractNow(task));
		this.#last = extraction;
		return extraction;
	}

	/** Ends the thread; pages that are still to be read become unreadable. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#worker?.terminate();
	}

	#extractNow(task: ExtractionTask): Promise<Extraction> {
		if (this.#isClosed) return Promise.resolve({ unreadable: "the run ended" });
		const worker = this.#worker ?? this.#start();
		return new Promise((resolve) => {
			const end = (extraction: Extraction, alive: boolean) => {
				clearTimeout(timer);
				// Not removeAllListeners: terminate() waits with a listener of its own.
				worker.off("message", onMessage).off("error", onError).off("exit", onExit);
				if (!alive) {
					this.#worker = null;
					// A dying worker may still emit errors; without a listener they would end the program.
					worker.on("error", () => undefined);
					void worker.terminate();
				}
				resolve(extraction);
			};
			const onMessage = (extraction: Extraction) => end(extraction, true);
			const onError = (error: Error) => end({ unreadable: error.message }, false);
			const onExit = () => end({ unreadable: "the reading thread ended" }, false);
			const timer = setTimeout(() => end({ unreadable: "it takes too long to read" }, false), this.#timeoutMs);
			worker.on("message", onMessage).on("error", onError).on("exit", onExit);
			const body = ownBytes(task.page.body);
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
