import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { githubReport } from "../../scripts/report/github.ts";
import { jsonReport } from "../../scripts/report/json.ts";
import { prettyReport } from "../../scripts/report/pretty.ts";
import { type Report, reportOf } from "../../scripts/report/report.ts";
import { sarifReport } from "../../scripts/report/sarif.ts";
import { painter } from "../../scripts/report/style.ts";
import type { Problem } from "../../scripts/rules/problem.ts";
import { FIXTURES, registry, rootWith, TODAY } from "../support.ts";

const problem: Problem = {
	rule: "schema/enum",
	level: "error",
	file: "offerings/x.yaml",
	line: 3,
	column: 8,
	end_line: 3,
	end_column: 11,
	path: "dimensions.soc2_type2.value",
	message: "message",
	hint: "hint",
	fixable: false,
	docs: "docs/rules.md#schemaenum",
};

function reportWith(...problems: Partial<Problem>[]): Report {
	return {
		ok: false,
		root: ".",
		today: TODAY,
		base: null,
		counts: { offerings: 1, services: 0, vendors: 1, cells: 1, errors: problems.length, holds: 0, warnings: 0 },
		problems: problems.map((one) => ({ ...problem, ...one })),
		changed: null,
	};
}

const HOSTILE = [
	"::error::injected",
	"line\n::set-output name=x::y",
	"line\r::add-mask::z",
	"##[error]injected",
	"hello @everyone and @org/team #1",
	"\u001b[31mred\u0007 \u202etxet \u200b",
	"100%0A::warning::x",
	"a,b:c",
	"<script>alert(1)</script>",
];

describe("github", () => {
	test("one command a problem, with its place", () => {
		expect(githubReport(reportWith({}))).toBe(
			"::error file=offerings/x.yaml,line=3,endLine=3,col=8,endColumn=11,title=schema/enum::message%0Ahint\n",
		);
		expect(githubReport(reportWith({ level: "warning", end_line: 5 }))).toBe(
			"::warning file=offerings/x.yaml,line=3,endLine=5,title=schema/enum::message%0Ahint\n",
		);
	});

	test("changed files come first, and warnings of others are only counted", () => {
		const { problems, ...rest } = reportWith(
			{ file: "offerings/a.yaml", level: "warning" },
			{ file: "offerings/b.yaml", level: "hold" },
			{ file: "offerings/c.yaml", level: "warning" },
			{ file: "offerings/d.yaml" },
		);
		const changed = new Set(["offerings/b.yaml", "offerings/c.yaml"]);
		const report = reportOf([], problems, { ...rest, base: "main", changed });
		expect(report.problems.map(({ file }) => file.slice(10, 11)).join("")).toBe("bcad");
		const lines = githubReport(report).trimEnd().split("\n");
		expect(lines.map((line) => /^::(\w+) (?:file=offerings\/(\w))?/.exec(line)?.slice(1).join(" "))).toEqual([
			"warning b",
			"warning c",
			"error d",
			"notice ",
		]);
		expect(lines[0]).toContain("needs a maintainer");
		expect(lines[3]).toContain("1 warning in files that this change does not touch");
		expect(
			githubReport(reportOf([], problems, rest))
				.trimEnd()
				.split("\n"),
		).toHaveLength(4);
		const pretty = prettyReport(report, () => null, { paint: painter(false), eachCell: false });
		expect([...pretty.matchAll(/at offerings\/(\w)/g)].map(([, name]) => name).join("")).toBe("adcb");
		expect(pretty).toContain("1 error, 1 hold that needs a maintainer, 2 warnings");
	});

	test.each(HOSTILE)("%j begins no command, ends no property and mentions nobody", (text) => {
		const printed = githubReport(reportWith({ message: text, hint: text, file: text, rule: text }));
		const lines = printed.split("\n");
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatch(/^::error file=[^,:]*,line=3,endLine=3,col=8,endColumn=11,title=[^,:]*::/);
		expect(printed).not.toMatch(/@[\w-]/);
		expect(printed).not.toMatch(/#\d/);
		expect(printed.replaceAll("\n", "")).not.toMatch(/\p{Cc}|[\u200b\u202e]/u);
	});
});

describe("sarif", () => {
	const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
	formats.default(ajv);
	const {
		$schema: _draft,
		id: _id,
		...schema
	} = JSON.parse(readFileSync(join(FIXTURES, "sarif/sarif-schema-2.1.0.json"), "utf8"));
	const validate = ajv.compile(schema);

	test("matches the schema of SARIF 2.1.0 for a real check, for no problem and for hostile text", () => {
		const root = rootWith({ "offerings/acme-api.yaml": "id: [", "offerings/other.yaml": "id: other\n" });
		const { stdout, code } = registry(["check", "--root", root, "--today", TODAY, "--format", "sarif"]);
		expect(code).toBe(1);
		const empty = sarifReport({ ...reportWith(), ok: true });
		const hostile = sarifReport(reportWith(...HOSTILE.map((text) => ({ message: text, hint: text, path: text }))));
		for (const text of [stdout, empty, hostile]) {
			expect(validate(JSON.parse(text)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
		}
		expect(validate({ version: "2.1.0" })).toBe(false);
	});

	test("names rule, level and region", () => {
		const [run] = JSON.parse(sarifReport(reportWith({}, { rule: "date/fresh", level: "warning" }))).runs;
		expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["date/fresh", "schema/enum"]);
		expect(run.results[0]).toMatchObject({ ruleId: "schema/enum", ruleIndex: 1, level: "error" });
		expect(run.results[0].locations[0].physicalLocation.region).toEqual({
			startLine: 3,
			startColumn: 8,
			endLine: 3,
			endColumn: 11,
		});
	});
});

describe("pretty", () => {
	const options = { paint: painter(false), eachCell: false };

	test.each(HOSTILE)("%j cannot steer a terminal", (text) => {
		const printed = prettyReport(
			reportWith({ message: text, hint: text, path: text }),
			() => `a\nb\nxyz: ${text.replaceAll("\n", "")}\n`,
			options,
		);
		expect(printed.replaceAll("\n", "")).not.toMatch(/\p{Cc}|[\u200b\u202e]/u);
	});

	test("a long line is shown around the span", () => {
		const line = `${"x".repeat(300)}BAD${"y".repeat(300)}`;
		const printed = prettyReport(reportWith({ column: 301, end_column: 304 }), () => `a\nb\n${line}\n`, options);
		const [shown = "", mark = ""] = printed.split("\n").slice(2, 4);
		expect(shown.length).toBeLessThan(120);
		expect(shown.slice(mark.indexOf("^"), mark.lastIndexOf("^") + 1)).toBe("BAD");
	});

	test("cells past their date are one line per record, or one each when asked", () => {
		const stale = ["A was fresh until 2026-01-01", "B is undated: no date", "C was fresh until 2026-02-01"].map(
			(message, index) => ({
				rule: "date/fresh",
				level: "warning" as const,
				message,
				line: index + 1,
			}),
		);
		const text = () => "a\nb\nc\n";
		const together = prettyReport(reportWith(...stale), text, options);
		expect(together.match(/date\/fresh/g)).toHaveLength(1);
		expect(together).toContain(
			"3 cells need a new reading: A was fresh until 2026-01-01, B is undated, C was fresh until 2026-02-01",
		);
		expect(prettyReport(reportWith(...stale), text, { ...options, eachCell: true }).match(/date\/fresh/g)).toHaveLength(
			3,
		);
	});

	test("says how to fix what can be fixed", () => {
		expect(prettyReport(reportWith({ fixable: true }), () => null, options)).toContain(
			"1 problem can be fixed: npm run registry -- check --fix",
		);
	});
});

test("json keeps the text as it is, as data", () => {
	for (const text of HOSTILE)
		expect(JSON.parse(jsonReport(reportWith({ message: text }))).problems[0].message).toBe(text);
});
