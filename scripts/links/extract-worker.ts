import { parentPort } from "node:worker_threads";
import { extractText } from "./extract-text.ts";
import type { Extraction, ExtractionTask } from "./text-extractor.ts";

parentPort?.on("message", async ({ page, ...options }: ExtractionTask) => {
	const extraction: Extraction = await extractText(page, options).catch((error: unknown) => ({
		unreadable: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
	}));
	parentPort?.postMessage(extraction);
});
