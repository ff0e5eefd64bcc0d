import { parentPort, workerData } from "node:worker_threads";
import { type Share, takeShare } from "./run.ts";

parentPort?.postMessage(takeShare(workerData as Share));
