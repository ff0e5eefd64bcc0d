import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, type Stats } from "node:fs";
import { join } from "node:path";
import { byCodeUnit } from "./order.ts";
import { type Content, type EntryKind, MAX_FILE_BYTES, namesRecord, RootError, type Tree } from "./tree.ts";

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
