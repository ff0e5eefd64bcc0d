import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { MAX_FILE_BYTES, memoryTree, type Tree } from "../../scripts/lib/tree.ts";
import { RecordFile } from "../../scripts/registry/record.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { prettyReport } from "../../scripts/report/pretty.ts";
import { reportOf } from "../../scripts/report/report.ts";
import { painter } from "../../scripts/report/style.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { readMarkdown } from "../../scripts/rules/markdown.ts";
import { lint } from "../../scripts/rules/markdown-lint.ts";
import { REPOSITORY, rootWith, runs, sample, TODAY, temporaryFolder } from "../support.ts";

const REAL = readdirSync(join(REPOSITORY, "offerings")).map((name) =>
	readFileSync(join(REPOSITORY, "offerings", name), "utf8"),
);
const SHARED = Object.fromEntries(
	["vendors", "services"].flatMap((folder) =>
		readdirSync(join(REPOSITORY, folder)).map((name) => [
			`${folder}/${name}`,
			readFileSync(join(REPOSITORY, folder, name)),
		]),
	),
);

/** A tree of the real vendors and services and one offering of any bytes. */
function treeWith(bytes: Uint8Array): Tree {
	return memoryTree({ ...SHARED, "offerings/x.yaml": bytes });
}

function check(bytes: Buffer) {
	const registry = loadRegistry(treeWith(bytes));
	const problems = checkRegistry(registry, TODAY);
	const report = reportOf([], problems, { root: ".", today: TODAY, base: null });
	const texts = new Map(registry.files.map((file) => [file.path, file.text]));
	return {
		registry,
		problems,
		printed: prettyReport(report, (path) => texts.get(path) ?? null, { paint: painter(false), eachCell: true }),
	};
}

function expectSane(bytes: Buffer): void {
	const { registry, problems, printed } = check(
		Buffer.from(bytes.toString("latin1").replace(/^id: .*$/m, "id: x"), "latin1"),
	);
	const file = registry.files.find(({ path }) => path === "offerings/x.yaml");
	const lines = (file?.text ?? "").split("\n").length;
	for (const problem of problems) {
		expect(problem.line).toBeGreaterThanOrEqual(1);
		expect(problem.column).toBeGreaterThanOrEqual(1);
		expect(problem.end_line).toBeGreaterThanOrEqual(problem.line);
		if (problem.file === "offerings/x.yaml" && file?.text) expect(problem.end_line).toBeLessThanOrEqual(lines);
	}
	expect(printed).not.toMatch(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/u);
	// A record that is accepted must read alike in both parsers.
	const accepted = !problems.some(({ level, file: path }) => level === "error" && path === "offerings/x.yaml");
	if (file && accepted) expect(parseYaml(file.text ?? "", { schema: "core", version: "1.2" })).toEqual(file.value);
}

const SNIPPETS = [
	"\t",
	"\n",
	"\r\n",
	"\u0000",
	"\u001b[2J",
	"\u202e",
	"&a ",
	"*a",
	"!!js ",
	"<<: ",
	"---\n",
	"...\n",
	"%YAML 1.1\n",
	"{",
	"}",
	"[",
	"]",
	"'",
	'"',
	"\\",
	"|",
	">-\n",
	"? ",
	": ",
	"- ",
	"#",
	"__proto__: ",
	"null",
	"~",
	"0x1f",
	"1e999",
	"2026-99-99",
	"<script>",
	"![x](y)",
	"@everyone",
	"=cmd()",
	"😀",
	"é",
	"e\u0301",
	"  ",
	"\ufeff",
];

/** A real record with a few edits: a snippet put in, a stretch cut out, doubled or moved, a line repeated. */
const mutated = fc
	.tuple(
		fc.constantFrom(...REAL),
		fc.array(
			fc.tuple(
				fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
				fc.nat(40),
				fc.constantFrom(...SNIPPETS),
				fc.nat(3),
			),
			{ minLength: 1, maxLength: 5 },
		),
	)
	.map(([text, edits]) =>
		edits.reduce((current, [where, length, snippet, kind]) => {
			const at = Math.floor(where * current.length);
			const [head, cut, tail] = [current.slice(0, at), current.slice(at, at + length), current.slice(at + length)];
			return [head + snippet + cut + tail, head + tail, head + cut + cut + tail, tail + cut + head][kind] ?? current;
		}, text),
	);

test("edited real records never crash the check, and what it prints steers no terminal", () => {
	fc.assert(
		fc.property(mutated, (text) => expectSane(Buffer.from(text))),
		runs(400),
	);
});

test("bytes of any kind never crash the check", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...REAL), fc.nat(2000), (bytes, text, at) => {
			const record = Buffer.from(text);
			expectSane(Buffer.concat([record.subarray(0, at), Buffer.from(bytes), record.subarray(at)]));
			expectSane(Buffer.from(bytes));
		}),
		runs(200),
	);
});

test("values of any kind in the place of any value never crash the check", () => {
	const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] => {
		if (typeof value !== "object" || value === null) return [path];
		return [
			path,
			...Object.entries(value).flatMap(([key, below]) =>
				paths(below, [...path, Array.isArray(value) ? Number(key) : key]),
			),
		];
	};
	const record = parseYaml(REAL[0] ?? "");
	fc.assert(
		fc.property(fc.constantFrom(...paths(record).slice(1)), fc.jsonValue({ maxDepth: 3 }), (path, replacement) => {
			const changed = structuredClone(record);
			const parent = path
				.slice(0, -1)
				.reduce<Record<string | number, unknown>>(
					(current, step) => current[step] as Record<string | number, unknown>,
					changed,
				);
			parent[path.at(-1) ?? ""] = replacement;
			expectSane(Buffer.from(JSON.stringify(changed)));
		}),
		runs(300),
	);
});

test("files made to take long are refused at once", () => {
	const bombs = [
		"[".repeat(MAX_FILE_BYTES - 10),
		"{a: ".repeat(60_000),
		"- ".repeat(MAX_FILE_BYTES / 2 - 10),
		"? ".repeat(MAX_FILE_BYTES / 2 - 10),
		`a: "${"\\".repeat(200_000)}`,
		`a: ${"&a ".repeat(80_000)}`,
		Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join("\n"),
		`summary: "${"*".repeat(250_000)}"`,
		`summary: "${"[".repeat(250_000)}"`,
		`notes: "${"a@".repeat(120_000)}"`,
		" ".repeat(200_000),
		"#".repeat(200_000),
		`${"a".repeat(200_000)}: 1`,
		`a: !${"x".repeat(200_000)} 1`,
	];
	for (const bomb of bombs) {
		const { problems } = check(Buffer.from(bomb));
		expect(problems.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
	}
});

test("Markdown made to take long is checked all the same", () => {
	const pieces = [
		"*a ",
		"[",
		"![",
		"`",
		"_a_ ",
		"<a ",
		"a@b.c ",
		"&amp",
		"\\",
		"| a ",
		"~~",
		"[a](",
		"**a",
		"- ",
		"> ",
		"1. ",
	];
	for (const piece of sample(pieces, 2)) {
		const text = piece.repeat(Math.floor(20_000 / piece.length));
		expect(Array.isArray(readMarkdown(text).faults)).toBe(true);
	}
});

test("text that is taken for plain words without parsing holds nothing but words", () => {
	const piece = fc.constantFrom(
		"word",
		" ",
		"  ",
		"\n",
		"\n\n",
		"*",
		"_",
		"`",
		"`c`",
		"`<b>`",
		"`www.a.bc`",
		"[x](y)",
		"[x]",
		"[^x]",
		"[x]: y",
		"[",
		"]",
		"^",
		"<b>",
		"&",
		"&amp;",
		"#",
		"# h",
		"- ",
		"+ ",
		"1. ",
		"1) ",
		"|",
		"~~",
		"\\",
		"http://a.bc",
		"www.a.bc",
		"a@b.cd",
		"!",
		"(",
		")",
		"=",
		"---",
		":",
		"^",
		"    x",
		">",
		"é",
		".",
		",",
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const text = pieces.join("");
			const quick = readMarkdown(text);
			const full = lint(text);
			expect(quick.faults).toEqual(full.faults);
			expect(quick.links).toEqual(full.links);
		}),
		runs(3000),
	);
});

test("nothing outside the root is read, whatever stands in its folders", () => {
	const secret = join(temporaryFolder(), "secret.yaml");
	writeFileSync(secret, "id: top-secret\n");
	const root = rootWith();
	for (const [name, target] of [
		["a.yaml", secret],
		["b.yaml", join(secret, "..")],
		["c.yaml", "../../../../etc/passwd"],
		["d.yaml", "d.yaml"],
	] as const) {
		symlinkSync(target, join(root, "offerings", name));
	}
	const files = loadRegistry(folderTree(root)).files.filter(({ name }) => /^[a-d]\.yaml$/.test(name));
	expect(files).toHaveLength(4);
	for (const file of files) {
		expect(file).toBeInstanceOf(RecordFile);
		expect(file.text).toBeNull();
		expect(file.fault).toMatchObject({ kind: "irregular", what: "symlink" });
	}
});
