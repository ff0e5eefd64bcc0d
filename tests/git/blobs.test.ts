import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git } from "../git.ts";
import { temporaryFolder } from "../support.ts";

type Blobs = (root: string, objects: readonly string[]) => Map<string, Buffer>;

/** Returns `blobs` as a new process has it, which remembers nothing yet. */
async function freshBlobs(): Promise<Blobs> {
	const url = new URL(`../../scripts/git/tree.ts?fresh=${performance.now()}`, import.meta.url);
	return ((await import(url.href)) as { blobs: Blobs }).blobs;
}

/** Makes a repository of contents of some sizes, in bytes, and returns their ids and what takes one out. */
function repository(sizes: readonly number[]) {
	const root = temporaryFolder();
	git(root, "init", "-q");
	const paths = sizes.map((size, index) => {
		const path = join(root, `${index}`);
		writeFileSync(path, Buffer.alloc(size, `${index} `));
		return path;
	});
	const ids =
		paths.length === 0
			? []
			: git(root, "hash-object", "-w", "--", ...paths)
					.trim()
					.split("\n");
	const remove = (id: string) => rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
	return { root, ids, remove };
}

const LARGEST = 256 * 1024;

test("a content is read once, unless it is larger than what is remembered", async () => {
	const { root, ids, remove } = repository([LARGEST, LARGEST + 1]);
	const [small = "", large = ""] = ids;
	const blobs = await freshBlobs();
	expect([...blobs(root, ids)].map(([id, { length }]) => [id, length])).toEqual([
		[small, LARGEST],
		[large, LARGEST + 1],
	]);
	for (const id of ids) remove(id);
	expect(blobs(root, [small, small]).get(small)).toEqual(Buffer.alloc(LARGEST, "0 "));
	expect(() => blobs(root, [large])).toThrow("git does not hold the object");
	// What one repository holds, another may lack.
	expect(() => blobs(repository([]).root, [small])).toThrow("git does not hold the object");
});

test("as much is remembered as 16 MB, and what came before more is forgotten", async () => {
	const { root, ids, remove } = repository(Array.from({ length: 65 }, () => LARGEST));
	const [first = "", last = ""] = [ids[0], ids[64]];
	const blobs = await freshBlobs();
	blobs(root, ids.slice(0, 64));
	remove(first);
	expect(blobs(root, [first]).get(first)).toHaveLength(LARGEST);
	blobs(root, [last]);
	expect(() => blobs(root, [first])).toThrow("git does not hold the object");
});
