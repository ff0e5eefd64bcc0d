import { parentPort } from "node:worker_threads";
import type { Reading, Task } from "./reader.ts";
import { textOf } from "./text.ts";

parentPort?.on("message", async ({ page, today }: Task) => {
	const reading: Reading = await textOf(page, today).catch((error: unknown) => ({
		unreadable: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
	}));
	parentPort?.postMessage(reading);
});
