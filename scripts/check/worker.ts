import { parentPort, workerData } from "node:worker_threads";
import { packShare, type Share, takeShare } from "./run.ts";

parentPort?.postMessage(packShare(takeShare(workerData as Share)));
