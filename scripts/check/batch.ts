import { folderTree } from "../lib/folder-tree.ts";
import type { Entry } from "../lib/tree.ts";
import { RecordFile } from "../registry/record.ts";
import { checkFile, type FileResult } from "../rules/engine.ts";
import type { Context } from "../rules/rule.ts";

/** Files that a thread takes at a time. */
const CHUNK = 64;

/** Work shared by all threads. */
export interface Batch {
	readonly root: string;
	/** Files to check. */
	readonly entries: readonly Entry[];
	/** Index of the next file that no thread has taken. */
	readonly next: Int32Array;
}

/** Checks files of a batch until none is left, and hands over the results of some at a time. */
export function checkBatch(batch: Batch, context: Context, onChecked: (results: readonly FileResult[]) => void): void {
	const tree = folderTree(batch.root);
	for (;;) {
		const start = Atomics.add(batch.next, 0, CHUNK);
		if (start >= batch.entries.length) return;
		const taken = batch.entries.slice(start, start + CHUNK);
		onChecked(taken.map((entry) => checkFile(new RecordFile(entry, tree.read(entry)), context)));
	}
}
