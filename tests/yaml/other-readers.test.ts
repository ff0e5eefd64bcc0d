import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { canonicalText } from "../../scripts/yaml/canonical.ts";
import { baseFiles, REPOSITORY } from "../support.ts";

const { files } = loadRegistry(folderTree(REPOSITORY));

/** Reads YAML texts with PyYAML, a reader of YAML 1.1; a value that JSON does not have, such as a date, makes it fail. */
const PROGRAM = `
import json, sys, yaml
texts = json.load(sys.stdin)
json.dump([yaml.safe_load(text) for text in texts], sys.stdout)
`;

function readWithPython(texts: readonly string[]): unknown[] {
	const ran = spawnSync("python3", ["-c", PROGRAM], {
		input: JSON.stringify(texts),
		encoding: "utf8",
		maxBuffer: 1 << 28,
		env: { PATH: process.env.PATH, PYTHONIOENCODING: "utf-8" },
	});
	if (ran.status !== 0) throw new Error(ran.stderr);
	return JSON.parse(ran.stdout);
}

const hasPython = spawnSync("python3", ["-c", "import yaml"]).status === 0;
const MISSING = "python3 has no yaml; install: apt-get install python3-yaml";

test("PyYAML, a reader of YAML 1.1, reads every record to the same values", ({ skip }) => {
	skip(!hasPython, MISSING);
	expect(files.length).toBeGreaterThan(100);
	const values = readWithPython(files.map(({ text }) => text ?? ""));
	for (const [index, file] of files.entries()) expect(values[index], file.path).toEqual(file.value);
});

/** Texts that one reader of YAML or another takes for a boolean, a number, a date, a time or nothing. */
const TYPED = [
	"yes",
	"No",
	"on",
	"OFF",
	"y",
	"N",
	"true",
	"False",
	"null",
	"~",
	"NO",
	"1_000",
	"12:30:45",
	"2026-07-05",
	"2026-07-05 12:00:00",
	"0x1F",
	"0o17",
	"017",
	"1e3",
	"1.5",
	".5",
	"-1",
	"+1",
	".inf",
	".NaN",
	"=",
	"<<",
	"- a",
	"a: b",
	"a #b",
	"#a",
	"“a”",
	"@a",
	"%a",
	"`a`",
	"!a",
	"&a",
	"*a",
	"[a]",
	"{a}",
	"a - b",
	"1 - 2",
];

test("texts that a reader would take for something else are read back as texts by three readers", ({ skip }) => {
	skip(!hasPython, MISSING);
	const base = load(baseFiles()["offerings/acme-api.yaml"] ?? "") as Record<string, unknown>;
	const values = TYPED.map((text) => ({ ...base, name: text, model_family: text, model_patterns: [text, "anvil-*"] }));
	const texts = values.map((value) => canonicalText("offerings", value));
	expect(readWithPython(texts)).toEqual(values);
	expect(texts.map((text) => load(text))).toEqual(values);
	expect(texts.map((text) => parse(text, { schema: "core", version: "1.2" }))).toEqual(values);
	expect(texts.map((text) => parse(text, { version: "1.1" }))).toEqual(values);
});

test("the list of archives is read alike, too", ({ skip }) => {
	skip(!hasPython, MISSING);
	const text = readFileSync(join(REPOSITORY, "archives.yaml"), "utf8");
	expect(readWithPython([text])).toEqual([load(text)]);
});
