import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { type SheetRow, sheetsOf } from "./workbook.ts";
import type { WorkbookPart } from "./xlsx-worker.ts";

/** Longest time that the workbook may take, in milliseconds. */
const TIMEOUT = 300_000;
/** Rows that go to the thread at a time. */
const ROWS_AT_ONCE = 500;

/** Limits of the thread's memory, in MB: it holds one row at a time, and what is sent to it. Without them V8 takes several times as much. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 24 };

/** Thread that makes workbooks; it is kept, since loading its library takes longer than a workbook. */
let thread: Worker | undefined;

function workbookThread(): Worker {
	if (thread) return thread;
	const started = new Worker(new URL("./xlsx-worker.ts", import.meta.url), { execArgv: [], resourceLimits: LIMITS });
	started.unref();
	started.once("exit", () => {
		thread = undefined;
	});
	thread = started;
	return started;
}

/** A workbook that is being made. */
interface Making {
	readonly received: MessagePort;
	readonly done: Int32Array;
}

/**
 * Returns `registry.xlsx`. Its library works asynchronously, and artifacts are made where they are written; so it is made in a
 * thread of its own, beside the artifacts before it, and waited for when it is written.
 */
export function xlsxArtifact(dataset: Dataset): Artifact {
	let begun: Making | undefined;
	return {
		path: "registry.xlsx",
		begin() {
			begun ??= making(dataset);
		},
		*pieces() {
			const { received, done } = begun ?? making(dataset);
			begun = undefined;
			Atomics.wait(done, 0, 0, TIMEOUT);
			const message = receiveMessageOnPort(received)?.message as Uint8Array | Error | undefined;
			received.close();
			if (!(message instanceof Uint8Array)) throw message ?? new Error("the workbook was not made in time");
			yield Buffer.from(message);
		},
	};
}

/** Sends the workbook of a data set to the thread, part by part. */
function making(dataset: Dataset): Making {
	const { port1: received, port2: reply } = new MessageChannel();
	// A port that is listened to keeps the process alive, and this one is asked instead.
	received.unref();
	const done = new Int32Array(new SharedArrayBuffer(4));
	for (const part of partsOf(dataset)) workbookThread().postMessage(part);
	const last: WorkbookPart = { kind: "end", reply, done };
	workbookThread().postMessage(last, [reply]);
	return { received, done };
}

function* partsOf(dataset: Dataset): Generator<WorkbookPart> {
	const { name, version, generated } = dataset.header;
	yield { kind: "book", author: name, title: `${name} ${version}`, day: generated };
	for (const { rows, ...sheet } of sheetsOf(dataset)) {
		yield { kind: "sheet", sheet };
		let waiting: SheetRow[] = [];
		for (const row of rows) {
			waiting.push(row);
			if (waiting.length < ROWS_AT_ONCE) continue;
			yield { kind: "rows", rows: waiting };
			waiting = [];
		}
		yield { kind: "rows", rows: waiting };
	}
}
