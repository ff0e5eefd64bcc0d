import { parentPort } from "node:worker_threads";
import { textOf } from "./extract-text.ts";
import type { Extraction, Task } from "./text-extractor.ts";

parentPort?.on("message", async ({ page, today }: Task) => {
	const reading: Extraction = await textOf(page, today).catch((error: unknown) => ({
		unreadable: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
	}));
	parentPort?.postMessage(reading);
});
