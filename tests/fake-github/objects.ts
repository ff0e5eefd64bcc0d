import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface GitObject {
	readonly type: ObjectType;
	readonly content: Buffer;
}

export interface TreeEntry {
	readonly mode: string;
	readonly name: string;
	readonly sha: string;
}

export interface CommitParts {
	readonly tree: string;
	readonly parents: readonly string[];
	readonly author: string;
	readonly committer: string;
	readonly message: string;
}

/** Git's objects, as git names and writes them, so that they can come from a real repository and go to one. */
export class GitObjects {
	readonly #objects = new Map<string, GitObject>();

	add(type: ObjectType, content: Buffer): string {
		const sha = createHash("sha1").update(headerOf(type, content)).update(content).digest("hex");
		this.#objects.set(sha, { type, content });
		return sha;
	}

	get(sha: string, type?: ObjectType): GitObject | undefined {
		const object = this.#objects.get(sha);
		return type === undefined || object?.type === type ? object : undefined;
	}

	addTree(entries: readonly TreeEntry[]): string {
		// Git orders a folder as if its name ended in a slash.
		const keyed = entries.map((entry) => ({ entry, key: entry.mode === "40000" ? `${entry.name}/` : entry.name }));
		keyed.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
		const parts = keyed.flatMap(({ entry }) => [
			Buffer.from(`${entry.mode} ${entry.name}\0`),
			Buffer.from(entry.sha, "hex"),
		]);
		return this.add("tree", Buffer.concat(parts));
	}

	treeEntries(sha: string): TreeEntry[] {
		const content = this.get(sha, "tree")?.content ?? Buffer.alloc(0);
		const entries: TreeEntry[] = [];
		for (let at = 0; at < content.length; ) {
			const end = content.indexOf(0, at);
			const [mode = "", ...name] = content.toString("utf8", at, end).split(" ");
			entries.push({ mode, name: name.join(" "), sha: content.toString("hex", end + 1, end + 21) });
			at = end + 21;
		}
		return entries;
	}

	/** A tree in which one path is another file, or is gone (null); folders are made and removed as git does. */
	treeWith(tree: string | null, path: readonly string[], file: { mode: string; sha: string } | null): string | null {
		const [name = "", ...below] = path;
		const entries = tree === null ? [] : this.treeEntries(tree);
		const others = entries.filter((entry) => entry.name !== name);
		const own = entries.find((entry) => entry.name === name);
		if (below.length === 0) {
			if (file) others.push({ ...file, name });
		} else {
			const folder = this.treeWith(own?.mode === "40000" ? own.sha : null, below, file);
			if (folder !== null) others.push({ mode: "40000", name, sha: folder });
		}
		return others.length === 0 ? null : this.addTree(others);
	}

	/** Every file of a tree, by path. */
	files(tree: string, prefix = ""): Map<string, TreeEntry> {
		const files = new Map<string, TreeEntry>();
		for (const entry of this.treeEntries(tree)) {
			const path = `${prefix}${entry.name}`;
			if (entry.mode !== "40000") files.set(path, entry);
			else for (const [below, one] of this.files(entry.sha, `${path}/`)) files.set(below, one);
		}
		return files;
	}

	addCommit({ tree, parents, author, committer, message }: CommitParts): string {
		const lines = [
			`tree ${tree}`,
			...parents.map((parent) => `parent ${parent}`),
			`author ${author}`,
			`committer ${committer}`,
			"",
			message,
		];
		return this.add("commit", Buffer.from(lines.join("\n")));
	}

	commitParts(sha: string): CommitParts {
		const text = this.get(sha, "commit")?.content.toString("utf8") ?? "";
		const [head = ""] = text.split("\n\n", 1);
		const all = (key: string) =>
			head.split("\n").flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []));
		return {
			tree: all("tree")[0] ?? "",
			parents: all("parent"),
			author: all("author")[0] ?? "",
			committer: all("committer")[0] ?? "",
			message: text.slice(head.length + 2),
		};
	}

	/** Returns true if one commit is another, or came before it. */
	isAncestor(one: string, other: string): boolean {
		const seen = new Set<string>();
		const open = [other];
		for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
			if (sha === one) return true;
			if (seen.has(sha)) continue;
			seen.add(sha);
			open.push(...this.commitParts(sha).parents);
		}
		return false;
	}

	/** Takes in every object of a real repository. */
	importFrom(root: string): void {
		const { stdout: output } = spawnSync("git", ["-C", root, "cat-file", "--batch-all-objects", "--batch"], {
			maxBuffer: 2 ** 30,
		});
		for (let at = 0; at < output.length; ) {
			const end = output.indexOf(0x0a, at);
			const [sha = "", type = "", size = ""] = output.toString("latin1", at, end).split(" ");
			const content = Buffer.from(output.subarray(end + 1, end + 1 + Number(size)));
			this.#objects.set(sha, { type: type as ObjectType, content });
			at = end + 2 + Number(size);
		}
	}

	/** Writes every object that a real repository lacks into it. */
	exportTo(root: string): void {
		const folder = String(spawnSync("git", ["-C", root, "rev-parse", "--git-path", "objects"], {}).stdout).trim();
		for (const [sha, { type, content }] of this.#objects) {
			const path = join(root, folder, sha.slice(0, 2), sha.slice(2));
			if (existsSync(path)) continue;
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, deflateSync(Buffer.concat([headerOf(type, content), content]), { level: 1 }));
		}
	}
}

function headerOf(type: ObjectType, content: Buffer): Buffer {
	return Buffer.from(`${type} ${content.length}\0`);
}
