import { byCodeUnit } from "../lib/order.ts";
import { type Entry, type EntryKind, FOLDERS, type Folder, limited, namesRecord, type Tree } from "../lib/tree.ts";
import { gitLine, gitOutput, memoizeCommit, runGit } from "./git.ts";
import { missingObjects } from "./repository.ts";

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
			const [file] = treeFiles(root, commit, [name]).filter(({ path }) => path === name);
			const bytes = file && blobs(root, [file.object]).get(file.object);
			return bytes ? limited(bytes) : null;
		},
	};
}

/** The files at or below some paths of a commit; paths are relative to the root. */
export const treeFiles = memoizeCommit(
	(root: string, commit: string, paths: readonly string[]): readonly TreeFile[] => {
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
	},
);

/** Returns the text of one file of a commit; null where the commit has no such file. */
export function textAt(root: string, commit: string, path: string): string | null {
	const [file] = treeFiles(root, commit, [path]);
	return file ? (blobs(root, [file.object]).get(file.object)?.toString("utf8") ?? null) : null;
}

/** Path of the root below the top of its repository: empty, or with a slash at its end. */
export function prefixOf(root: string): string {
	const prefix = prefixes.get(root) ?? gitLine(root, "rev-parse", "--show-prefix");
	if (prefix !== null) prefixes.set(root, prefix);
	return prefix ?? "";
}

const prefixes = new Map<string, string>();

function entryOf(folder: Folder, path: string, mode: string): Entry[] {
	const [top, name = "", below] = path.split("/", 3);
	if (top !== folder) return [];
	const kind: EntryKind =
		below !== undefined ? "directory" : mode === "120000" ? "symlink" : mode.startsWith("100") ? "file" : "other";
	return [{ folder, name, kind }];
}

/** Object id → content, from one `git cat-file --batch`. Throws GitError where the clone lacks one of them. */
export function blobs(root: string, objects: readonly string[]): Map<string, Buffer> {
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
