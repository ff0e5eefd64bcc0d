import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Vendor } from "../../schemas/vendor.ts";
import { byCodeUnit } from "../load/order.ts";
import { RecordFile, recordOf, textOf } from "../load/record.ts";
import { listEntries } from "../load/registry.ts";
import { type Entry, FOLDERS, folderTree } from "../load/tree.ts";
import { Vendors } from "../load/vendors.ts";
import { checkChanges, checkFile, checkTogether, type FileResult } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import type { ChangeSet, Context } from "../rules/rule.ts";
import { contentHash, NO_CACHE, openCache, type Remembered, stampOf } from "./cache.ts";
import { withExceptions } from "./exceptions.ts";
import { type Packed, pack, unpack } from "./packed.ts";

/** Files below which another thread costs more than it saves. */
const WORTH_A_THREAD = 400;
/** Files that a thread takes at a time. */
const CHUNK = 64;

/** What to check and how. */
export interface CheckCall {
	readonly root: string;
	readonly today: string;
	/** What the work tree changes, for the rules on changes; null to leave them out. */
	readonly changes: ChangeSet | null;
	/** Whether files that are as they were when they were last judged need not be judged again. */
	readonly cache: boolean;
	/** Told how many files have been judged, from time to time. */
	readonly onProgress?: (done: number, total: number) => void;
}

export interface Checked {
	/** Of every file, by path. */
	readonly results: readonly FileResult[];
	/** In order, whatever the number of threads. */
	readonly problems: readonly Problem[];
}

/** What every thread is told. */
export interface Share {
	readonly root: string;
	readonly today: string;
	readonly vendors: readonly Vendor[];
	readonly vendorIds: readonly string[];
	/** The files to judge, and the hash of each one's content when it was last judged. */
	readonly entries: readonly (Entry & { readonly lastHash?: string })[];
	/** Whether contents are to be hashed at all. */
	readonly remember: boolean;
	/** Index of the next file that nobody has taken, shared by all threads. */
	readonly next: Int32Array;
}

/** What a file gave; without a result when its content is what it was. */
export interface Judged {
	readonly file: string;
	readonly hash: string;
	readonly result: FileResult | null;
}

/**
 * Checks every file of a root. Files are read, judged and forgotten one by one, on all cores when there are many;
 * what the rules over all files need of each is kept. Throws RootError when there is nothing to check.
 */
export async function checkFolder({ root, today, changes, cache: remember, onProgress }: CheckCall): Promise<Checked> {
	const tree = folderTree(root);
	const entries = listEntries(tree);
	const load = (entry: Entry) => new RecordFile(entry, tree.read(entry));
	const vendorFiles = entries.filter((entry) => entry.folder === "vendors").map(load);
	const vendors = vendorFiles.map(recordOf).flatMap((record) => (record?.kind === "vendor" ? [record.value] : []));
	const vendorIds = vendorFiles.map((file) => file.id);
	const offerings = entries.filter((entry) => entry.folder === "offerings");
	const cache = remember ? openCache(root, [today, JSON.stringify(vendors), vendorIds.join(" ")]) : NO_CACHE;

	const stamps = new Map(remember ? offerings.map((entry) => [pathOf(entry), stampOf(root, entry)]) : []);
	const untouched = (path: string): Remembered | undefined => {
		const known = cache.known.get(path);
		return known && known.stamp !== "" && known.stamp === stamps.get(path) ? known : undefined;
	};
	const todo = offerings.filter((entry) => !untouched(pathOf(entry)));
	const share: Share = {
		root,
		today,
		vendors,
		vendorIds,
		entries: todo.map((entry) => withLastHash(entry, cache.known.get(pathOf(entry)))),
		remember,
		next: new Int32Array(new SharedArrayBuffer(4)),
	};
	const judged = await judgeAll(share, onProgress);
	const remembered = new Map<string, Remembered>();
	for (const entry of offerings) {
		const known = untouched(pathOf(entry));
		if (known) remembered.set(pathOf(entry), known);
	}
	for (const { file, hash, result } of judged) {
		const found = result ?? cache.known.get(file)?.result;
		if (!found) throw new Error(`${file} was neither judged nor remembered`);
		remembered.set(file, { stamp: stamps.get(file) ?? "", hash, result: found });
	}
	if (remembered.size !== offerings.length) throw new Error("some offerings were neither judged nor remembered");
	if (todo.length > 0 || remembered.size !== cache.known.size) cache.write(remembered);

	const context = contextOf(share);
	const results = [
		...vendorFiles.map((file) => checkFile(file, context)),
		...[...remembered.values()].map(({ result }) => result),
	];
	results.sort((a, b) => byCodeUnit(a.file, b.file));
	const byPath = new Map(entries.map((entry) => [pathOf(entry), entry]));
	const open = (path: string) => {
		const entry = byPath.get(path);
		return entry ? load(entry) : null;
	};
	const problems = [
		...results.flatMap((result) => result.problems),
		...checkTogether(results, context, open),
		...(changes ? checkChanges(changes, context, open) : []),
	];
	return { results, problems: withExceptions(root, problems, today).sort(compareProblems) };
}

function pathOf(entry: Entry): string {
	return `${entry.folder}/${entry.name}`;
}

function withLastHash(entry: Entry, known: Remembered | undefined): Share["entries"][number] {
	return known ? { ...entry, lastHash: known.hash } : entry;
}

function contextOf({ today, vendors, vendorIds }: Share): Context {
	return { today, vendors: new Vendors(vendors, vendorIds) };
}

async function judgeAll(share: Share, onProgress: CheckCall["onProgress"]): Promise<Judged[]> {
	const threads = share.entries.length < WORTH_A_THREAD ? 1 : availableParallelism();
	const others = Array.from({ length: threads - 1 }, () => inWorker(share));
	const own = takeShare(share, onProgress);
	return [own, ...(await Promise.all(others))].flat();
}

/** Takes files until none is left, and gives what each of them gave. */
export function takeShare(share: Share, onProgress?: CheckCall["onProgress"]): Judged[] {
	const tree = folderTree(share.root);
	const context = contextOf(share);
	const judged: Judged[] = [];
	const total = share.entries.length;
	for (;;) {
		const start = Atomics.add(share.next, 0, CHUNK);
		if (start >= total) return judged;
		for (const entry of share.entries.slice(start, start + CHUNK)) {
			const content = tree.read(entry);
			const hash = share.remember && "bytes" in content ? contentHash(content.bytes) : "";
			const isSame = hash !== "" && hash === entry.lastHash;
			judged.push({
				file: pathOf(entry),
				hash,
				result: isSame ? null : checkFile(new RecordFile(entry, content), context),
			});
		}
		onProgress?.(Math.min(start + CHUNK, total), total);
	}
}

/** What a thread judged, as it is sent to another. */
export interface PackedShare {
	readonly files: readonly Pick<Judged, "file" | "hash">[];
	readonly packed: Packed;
}

export function packShare(judged: readonly Judged[]): PackedShare {
	return {
		files: judged.map(({ file, hash }) => ({ file, hash })),
		packed: pack(judged.flatMap(({ result }) => result ?? [])),
	};
}

function unpackShare({ files, packed }: PackedShare): Judged[] {
	const results = new Map(unpack(packed).map((result) => [result.file, result]));
	return files.map(({ file, hash }) => ({ file, hash, result: results.get(file) ?? null }));
}

/** A worker that dies takes the check with it: files that nobody judged are never a pass. */
function inWorker(share: Share): Promise<Judged[]> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: share });
		worker.once("message", (answer) => resolve(unpackShare(answer)));
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`a worker ended with code ${code} before it answered`)));
	});
}

/** The text of a file of a root for a code frame; null where there is none to show. */
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
			last = { path, text: entry ? textOf(tree.read(entry)) : null };
		}
		return last.text;
	};
}
