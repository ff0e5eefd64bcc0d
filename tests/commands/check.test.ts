import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine } from "../../scripts/lib/command-line.ts";
import { type Entry, memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { baseFiles, registry, rootWith, TODAY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";
const base = baseFiles();
const text = base[A] ?? "";

function check(root: string, ...more: string[]) {
	return registry(["check", "--root", root, "--today", TODAY, ...more]);
}

function jsonCheck(root: string) {
	const ran = check(root, "--format", "json");
	return { ...ran, report: JSON.parse(ran.stdout) };
}

test("a clean registry passes with exit code 0", () => {
	const { code, report } = jsonCheck(rootWith());
	expect(code).toBe(0);
	expect(report).toMatchObject({ ok: true, today: TODAY, base: null, problems: [] });
	expect(report.counts).toEqual({ offerings: 3, services: 1, vendors: 4, cells: 11, errors: 0, holds: 0, warnings: 0 });
});

test("a problem is printed with the keys of the interface, in their order, at the exact place", () => {
	const { code, report } = jsonCheck(rootWith({ [A]: text.replace("2026-06-30", "2026-06-31") }));
	expect(code).toBe(1);
	const [problem] = report.problems;
	expect(Object.keys(problem)).toEqual(
		"rule level file line column end_line end_column path message hint fixable docs".split(" "),
	);
	expect(problem).toMatchObject({
		rule: "date/real",
		level: "error",
		file: A,
		line: 47,
		column: 19,
		end_line: 47,
		end_column: 31,
		path: "dimensions.soc2_type2.facts.period_end",
		docs: "docs/rules.md#datereal",
	});
});

describe("bad input gets one problem each, and the other files are still checked", () => {
	const bad: readonly [string, string, Record<string, string | Buffer>, { line: number; column: number }][] = [
		[
			"a truncated file",
			"file/syntax",
			{ [A]: text.slice(0, text.indexOf(" trust center")).replace("title: Acme", 'title: "Acme') },
			{ line: 21, column: 12 },
		],
		["binary", "file/encoding", { [A]: Buffer.from([0xff, 0xfe, 0, 1, 2]) }, { line: 1, column: 1 }],
		["50 MB", "file/size", { [A]: Buffer.alloc(50 << 20, "a") }, { line: 1, column: 1 }],
		[
			"duplicate keys",
			"file/syntax",
			{ [A]: text.replace("platform: acme", "platform: acme\nname: B") },
			{ line: 7, column: 1 },
		],
		["an alias bomb", "file/syntax", { [A]: `a: &a [x]\nb: [*a, *a]\n${text}` }, { line: 1, column: 4 }],
		[
			"__proto__ as a key",
			"schema/unknown-key",
			{ [A]: text.replace("model_family", "__proto__: {}\nmodel_family") },
			{ line: 8, column: 1 },
		],
		["a list at the top", "schema/type", { [A]: "- id: acme-api\n" }, { line: 1, column: 1 }],
		[
			"tabs",
			"file/syntax",
			{ [A]: text.replace("    confidence: high", "\tconfidence: high") },
			{ line: 28, column: 1 },
		],
		["CRLF", "file/encoding", { [A]: text.replaceAll("\n", "\r\n") }, { line: 1, column: 64 }],
		["a BOM", "file/encoding", { [A]: `\ufeff${text}` }, { line: 1, column: 1 }],
		["an id that differs", "file/name", { [A]: text.replace("id: acme-api", "id: acme") }, { line: 3, column: 5 }],
		[
			"an unknown vendor",
			"reference/vendor",
			{ [A]: text.replace("platform: acme", "platform: acne") },
			{ line: 6, column: 11 },
		],
		["an impossible date", "date/real", { [A]: text.replace("2026-10-15", "2026-10-32") }, { line: 39, column: 19 }],
	];
	test.each(bad)("%s: %s", (_what, rule, files, place) => {
		const root = rootWith({ ...files, "offerings/other.yaml": "id: other\n" });
		const { code, report } = jsonCheck(root);
		expect(code).toBe(1);
		const other = report.problems.filter((problem: { file: string }) => problem.file === "offerings/other.yaml");
		const own = report.problems.filter((problem: { file: string }) => problem.file !== "offerings/other.yaml");
		expect(own.map((problem: { rule: string }) => problem.rule)).toEqual([rule]);
		expect(own[0]).toMatchObject(place);
		expect(own[0].hint).not.toBe("");
		expect(new Set(other.map((problem: { rule: string }) => problem.rule))).toEqual(new Set(["schema/required"]));
	});
});

test("a symbolic link to a file outside the root is named, not followed", () => {
	const outside = join(temporaryFolder(), "secret.yaml");
	writeFileSync(outside, "id: secret-content\n");
	const root = rootWith();
	symlinkSync(outside, join(root, "offerings/linked.yaml"));
	const { code, stdout, report } = jsonCheck(root);
	expect(code).toBe(1);
	expect(report.problems).toHaveLength(1);
	expect(report.problems[0]).toMatchObject({ rule: "file/regular", file: "offerings/linked.yaml", line: 1, column: 1 });
	expect(stdout).not.toContain("secret-content");
});

test.each(["offerings", "services", "vendors"])("a folder %s that is a symbolic link is not followed", (folder) => {
	const root = temporaryFolder();
	const elsewhere = rootWith();
	for (const name of ["offerings", "services", "vendors"]) {
		if (name === folder) symlinkSync(join(elsewhere, name), join(root, name));
		else cpSync(join(elsewhere, name), join(root, name), { recursive: true });
	}
	for (const args of [[], ["--fix"]]) {
		const { code, stdout, stderr } = check(root, ...args);
		expect([code, stdout, stderr]).toEqual([
			2,
			"",
			expect.stringContaining("is a symbolic link, which is not followed"),
		]);
	}
});

test("a hidden file is named, not skipped", () => {
	const { report } = jsonCheck(rootWith({ "offerings/.hidden.yaml": text }));
	expect(report.problems.map((problem: { rule: string }) => problem.rule)).toEqual(["file/name"]);
});

test("a file that cannot be read is an error, not a pass", () => {
	// Root reads every file, so the answer of the file system is given here.
	const tree = memoryTree(base);
	const denied = {
		...tree,
		read: (entry: Entry) => (entry.name === "acme-api.yaml" ? { unreadable: "permission denied" } : tree.read(entry)),
	};
	const problems = checkRegistry(loadRegistry(denied), TODAY);
	expect(problems).toMatchObject([
		{ rule: "file/regular", file: A, message: "the file cannot be read: permission denied" },
	]);
});

test("a vendor with an error is not an unknown vendor besides", () => {
	const { report } = jsonCheck(
		rootWith({ "vendors/acme.yaml": "id: acme\nname: 1\ncountry: DE\ndomains: [acme.com]\n" }),
	);
	expect(report.problems.map((problem: { rule: string }) => problem.rule)).toEqual(["schema/type"]);
});

describe("a call that is wrong ends with 2 and says what to do", () => {
	const empty = () => {
		const root = temporaryFolder();
		mkdirSync(join(root, "offerings"));
		return root;
	};
	const calls: readonly [string, () => string[], RegExp][] = [
		["a missing root", () => ["check", "--root", "/no/such/folder"], /no such folder/i],
		["no offerings folder", () => ["check", "--root", temporaryFolder()], /no offerings/],
		["an empty offerings folder", () => ["check", "--root", empty()], /no offerings/],
		["an unknown option", () => ["check", "--formt", "json"], /--format/],
		["an unknown format", () => ["check", "--format", "xml"], /pretty/],
		["an unknown command", () => ["chekc"], /check/],
		["an impossible today", () => ["check", "--today", "2026-02-30"], /exists/],
		["no such offering", () => ["show", "deepseek-ap"], /Did you mean "deepseek-api"/],
		["no such dimension", () => ["show", "deepseek-api", "soc2"], /soc2_type2/],
		["an id that is none", () => ["new", "../evil"], /not an id/],
		["an offering that is there", () => ["new", "deepseek-api"], /there already/],
	];
	test.each(calls)("%s", (_what, args, message) => {
		const ran = registry(args());
		expect(ran.code).toBe(2);
		expect(ran.stderr).toMatch(message);
		expect(ran.stdout).toBe("");
	});
});

test("every command explains itself with an example", () => {
	for (const name of ["check", "build", "show", "new", "schema"]) {
		const { code, stdout } = registry([name, "--help"]);
		expect(code).toBe(0);
		expect(stdout).toContain("Examples:");
		expect(stdout).toContain(`  ${commandLine(name)}`);
		for (const option of ["--root", "--verbose"]) expect(stdout).toContain(option);
	}
});

test("pretty shows the place underlined, the hint and the totals, and no control character of the record", () => {
	const root = rootWith({ [A]: text.replace("confidence: high", 'confidence: "h\\e[31mgh"') });
	const ran = check(root, "--no-color");
	expect(ran.code).toBe(1);
	expect(ran.stdout).toContain("error schema/enum");
	expect(ran.stdout).toContain(`at ${A}:28:17 (dimensions.soc2_type2.confidence)`);
	expect(ran.stdout).toContain('  28 |     confidence: "h\\e[31mgh"\n     |                 ^^^^^^^^^^^');
	expect(ran.stdout).toContain("→ ");
	expect(ran.stdout).toMatch(/✗ 3 offerings, 1 service, 4 vendors, \d+ cells checked: 1 error, no warnings\n$/);
	expect(ran.stdout).not.toContain("\u001b");
});
