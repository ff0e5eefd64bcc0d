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
	holds_for: "offering",
	quote: ANSWERS.quote,
	finding: ANSWERS.finding,
	notes: ANSWERS.notes,
	notes_mode: "replace",
	facts: ANSWERS.facts,
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
	expect(stderr).toContain("  npm run registry -- diff HEAD");
	expect(after).toContain("\n# said by a person\nid: acme-api\n");
	const before = parse(text);
	const record = parse(after);
	expect(Object.keys(record.dimensions)).toEqual(Object.keys(before.dimensions));
	expect(record.dimensions.iso_42001).toEqual({
		value: "yes_public",
		confidence: "medium",
		finding: "Certificate that names the API",
		notes: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
		sources: [
			{
				url: "https://acme.com/iso-42001",
				via: "live",
				captured: "2026-11-22",
				locator: "Certificates",
				quote: "The certificate covers the Acme API.",
			},
		],
		facts: { scope_names_service: true },
	});
	const { iso_42001: _own, ...others } = record.dimensions;
	const { iso_42001: _old, ...same } = before.dimensions;
	expect(others).toEqual(same);
});

test("still right keeps the cell and dates its reading", () => {
	const none = "_No response_";
	const { code, stderr, after } = correct(
		body({
			dimension: "SOC 2 Type II",
			answer: "Still right, I re-read it",
			source: "https://trust.acme.com/",
			locator: none,
			quote: none,
			finding: none,
			notes: none,
		}),
	);
	expect([code, stderr]).toEqual([0, expect.stringContaining(`Corrected ${FILE}, for 1 offering.`)]);
	const before = parse(text).dimensions.soc2_type2;
	expect(parse(after).dimensions.soc2_type2).toEqual({
		...before,
		sources: [{ url: "https://trust.acme.com/", title: "Acme trust center", via: "live", captured: "2026-11-22" }],
	});
});

test("a shared cell is corrected in the file of its service, and that is said with the number of offerings", () => {
	const { code, stdout, stderr } = correct(
		body({
			offering: "acme-nimbus",
			dimension: "GDPR DPA",
			answer: "Partial",
			holds_for: "Every offering of the service or developer",
			source: "https://nimbus.io/legal/dpa",
			caveat: "The list of subprocessors needs an account.",
			facts: "subprocessor_list_published: no",
			others: "I read that it still holds",
		}),
	);
	expect([code, stdout]).toEqual([0, "services/nimbus-models.yaml\n"]);
	expect(stderr).toContain(
		"is written in services/nimbus-models.yaml and holds for 2 offerings (acme-nimbus, bolt-nimbus)",
	);
	expect(stderr).toContain("Corrected services/nimbus-models.yaml, for 2 offerings.");
});

test("what was cleaned is told", () => {
	const { code, stderr } = correct(body({ source: "<https://acme.com/iso-42001?utm_source=x>" }));
	expect(code).toBe(0);
	expect(stderr).toContain("URL of the page: we took off the angle brackets.");
	expect(stderr).toContain("URL of the page: we took off what only tracks readers.");
});

test("a correction as JSON does the same as the form", () => {
	expect(correct(JSON.stringify(JSON_CORRECTION)).after).toBe(correct(body()).after);
});

/** Edits of a body, and the expected answer; tests/corrections/ has many more. */
const REFUSED: readonly [string, string, string][] = [
	["nothing at all", "", "Offering: the heading of this question is missing"],
	["an unknown grade", body({ answer: "yes" }), "What it should say: choose one of"],
	["a rule is broken", body({ read_on: "2026-12-24" }), "Day on which you read it: "],
	["broken JSON", "{", "this is no JSON"],
	["JSON of another shape", '{"offering": "acme-api"}', "Dimension: this needs an answer"],
	["JSON with an unknown key", '{"__proto__": {}, "x": 1}', 'a correction has no "__proto__", "x"'],
	[
		"JSON with a number",
		JSON.stringify({ ...JSON_CORRECTION, finding: 30 }),
		"The answer in one phrase: write it as text",
	],
	["JSON without answers", "{}", "Offering: this needs an answer"],
	["JSON with a comment in a text", JSON.stringify({ ...JSON_CORRECTION, notes: "<!-- x" }), "a comment is not"],
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
