import { parentPort, workerData } from "node:worker_threads";
import { type ContextData, contextFrom } from "../rules/rule.ts";
import { type Batch, checkBatch } from "./batch.ts";

// The modules are loaded while the context is made, which comes when it is ready.
parentPort?.once("message", (context: ContextData) => {
	checkBatch(workerData as Batch, contextFrom(context), (results) => parentPort?.postMessage(results));
});
