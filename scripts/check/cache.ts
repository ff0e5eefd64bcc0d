import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Entry } from "../load/tree.ts";
import { writeFileAtomic } from "../load/write-file.ts";
import type { FileResult } from "../rules/engine.ts";
import { type Packed, pack, unpack } from "./packed.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = join(REPOSITORY, "node_modules/.cache/registry");
/** Caches that are kept, one for each root that was checked; the oldest goes first. */
const MAX_CACHES = 8;
/** Largest cache that is written, in bytes of its text. */
const MAX_LENGTH = 128 * 1024 * 1024;
/** Milliseconds for which a file may change again without its times showing it. */
const RACY = 2000;

/** What is remembered of a file: its state on disk, the hash of its content, and what it gave. */
export interface Remembered {
	/** Size, inode and times; equal only for a file that was not touched. Empty when it was too fresh to tell. */
	readonly stamp: string;
	readonly hash: string;
	readonly result: FileResult;
}

/** What earlier checks found, by path. Only what has the same content, under the same code and options, is believed. */
export interface Cache {
	readonly known: ReadonlyMap<string, Remembered>;
	/** Replaces everything that is remembered. A cache that cannot be written is no reason to fail. */
	write(files: ReadonlyMap<string, Remembered>): void;
}

/** Remembers nothing. */
export const NO_CACHE: Cache = { known: new Map(), write: () => undefined };

/** The cache of a root, empty unless it was written by the same code with the same options and is whole. */
export function openCache(root: string, options: readonly string[], folder = FOLDER): Cache {
	const path = cachePath(root, folder);
	const key = sha256([codeHash(), process.version, ...options].join("\n"));
	return {
		known: readCache(path, key),
		write(files) {
			const body = JSON.stringify(packed(files));
			if (body.length > MAX_LENGTH) return;
			try {
				mkdirSync(folder, { recursive: true });
				writeFileAtomic(path, `${key} ${sha256(body)}\n${body}`);
				removeOldest(folder);
			} catch {
				// A read-only checkout works without a cache.
			}
		},
	};
}

/** Where the memory of a root is kept. */
export function cachePath(root: string, folder = FOLDER): string {
	return join(folder, `check-${sha256(resolve(root)).slice(0, 16)}.json`);
}

/** What tells a file that was touched from one that was not; empty when it changed so lately that it may change again unseen. */
export function stampOf(root: string, entry: Entry): string {
	const stats = lstatSync(join(root, entry.folder, entry.name), { throwIfNoEntry: false });
	if (!stats?.isFile() || Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs) < RACY) return "";
	return `${stats.size} ${stats.ino} ${stats.mtimeMs} ${stats.ctimeMs}`;
}

/** Hash of a file's content. */
export function contentHash(bytes: Buffer): string {
	return createHash("sha1").update(bytes).digest("base64");
}

function readCache(path: string, key: string): ReadonlyMap<string, Remembered> {
	try {
		const text = readFileSync(path, "utf8");
		const lineEnd = text.indexOf("\n");
		const body = text.slice(lineEnd + 1);
		// A cache of other code, cut short or damaged is as good as none.
		if (text.slice(0, lineEnd) !== `${key} ${sha256(body)}`) return new Map();
		return unpacked(JSON.parse(body) as Written);
	} catch {
		return new Map();
	}
}

/** What is written: stamp and hash of every file, and what they gave. */
interface Written {
	readonly states: readonly (readonly [stamp: string, hash: string])[];
	readonly packed: Packed;
}

function packed(files: ReadonlyMap<string, Remembered>): Written {
	return {
		states: [...files.values()].map(({ stamp, hash }) => [stamp, hash] as const),
		packed: pack([...files.values()].map(({ result }) => result)),
	};
}

function unpacked({ states, packed }: Written): ReadonlyMap<string, Remembered> {
	const results = unpack(packed);
	return new Map(
		states.map(([stamp, hash], index) => {
			const result = results[index];
			if (result === undefined) throw new RangeError("the cache is not whole");
			return [result.file, { stamp, hash, result }];
		}),
	);
}

/** Hash of everything that a result depends on besides the file: the code, the definitions, the libraries. */
function codeHash(): string {
	const hash = createHash("sha256");
	for (const folder of ["schemas", "scripts/load", "scripts/rules", "scripts/check"]) {
		for (const name of readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" }).sort()) {
			if (name.endsWith(".ts")) hash.update(name).update(readFileSync(join(REPOSITORY, folder, name)));
		}
	}
	return hash.update(readFileSync(join(REPOSITORY, "package-lock.json"))).digest("hex");
}

function removeOldest(folder: string): void {
	const caches = readdirSync(folder)
		.filter((name) => name.startsWith("check-"))
		.map((name) => ({ path: join(folder, name), written: lstatSync(join(folder, name)).mtimeMs }))
		.sort((a, b) => b.written - a.written);
	for (const { path } of caches.slice(MAX_CACHES)) rmSync(path, { force: true });
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
