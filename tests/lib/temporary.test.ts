import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { clearTemporary, replaceFolderBy, withTemporary } from "../../scripts/lib/temporary.ts";
import { writeFileAtomic } from "../../scripts/lib/write-file.ts";
import { git, initRepository, writeFiles } from "../git.ts";
import { filesBelow, temporaryFolder } from "../support.ts";

const UUID = "00000000-0000-4000-8000-000000000000";
/** Number of a process that ran and is gone. */
const DEAD = spawnSync(process.execPath, ["--version"]).pid;

/** A root in which a process left the folder of a use, with these files. */
function rootWithLeft(pid: number, files: Readonly<Record<string, string>> = { file: "half" }) {
	const root = temporaryFolder();
	const left = join(root, ".registry/tmp", `${pid}-${UUID}`);
	writeFiles(left, files);
	return { root, left };
}

test("temporary files of a root lie in one folder that git ignores and that goes with the last of them", () => {
	const root = temporaryFolder();
	writeFiles(root, { "a.txt": "a\n" });
	initRepository(root);
	const path = join(root, "offerings/x.yaml");
	withTemporary(root, path, (folder) => {
		expect(dirname(folder)).toBe(join(root, ".registry/tmp"));
		writeFileSync(join(folder, "file"), "half");
		withTemporary(root, root, () => expect(git(root, "status", "--porcelain", "--untracked-files=all")).toBe(""));
		expect(readdirSync(folder)).toEqual(["file"]);
	});
	expect(readdirSync(root).sort()).toEqual([".git", "a.txt"]);
});

test("those for a path outside of the root lie beside it, on its disk", () => {
	const [root, other] = [temporaryFolder(), temporaryFolder()];
	withTemporary(root, join(other, "out"), (folder) => expect(dirname(folder)).toBe(join(other, ".registry/tmp")));
	for (const folder of [root, other]) expect(readdirSync(folder)).toEqual([]);
});

test("what fails leaves the old file and no temporary one", () => {
	const root = temporaryFolder();
	mkdirSync(join(root, "folder"));
	writeFileSync(join(root, "folder/kept.txt"), "kept");
	expect(() => writeFileAtomic(root, join(root, "folder"), "new")).toThrow();
	expect(filesBelow(root)).toEqual({ "folder/kept.txt": "kept" });
});

test("what a dead process left is removed, and what a living one uses is not", () => {
	for (const [pid, stays] of [
		[DEAD, false],
		[process.ppid, true],
	] as const) {
		const { root, left } = rootWithLeft(pid);
		writeFileAtomic(root, join(root, "a.txt"), "a");
		expect(existsSync(left)).toBe(stays);
		expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("a");
	}
});

test("what an earlier process with this one's number left is removed, and what this one uses is not", () => {
	const { root, left } = rootWithLeft(process.pid);
	clearTemporary(root);
	expect(existsSync(left)).toBe(true);
	const before = Date.now() / 1000 - process.uptime() - 60;
	utimesSync(left, before, before);
	clearTemporary(root);
	expect(readdirSync(root)).toEqual([]);
});

test("a file that is not of a use stays", () => {
	const { root } = rootWithLeft(DEAD);
	writeFiles(root, { ".registry/tmp/note.txt": "mine" });
	clearTemporary(root);
	expect(Object.keys(filesBelow(root))).toEqual([".registry/tmp/note.txt"]);
});

test("a folder whose replacement was killed between two renames is put back", () => {
	const { root } = rootWithLeft(DEAD, { name: "build", "old/data.json": "old", "new/data.json": "new" });
	clearTemporary(root);
	expect(filesBelow(root)).toEqual({ "build/data.json": "old" });
});

test("it is not put over a folder that was made since", () => {
	const { root } = rootWithLeft(DEAD, { name: "build", "old/data.json": "old" });
	writeFiles(root, { "build/data.json": "newer" });
	clearTemporary(root);
	expect(filesBelow(root)).toEqual({ "build/data.json": "newer" });
});

test.each(["../stolen", "/stolen", "", ".", "link/stolen"])("nothing is put back outside of the root: %j", (name) => {
	const elsewhere = temporaryFolder();
	const { root } = rootWithLeft(DEAD, { name: name.replace("/stolen", `/${elsewhere.slice(1)}/stolen`), "old/x": "x" });
	symlinkSync(elsewhere, join(root, "link"));
	if (name === "link/stolen") writeFiles(root, { [`.registry/tmp/${DEAD}-${UUID}/name`]: name });
	clearTemporary(root);
	expect(readdirSync(elsewhere)).toEqual([]);
	expect(readdirSync(root)).toEqual(["link"]);
	expect(existsSync(join(dirname(root), "stolen"))).toBe(false);
});

test("a symbolic link in the place of the folder is refused, and nothing behind it removed", () => {
	const elsewhere = temporaryFolder();
	writeFiles(elsewhere, { [`${DEAD}-${UUID}/file`]: "theirs" });
	const root = temporaryFolder();
	mkdirSync(join(root, ".registry"));
	symlinkSync(elsewhere, join(root, ".registry/tmp"));
	expect(() => clearTemporary(root)).toThrow(`${join(root, ".registry/tmp")} is a symbolic link`);
	expect(() => writeFileAtomic(root, join(root, "a.txt"), "a")).toThrow("is a symbolic link");
	expect(Object.keys(filesBelow(elsewhere))).toEqual([`${DEAD}-${UUID}/file`]);
});

test("a folder that cannot be put in its place leaves the old one", () => {
	const root = temporaryFolder();
	writeFiles(root, { "build/a.txt": "old" });
	withTemporary(root, join(root, "build"), (folder) => {
		expect(() => replaceFolderBy(join(folder, "nowhere"), join(root, "build"), folder)).toThrow("ENOENT");
	});
	expect(filesBelow(root)).toEqual({ "build/a.txt": "old" });
});
