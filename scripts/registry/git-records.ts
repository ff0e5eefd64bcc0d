import type { LoggedCommit } from "../git/log.ts";
import { blobs, blobsAround, treeFiles } from "../git/tree.ts";
import { FOLDERS, type Folder, limited } from "../lib/tree.ts";
import { FROM_HISTORY, RecordFile, recordOf } from "./record.ts";

/** Number of commits whose contents are held at a time. */
const BATCH = 200;

/** A commit with the records that it touched, as it found and left them. */
export interface CommitRecords {
	readonly commit: LoggedCommit;
	readonly before: readonly RecordFile[];
	readonly after: readonly RecordFile[];
}

/**
 * The records that commits touched, newest first as the commits are; contents are read a batch at a time, so that a long
 * history takes no more memory. A record that a commit fixed is compared with what it last said before it broke.
 */
export function* recordsOf(root: string, commits: readonly LoggedCommit[]): Generator<CommitRecords> {
	for (let from = 0; from < commits.length; from += BATCH) {
		const batch = commits.slice(from, from + BATCH);
		const contents = blobsAround(
			root,
			batch.flatMap((commit) => commit.files),
		);
		// What one commit left, the next one finds: a text is read once.
		const read = new Map<string, RecordFile>();
		const fileOf = (path: string, object: string | null): RecordFile[] => {
			const key = `${object} ${path}`;
			const file = read.get(key) ?? recordFile(path, object, contents);
			if (file) read.set(key, file);
			return file ? [file] : [];
		};
		for (const [index, commit] of batch.entries()) {
			const pairs = commit.files.map((file) => {
				const [before, after] = [fileOf(file.path, file.before), fileOf(file.path, file.after)];
				const fixed = before.some(isBroken) && !after.some(isBroken);
				return { before: fixed ? lastWhole(root, commits, from + index, before) : before, after };
			});
			yield { commit, before: pairs.flatMap(({ before }) => before), after: pairs.flatMap(({ after }) => after) };
		}
	}
}

/** Returns the records of a commit that stand at some paths. */
export function filesAt(root: string, commit: string, paths: readonly string[]): RecordFile[] {
	const found = treeFiles(root, commit, paths);
	const contents = blobs(
		root,
		found.map(({ object }) => object),
	);
	return found.flatMap(({ path, object }) => recordFile(path, object, contents) ?? []);
}

/** Returns the last readable version of a broken record before a commit; the record itself if the batch has none, nothing if it began broken. */
function lastWhole(
	root: string,
	commits: readonly LoggedCommit[],
	index: number,
	broken: readonly RecordFile[],
): readonly RecordFile[] {
	const path = broken[0]?.path ?? "";
	for (const { files } of commits.slice(index + 1)) {
		const touched = files.find((file) => file.path === path);
		if (!touched) continue;
		if (touched.before === null) return [];
		const file = recordFile(path, touched.before, blobs(root, [touched.before]));
		if (file && !isBroken(file)) return [file];
	}
	return broken;
}

function isBroken(file: RecordFile): boolean {
	return recordOf(file) === null;
}

/** A file of a commit as a record; null where there is none. */
function recordFile(path: string, object: string | null, contents: ReadonlyMap<string, Buffer>): RecordFile | null {
	const [folder, name = ""] = path.split("/", 2);
	if (object === null || !isFolder(folder)) return null;
	const bytes = contents.get(object);
	const content = bytes ? limited(bytes) : { unreadable: "git does not hold its content" };
	return new RecordFile({ folder, name, kind: "file" }, content, FROM_HISTORY);
}

function isFolder(name: string | undefined): name is Folder {
	return FOLDERS.some((folder) => folder === name);
}
