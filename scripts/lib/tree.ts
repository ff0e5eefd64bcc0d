import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats } from "node:fs";
import { join } from "node:path";
import { ExpectedError } from "./expected-error.ts";
import { byCodeUnit } from "./order.ts";

/** The folders that hold records, in the order in which they are loaded. */
export const FOLDERS = ["vendors", "services", "offerings"] as const;
export type Folder = (typeof FOLDERS)[number];

/** Largest record file that is read, in bytes. */
export const MAX_FILE_BYTES = 256 * 1024;

/** What stands at a path. Only a `file` is ever opened. */
export type EntryKind = "file" | "symlink" | "directory" | "other";

export interface Entry {
	readonly folder: Folder;
	/** Name within the folder. */
	readonly name: string;
	readonly kind: EntryKind;
}

/** What reading an entry gave. Reading never throws: an unreadable file is an answer. */
export type Content =
	| { readonly bytes: Buffer }
	| { readonly tooLarge: number }
	| { readonly unreadable: string }
	| { readonly irregular: EntryKind }
	| { readonly notARecord: true };

/** Where records come from: a folder, a git tree, or memory. Nothing downstream can tell which. */
export interface Tree {
	/** Entries of one folder, sorted by name; an empty list when the folder is missing. */
	entries(folder: Folder): Entry[];
	read(entry: Entry): Content;
	/** Content of a file in the root, such as `archives.yaml`; null where there is none. */
	file(name: string): Content | null;
}

/** A root that cannot be worked on at all: the caller was wrong, not the data. */
export class RootError extends ExpectedError {}

/** Whether a name may be that of a record. Anything else is named in the report and never opened. */
export function namesRecord(name: string): boolean {
	return /^[^.].*\.ya?ml$/i.test(name);
}

/** Records in a folder on disk. Symbolic links are named, never followed; where a folder itself is one, it throws RootError. */
export function folderTree(root: string): Tree {
	return {
		entries(folder) {
			if (lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink()) {
				throw new RootError(
					`${join(root, folder)} is a symbolic link, which is not followed; put the folder itself there`,
				);
			}
			try {
				return readdirSync(join(root, folder), { withFileTypes: true })
					.map((entry) => ({ folder, name: entry.name, kind: kindOf(entry) }))
					.sort((a, b) => byCodeUnit(a.name, b.name));
			} catch (error) {
				if (codeOf(error) === "ENOENT") return [];
				throw new RootError(`cannot list ${join(root, folder)}: ${reasonOf(error)}`);
			}
		},
		read(entry) {
			if (entry.kind !== "file") return { irregular: entry.kind };
			if (!namesRecord(entry.name)) return { notARecord: true };
			return readPlainFile(join(root, entry.folder, entry.name));
		},
		file(name) {
			const path = join(root, name);
			return lstatSync(path, { throwIfNoEntry: false }) === undefined ? null : readPlainFile(path);
		},
	};
}

/** Records held in memory: path (`offerings/x.yaml`) to text. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree {
	return {
		entries(folder) {
			return Object.keys(files)
				.filter((path) => path.startsWith(`${folder}/`))
				.map((path) => ({ folder, name: path.slice(folder.length + 1), kind: "file" as const }))
				.sort((a, b) => byCodeUnit(a.name, b.name));
		},
		read(entry) {
			if (!namesRecord(entry.name)) return { notARecord: true };
			return limited(Buffer.from(files[`${entry.folder}/${entry.name}`] ?? "", "utf8"));
		},
		file(name) {
			const text = files[name];
			return text === undefined ? null : limited(Buffer.from(text, "utf8"));
		},
	};
}

/** Bytes of a file that has been read elsewhere, held to the same limit. */
export function limited(bytes: Buffer): Content {
	return bytes.length > MAX_FILE_BYTES ? { tooLarge: bytes.length } : { bytes };
}

function readPlainFile(path: string): Content {
	let handle: number | undefined;
	try {
		// Opened without following a link and without waiting on a pipe: the entry may have been exchanged since it was listed.
		handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		const stats = fstatSync(handle);
		if (!stats.isFile()) return { irregular: kindOf(stats) };
		if (stats.size > MAX_FILE_BYTES) return { tooLarge: stats.size };
		// One byte more than there should be: a file that grows while it is read is read to its limit, not cut.
		let bytes = Buffer.allocUnsafe(stats.size + 1);
		let length = 0;
		for (;;) {
			const read = readSync(handle, bytes, length, bytes.length - length, null);
			length += read;
			if (read === 0) return { bytes: bytes.subarray(0, length) };
			if (length > MAX_FILE_BYTES) return { tooLarge: length };
			if (length === bytes.length) bytes = Buffer.concat([bytes], MAX_FILE_BYTES + 1);
		}
	} catch (error) {
		if (codeOf(error) === "ELOOP") return { irregular: "symlink" };
		return { unreadable: reasonOf(error) };
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}

function kindOf(entry: Pick<Stats, "isFile" | "isDirectory" | "isSymbolicLink">): EntryKind {
	if (entry.isSymbolicLink()) return "symlink";
	if (entry.isFile()) return "file";
	return entry.isDirectory() ? "directory" : "other";
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function reasonOf(error: unknown): string {
	const code = codeOf(error);
	if (code === "EACCES" || code === "EPERM") return "permission denied";
	return code ?? String(error);
}
