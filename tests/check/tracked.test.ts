import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { documents } from "../../scripts/docs/index.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { REPOSITORY } from "../support.ts";

const tracked = execFileSync("git", ["-C", REPOSITORY, "ls-files", "-s", "-z"], { encoding: "utf8" })
	.split("\0")
	.filter((line) => line !== "")
	.map((line) => ({ mode: line.slice(0, 6), path: line.slice(line.indexOf("\t") + 1) }));

test("a disk that ignores case, or knows no symbolic links, holds every tracked file", () => {
	expect(tracked.length).toBeGreaterThan(500);
	expect(tracked.filter(({ mode }) => mode === "120000")).toEqual([]);
	const seen = new Map<string, string>();
	const twins = tracked.flatMap(({ path }) => {
		const key = path.toLowerCase().normalize("NFC");
		const other = seen.get(key);
		seen.set(key, path);
		return other === undefined ? [] : [`${other} and ${path}`];
	});
	expect(twins).toEqual([]);
	const reserved = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)|[<>:"|?*\\]|[ .](?:\/|$)/i;
	expect(tracked.filter(({ path }) => reserved.test(path))).toEqual([]);
});

test("a check of data never runs the examples of rules: their document is no part of what it compares", () => {
	const compared = documents(REPOSITORY, loadRegistry(folderTree(REPOSITORY)));
	expect([...compared.keys()]).toContain("docs/coverage.md");
	expect([...compared.keys()]).not.toContain("docs/rules.md");
});
