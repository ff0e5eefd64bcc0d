import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Vendor } from "../../schemas/vendor.ts";
import { RecordFile, recordOf } from "../load/record.ts";
import { listEntries } from "../load/registry.ts";
import { type Entry, folderTree } from "../load/tree.ts";
import { Vendors } from "../load/vendors.ts";
import { checkFile, checkTogether, type FileResult } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";

/** Files below which another thread costs more than it saves. */
const WORTH_A_THREAD = 400;
/** Files that a thread takes at a time. */
export const CHUNK = 64;

/** What a worker is told: the same for all; `next` is the shared index of the next file that nobody has taken. */
export interface Share {
	readonly root: string;
	readonly today: string;
	readonly entries: readonly Entry[];
	readonly vendors: readonly Vendor[];
	readonly vendorIds: readonly string[];
	readonly next: Int32Array;
}

export interface Checked {
	readonly results: readonly FileResult[];
	/** In order, whatever the number of threads. */
	readonly problems: readonly Problem[];
}

/**
 * Checks every file of a root. Files are read, judged and forgotten one by one, on all cores when there are many;
 * what the rules over all files need of each is kept. Throws RootError when there is nothing to check.
 */
export async function checkFolder(root: string, today: string): Promise<Checked> {
	const tree = folderTree(root);
	const entries = listEntries(tree);
	const load = (entry: Entry) => new RecordFile(entry, tree.read(entry));
	const vendorFiles = entries.filter((entry) => entry.folder === "vendors").map(load);
	const vendorRecords = vendorFiles.map(recordOf).filter((record) => record?.kind === "vendor");
	const share: Share = {
		root,
		today,
		entries: entries.filter((entry) => entry.folder === "offerings"),
		vendors: vendorRecords.map((record) => record.value),
		vendorIds: vendorFiles.map((file) => file.id),
		next: new Int32Array(new SharedArrayBuffer(4)),
	};
	const context = { today, vendors: new Vendors(share.vendors, share.vendorIds) };
	const results = [...vendorFiles.map((file) => checkFile(file, context)), ...(await checkOfferings(share))];
	results.sort((a, b) => (a.file < b.file ? -1 : 1));
	const open = (path: string) => {
		const entry = entries.find((one) => `${one.folder}/${one.name}` === path);
		if (!entry) throw new Error(`a rule named the file ${path}, which was not loaded`);
		return load(entry);
	};
	const together = checkTogether(results, context, open);
	return { results, problems: [...results.flatMap((result) => result.problems), ...together].sort(compareProblems) };
}

async function checkOfferings(share: Share): Promise<FileResult[]> {
	const threads = share.entries.length < WORTH_A_THREAD ? 1 : availableParallelism();
	const others = Array.from({ length: threads - 1 }, () => inWorker(share));
	const own = takeShare(share);
	return [own, ...(await Promise.all(others))].flat();
}

/** Takes files until none is left, and gives what each of them gave. */
export function takeShare(share: Share): FileResult[] {
	const tree = folderTree(share.root);
	const context = { today: share.today, vendors: new Vendors(share.vendors, share.vendorIds) };
	const results: FileResult[] = [];
	for (;;) {
		const start = Atomics.add(share.next, 0, CHUNK);
		if (start >= share.entries.length) return results;
		for (const entry of share.entries.slice(start, start + CHUNK)) {
			results.push(checkFile(new RecordFile(entry, tree.read(entry)), context));
		}
	}
}

/** A worker that dies takes the check with it: files that nobody judged are never a pass. */
function inWorker(share: Share): Promise<FileResult[]> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: share });
		worker.once("message", resolve);
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code} before it answered`)));
	});
}
