import { ExpectedError } from "./expected-error.ts";
import { byCodeUnit } from "./order.ts";

/** The folders that hold records, in the order in which they are loaded. */
export const FOLDERS = ["vendors", "services", "offerings"] as const;
export type Folder = (typeof FOLDERS)[number];

/** Largest record file that is read, in bytes. */
export const MAX_FILE_BYTES = 256 * 1024;

/** Kinds of entries at a path. Only a `file` is ever opened. */
export type EntryKind = "file" | "symlink" | "directory" | "other";

export interface Entry {
	readonly folder: Folder;
	/** Name within the folder. */
	readonly name: string;
	readonly kind: EntryKind;
}

/** Result of reading an entry. Reading never throws: an unreadable file is a result, too. */
export type Content =
	| { readonly bytes: Uint8Array }
	| { readonly tooLarge: number }
	| { readonly unreadable: string }
	| { readonly irregular: EntryKind }
	| { readonly notARecord: true };

/** Source of records: a folder, a git tree, or memory. Its users cannot tell which. */
export interface Tree {
	/** Entries of one folder, sorted by name; an empty list when the folder is missing. */
	entries(folder: Folder): Entry[];
	read(entry: Entry): Content;
	/** Content of a file in the root, such as `archives.yaml`; null where there is none. */
	file(name: string): Content | null;
}

/** A root that cannot be worked on at all: the caller was wrong, not the data. */
export class RootError extends ExpectedError {}

/** Returns true if a file name may be that of a record. Other files are reported and never opened. */
export function namesRecord(name: string): boolean {
	return /^[^.].*\.ya?ml$/i.test(name);
}

const UTF8 = new TextEncoder();

/** Records held in memory: path (`offerings/x.yaml`) to text or bytes. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): Tree {
	const content = (path: string): Content | null => {
		const file = files[path];
		return file === undefined ? null : limited(typeof file === "string" ? UTF8.encode(file) : file);
	};
	return {
		entries(folder) {
			return Object.keys(files)
				.filter((path) => path.startsWith(`${folder}/`))
				.map((path) => ({ folder, name: path.slice(folder.length + 1), kind: "file" as const }))
				.sort((a, b) => byCodeUnit(a.name, b.name));
		},
		read(entry) {
			if (!namesRecord(entry.name)) return { notARecord: true };
			return content(`${entry.folder}/${entry.name}`) ?? { unreadable: "ENOENT" };
		},
		file: content,
	};
}

/** Bytes of a file that has been read elsewhere, held to the same limit. */
export function limited(bytes: Uint8Array): Content {
	return bytes.length > MAX_FILE_BYTES ? { tooLarge: bytes.length } : { bytes };
}
