import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ANSWERS, body } from "../corrections/body.ts";
import { baseFiles, registry, rootWith, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = `# said by a person\n${baseFiles()[FILE] ?? ""}`;

const JSON_CORRECTION = {
	offering: "acme-api",
	dimension: "iso_42001",
	answer: "yes_public",
	source: "https://acme.com/iso-42001",
	read_on: "2026-11-22",
	locator: "Certificates",
	finding: ANSWERS.finding,
	affiliation: "none",
};

function correct(content: string) {
	const root = rootWith({ [FILE]: text });
	const file = join(temporaryFolder(), "body.md");
	writeFileSync(file, content);
	const ran = registry(["correct", "--file", file, "--root", root, "--today", "2026-11-24"]);
	return { ...ran, after: readFileSync(join(root, FILE), "utf8") };
}

test("a filled form becomes a record that passes, with comments and order kept", () => {
	const { code, stderr, stdout, after } = correct(body());
	expect([code, stdout]).toEqual([0, `${FILE}\n`]);
	expect(stderr).toContain("Next: npm run --silent registry -- diff HEAD");
	expect(after.startsWith("# said by a person\n")).toBe(true);
	const before = parse(text);
	const record = parse(after);
	expect(Object.keys(record.dimensions)).toEqual(Object.keys(before.dimensions));
	expect(record.dimensions.iso_42001).toEqual({
		value: "yes_public",
		confidence: "medium",
		verified: "2026-11-22",
		verified_via: "live",
		notes: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
		sources: [{ url: "https://acme.com/iso-42001", captured: "2026-11-22", locator: "Certificates" }],
	});
	const { iso_42001: _own, ...others } = record.dimensions;
	const { iso_42001: _old, ...same } = before.dimensions;
	expect(others).toEqual(same);
});

test("still right keeps the cell and dates its reading", () => {
	const { code, after } = correct(
		body({
			dimension: "SOC 2 Type II",
			answer: "Still right, I re-read it",
			source: "https://trust.acme.com/",
			locator: null,
		}).replace("### What it says", "### Where on the page\n\n_No response_\n\n### What it says"),
	);
	expect(code).toBe(0);
	expect(parse(after).dimensions.soc2_type2).toEqual({
		...parse(text).dimensions.soc2_type2,
		verified: "2026-11-22",
		verified_via: "live",
		sources: [{ ...parse(text).dimensions.soc2_type2.sources[0], captured: "2026-11-22" }],
	});
});

test("a correction as JSON does the same as the form", () => {
	expect(correct(JSON.stringify(JSON_CORRECTION)).after).toBe(correct(body()).after);
});

/** What is done to a body, and what the answer says; tests/corrections/ has many more. */
const REFUSED: readonly [string, string, string][] = [
	["nothing at all", "", "Offering: the heading of this question is missing"],
	["an unknown grade", body({ answer: "yes" }), "What it should say: choose one of"],
	["a rule is broken", body({ read_on: "2026-12-24" }), "Date on which you read it: "],
	["broken JSON", "{", "this is no JSON"],
	["JSON of another shape", '{"offering": "acme-api"}', "Dimension:"],
	["JSON with an unknown key", '{"__proto__": {}, "x": 1}', "Offering:"],
	["JSON with a comment in a text", JSON.stringify({ ...JSON_CORRECTION, finding: "<!-- x" }), "a comment is not"],
	[
		"JSON that credits with a reference",
		JSON.stringify({ ...JSON_CORRECTION, credit: "fixes #1" }),
		"write your @account",
	],
];

test.each(REFUSED)("refused, with the record as it was: %s", (_what, content, reason) => {
	const { code, stdout, stderr, after } = correct(content);
	expect(stderr).toContain(reason);
	expect(stderr).toContain("Nothing was changed");
	expect([code, stdout, after]).toEqual([1, "", text]);
});

test("a file that is not there, or too long, is a wrong call", () => {
	const long = join(temporaryFolder(), "long.md");
	writeFileSync(long, "x".repeat(100_000));
	for (const file of ["no-such-file", long]) {
		const { code, stdout, stderr } = registry(["correct", "--file", file]);
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toMatch(/there is no file|too long/);
	}
});
