import { folderTree } from "../lib/folder-tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import { type Entry, FOLDERS } from "../lib/tree.ts";
import { type Archives, loadArchives } from "../registry/archives.ts";
import { contentText, RecordFile, recordOf } from "../registry/record.ts";
import { listEntries } from "../registry/registry.ts";
import type { ChangeSet } from "../rules/change-set.ts";
import { checkChanges, checkFile, checkTogether, type FileResult } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import { type Context, type ContextData, contextFrom } from "../rules/rule.ts";
import { archiveProblems } from "./archives.ts";
import { type Batch, checkBatch } from "./batch.ts";
import { withExceptions } from "./exceptions.ts";
import { Threads } from "./threads.ts";

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

/**
 * Checks every file of a root. Offerings are read, checked and released one by one, on all cores when there are many;
 * only the little that the rules over all files need of each is kept. Throws RootError when there is nothing to check.
 */
export async function checkFolder({ root, today, changes, onProgress }: CheckCall): Promise<Checked> {
	const tree = folderTree(root);
	const entries = listEntries(tree);
	const { results, context } = await checkAll(root, today, entries, onProgress);
	results.sort((a, b) => byCodeUnit(a.file, b.file));
	const byPath = new Map(entries.map((entry) => [pathOf(entry), entry]));
	const open = (path: string) => {
		const entry = byPath.get(path);
		return entry ? new RecordFile(entry, tree.read(entry)) : null;
	};
	const found = [
		...results.flatMap((result) => result.problems),
		...checkTogether(results, context, open),
		...archiveProblems(tree),
	];
	const problems = withExceptions(tree, found, today);
	const broken = new Set(problems.filter(({ level }) => level === "error").map(({ file }) => file));
	const changeSet = changes ? await changes(broken.size > 0) : null;
	if (changeSet) {
		const ofChanges = checkChanges(changeSet, context, open);
		// A cell of a file with errors may change again when they are corrected.
		problems.push(...ofChanges.filter(({ level, file }) => level === "error" || !broken.has(file)));
	}
	return { results, problems: problems.sort(compareProblems), changed: changeSet?.changed ?? null };
}

/** Returns the result of every entry, and the context in which the entries were checked. */
async function checkAll(
	root: string,
	today: string,
	entries: readonly Entry[],
	onProgress: CheckCall["onProgress"],
): Promise<{ results: FileResult[]; context: Context }> {
	const offerings = entries.filter(({ folder }) => folder === "offerings");
	const batch: Batch = { root, entries: offerings, next: new Int32Array(new SharedArrayBuffer(4)) };
	const results: FileResult[] = [];
	const keep = (some: readonly FileResult[]) => {
		for (const result of some) results.push(result);
	};
	const threads = new Threads(batch, keep);
	try {
		const shared = entries.filter(({ folder }) => folder !== "offerings");
		const context = checkShared(root, today, shared, (data) => threads.begin(data), keep);
		checkBatch(batch, context, (some) => {
			// A copy, for a part of a text keeps all of the text in memory.
			keep(structuredClone(some));
			onProgress?.(Math.min(Atomics.load(batch.next, 0), offerings.length), offerings.length);
		});
		await threads.end();
		if (results.length !== entries.length) throw new Error("some files were not checked");
		return { results, context };
	} finally {
		await threads.stop();
	}
}

/** Reads services and vendors, gives the context that they make to the threads, then checks them. */
function checkShared(
	root: string,
	today: string,
	entries: readonly Entry[],
	begin: (context: ContextData) => void,
	keep: (results: readonly FileResult[]) => void,
): Context {
	const tree = folderTree(root);
	const files = entries.map((entry) => new RecordFile(entry, tree.read(entry)));
	const data = contextDataOf(files, loadArchives(tree), today);
	begin(data);
	const context = contextFrom(data);
	keep(files.map((file) => checkFile(file, context)));
	return context;
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
