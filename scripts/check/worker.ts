import { parentPort, workerData } from "node:worker_threads";
import { type Batch, checkBatch } from "./run.ts";

parentPort?.postMessage(checkBatch(workerData as Batch));
