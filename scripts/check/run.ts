import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { folderTree } from "../lib/folder-tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import { type Entry, FOLDERS } from "../lib/tree.ts";
import { type Archives, loadArchives } from "../registry/archives.ts";
import { contentText, RecordFile, recordOf } from "../registry/record.ts";
import { listEntries } from "../registry/registry.ts";
import type { ChangeSet } from "../rules/change-set.ts";
import { checkChanges, checkFile, checkTogether, type FileResult } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import { type ContextData, contextFrom } from "../rules/rule.ts";
import { archiveProblems } from "./archives.ts";
import { withExceptions } from "./exceptions.ts";

/** Files below which another thread costs more than it saves. */
const MIN_FILES_FOR_THREADS = 400;
/** Files that a thread takes at a time. */
const CHUNK = 64;

/** Options of a check. */
export interface CheckCall {
	readonly root: string;
	readonly today: string;
	/**
	 * Gives the changes of the work tree against a base, for the rules on changes; it is told whether the records have
	 * errors, since documents cannot be made of such. Null leaves these rules out.
	 */
	readonly changes: ((hasErrors: boolean) => Promise<ChangeSet>) | null;
	/** Called from time to time with the number of files checked so far. */
	readonly onProgress?: (done: number, total: number) => void;
}

export interface Checked {
	/** One result per file, by path. */
	readonly results: readonly FileResult[];
	/** Sorted; the same for any number of threads. */
	readonly problems: readonly Problem[];
	/** Paths that differ from the base; null without one. */
	readonly changed: ReadonlySet<string> | null;
}

/** Work shared by all threads. */
export interface Batch {
	readonly root: string;
	readonly context: ContextData;
	/** Files to check. */
	readonly entries: readonly Entry[];
	/** Index of the next file that no thread has taken. */
	readonly next: Int32Array;
}

/**
 * Checks every file of a root. Offerings are read, checked and released one by one, on all cores when there are many;
 * only the little that the rules over all files need of each is kept. Throws RootError when there is nothing to check.
 */
export async function checkFolder({ root, today, changes, onProgress }: CheckCall): Promise<Checked> {
	const tree = folderTree(root);
	const entries = listEntries(tree);
	const load = (entry: Entry) => new RecordFile(entry, tree.read(entry));
	const shared = entries.filter((entry) => entry.folder !== "offerings").map(load);
	const offerings = entries.filter((entry) => entry.folder === "offerings");
	const context = contextDataOf(shared, loadArchives(tree), today);
	const next = new Int32Array(new SharedArrayBuffer(4));
	const batch: Batch = { root, context, entries: offerings, next };
	const checked = await checkAll(batch, onProgress);
	if (checked.length !== offerings.length) throw new Error("some offerings were not checked");

	const ownContext = contextFrom(context);
	const results = [...shared.map((file) => checkFile(file, ownContext)), ...checked];
	results.sort((a, b) => byCodeUnit(a.file, b.file));
	const byPath = new Map(entries.map((entry) => [pathOf(entry), entry]));
	const open = (path: string) => {
		const entry = byPath.get(path);
		return entry ? load(entry) : null;
	};
	const found = [
		...results.flatMap((result) => result.problems),
		...checkTogether(results, ownContext, open),
		...archiveProblems(tree),
	];
	const problems = withExceptions(tree, found, today);
	const broken = new Set(problems.filter(({ level }) => level === "error").map(({ file }) => file));
	const changeSet = changes ? await changes(broken.size > 0) : null;
	if (changeSet) {
		const ofChanges = checkChanges(changeSet, ownContext, open);
		// A cell of a file with errors may change again when they are corrected.
		problems.push(...ofChanges.filter(({ level, file }) => level === "error" || !broken.has(file)));
	}
	return { results, problems: problems.sort(compareProblems), changed: changeSet?.changed ?? null };
}

function pathOf(entry: Entry): string {
	return `${entry.folder}/${entry.name}`;
}

/** Returns the services, vendors and archives of a root as plain data. */
function contextDataOf(files: readonly RecordFile[], archives: Archives, today: string): ContextData {
	const records = files.map(recordOf);
	const idsIn = (folder: string) => files.filter((file) => file.folder === folder).map((file) => file.id);
	return {
		today,
		vendors: records.flatMap((record) => (record?.kind === "vendor" ? [record.value] : [])),
		vendorIds: idsIn("vendors"),
		services: records.flatMap((record) => (record?.kind === "service" ? [record.value] : [])),
		serviceIds: idsIn("services"),
		archives: { archives: [...archives.list], readers: [...archives.readers] },
		isArchivesKnown: archives.isKnown,
	};
}

async function checkAll(batch: Batch, onProgress: CheckCall["onProgress"]): Promise<FileResult[]> {
	const threads = batch.entries.length < MIN_FILES_FOR_THREADS ? 1 : availableParallelism();
	const others = Array.from({ length: threads - 1 }, () => inWorker(batch));
	const own = checkBatch(batch, onProgress);
	return [own, ...(await Promise.all(others))].flat();
}

/** Checks files of a batch until none is left. */
export function checkBatch(batch: Batch, onProgress?: CheckCall["onProgress"]): FileResult[] {
	const tree = folderTree(batch.root);
	const context = contextFrom(batch.context);
	const results: FileResult[] = [];
	const total = batch.entries.length;
	for (;;) {
		const start = Atomics.add(batch.next, 0, CHUNK);
		if (start >= total) return results;
		for (const entry of batch.entries.slice(start, start + CHUNK)) {
			results.push(checkFile(new RecordFile(entry, tree.read(entry)), context));
		}
		onProgress?.(Math.min(start + CHUNK, total), total);
	}
}

/** A worker that dies fails the check: files that were not checked are never a pass. */
function inWorker(batch: Batch): Promise<FileResult[]> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: batch });
		worker.once("message", resolve);
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code} before it answered`)));
	});
}

/** Returns a look-up of the text of a file of a root, for code frames; it gives null where there is none to show. */
export function textIn(root: string): (path: string) => string | null {
	const tree = folderTree(root);
	// Problems come file by file: folders are listed once, and the last text is remembered.
	const entries = new Map(
		FOLDERS.flatMap((folder) => tree.entries(folder)).map((one) => [`${one.folder}/${one.name}`, one]),
	);
	let last: { readonly path: string; readonly text: string | null } | null = null;
	return (path) => {
		if (last?.path !== path) {
			const entry = entries.get(path);
			last = { path, text: entry ? contentText(tree.read(entry)) : null };
		}
		return last.text;
	};
}
