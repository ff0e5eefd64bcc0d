import { byCodeUnit } from "../lib/order.ts";
import { type Entry, type EntryKind, FOLDERS, type Folder, limited, namesRecord, type Tree } from "../lib/tree.ts";
import { gitOutput, memoizeCommit, runGit } from "./git.ts";
import { missingObjects, prefixOf } from "./repository.ts";

/** A file of a commit, below the folder that was asked for. */
export interface TreeFile {
	readonly path: string;
	readonly mode: string;
	readonly object: string;
}

/** The records of a commit, read with one `git cat-file --batch`. Throws GitError where the clone does not hold them. */
export function gitTree(root: string, commit: string): Tree {
	const files = treeFiles(root, commit, FOLDERS);
	const contents = blobs(
		root,
		files.filter(({ mode }) => mode.startsWith("100")).map(({ object }) => object),
	);
	const byPath = new Map(files.map((file) => [file.path, file]));
	return {
		entries(folder) {
			return files.flatMap(({ path, mode }) => entryOf(folder, path, mode)).sort((a, b) => byCodeUnit(a.name, b.name));
		},
		read(entry) {
			if (entry.kind !== "file") return { irregular: entry.kind };
			if (!namesRecord(entry.name)) return { notARecord: true };
			const bytes = contents.get(byPath.get(`${entry.folder}/${entry.name}`)?.object ?? "");
			return bytes ? limited(bytes) : { unreadable: `git does not hold its content at ${commit.slice(0, 10)}` };
		},
		file(name) {
			const bytes = bytesAt(root, commit, name);
			return bytes ? limited(bytes) : null;
		},
	};
}

/** Paths that commands ask a commit for. They are listed together: a start of git takes longer than a longer list. */
const ASKED_TOGETHER: readonly string[] = [
	...FOLDERS,
	...["archives.yaml", "docs/news.md", "evidence.json", "schemas"],
];

/** The files at or below some paths of a commit; paths are relative to the root. */
export function treeFiles(root: string, commit: string, paths: readonly string[]): readonly TreeFile[] {
	if (!paths.every((path) => ASKED_TOGETHER.includes(path))) return listedFiles(root, commit, paths);
	return listedFiles(root, commit, ASKED_TOGETHER).filter(({ path: file }) =>
		paths.some((path) => file === path || file.startsWith(`${path}/`)),
	);
}

const listedFiles = memoizeCommit((root: string, commit: string, paths: readonly string[]): readonly TreeFile[] => {
	const prefix = prefixOf(root);
	const wanted = paths.map((path) => `${prefix}${path}`);
	const listed = runGit(root, ["ls-tree", "-r", "-z", "--full-tree", commit, ...wanted]);
	if (!listed.ok) throw missingObjects(root, `the files of ${commit.slice(0, 10)}`);
	return listed.output
		.toString("utf8")
		.split("\0")
		.flatMap((line) => {
			const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
			return mode && object && path ? [{ mode, object, path: path.slice(prefix.length) }] : [];
		});
});

/** Returns the text of one file of a commit; null where the commit has no such file. */
export function textAt(root: string, commit: string, path: string): string | null {
	return bytesAt(root, commit, path)?.toString("utf8") ?? null;
}

function bytesAt(root: string, commit: string, path: string): Buffer | undefined {
	const file = treeFiles(root, commit, [path]).find((one) => one.path === path);
	return file && blobs(root, [file.object]).get(file.object);
}

function entryOf(folder: Folder, path: string, mode: string): Entry[] {
	const [top, name = "", below] = path.split("/", 3);
	if (top !== folder) return [];
	const kind: EntryKind =
		below !== undefined ? "directory" : mode === "120000" ? "symlink" : mode.startsWith("100") ? "file" : "other";
	return [{ folder, name, kind }];
}

/** Most bytes of contents that are remembered, and the largest content that is. */
const MAX_BYTES_REMEMBERED = 16 * 1024 * 1024;
const MAX_REMEMBERED = 256 * 1024;

/** Root and object id → content. What an id names never changes, and one command asks for much of it more than once. */
const remembered = new Map<string, Buffer>();
let bytesRemembered = 0;

function remember(key: string, content: Buffer): void {
	if (content.length > MAX_REMEMBERED) return;
	if (bytesRemembered + content.length > MAX_BYTES_REMEMBERED) {
		remembered.clear();
		bytesRemembered = 0;
	}
	// A copy: the part of an output would hold all of it.
	remembered.set(key, Buffer.from(content));
	bytesRemembered += content.length;
}

/** Object id → content, from at most one `git cat-file --batch`. Throws GitError where the clone lacks one of them. */
export function blobs(root: string, objects: readonly string[]): Map<string, Buffer> {
	const contents = new Map<string, Buffer>();
	for (const object of objects) {
		const content = remembered.get(`${root}\0${object}`);
		if (content) contents.set(object, content);
	}
	const unknown = objects.filter((object) => !contents.has(object));
	for (const [object, content] of readBlobs(root, unknown)) {
		contents.set(object, content);
		remember(`${root}\0${object}`, content);
	}
	return contents;
}

/** Returns the contents before and after some changes, by object id. */
export function blobsAround(
	root: string,
	changes: readonly { readonly before: string | null; readonly after: string | null }[],
): Map<string, Buffer> {
	const objects = changes.flatMap(({ before, after }) => [before, after]).filter((object) => object !== null);
	return blobs(root, [...new Set(objects)]);
}

function readBlobs(root: string, objects: readonly string[]): Map<string, Buffer> {
	const contents = new Map<string, Buffer>();
	if (objects.length === 0) return contents;
	const output = gitOutput(root, ["cat-file", "--batch"], "read the contents of commits", `${objects.join("\n")}\n`);
	let at = 0;
	while (at < output.length) {
		const headerEnd = output.indexOf(0x0a, at);
		const [object = "", , size] = output.toString("latin1", at, headerEnd).split(" ");
		at = headerEnd + 1;
		if (size === undefined) throw missingObjects(root, `the object ${object.slice(0, 10)}`);
		contents.set(object, output.subarray(at, at + Number(size)));
		at += Number(size) + 1;
	}
	return contents;
}
