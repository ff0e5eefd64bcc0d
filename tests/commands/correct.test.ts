import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { QUESTIONS } from "../../scripts/corrections/form.ts";
import { baseFiles, REPOSITORY, registry, rootWith, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = `# said by a person\n${baseFiles()[FILE] ?? ""}`;

const ANSWERS: Readonly<Record<string, string>> = {
	offering: "Acme API (acme-api)",
	dimension: "ISO 42001",
	answer: "Yes, public",
	source: "https://acme.com/iso-42001",
	archived: "_No response_",
	read_on: "2026-11-22",
	locator: "Certificates",
	finding: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
	caveat: "_No response_",
	affiliation: "No affiliation",
	credit: "@finder",
};

function body(changes: Readonly<Record<string, string | null>> = {}): string {
	return QUESTIONS.flatMap(({ key, label }) => {
		const answer = key in changes ? changes[key] : ANSWERS[key];
		return answer === null || answer === undefined ? [] : [`### ${label}\n\n${answer}\n`];
	}).join("\n");
}

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
	const correction = {
		offering: "acme-api",
		dimension: "iso_42001",
		answer: "yes_public",
		source: "https://acme.com/iso-42001",
		read_on: "2026-11-22",
		locator: "Certificates",
		finding: ANSWERS.finding,
		affiliation: "none",
	};
	expect(correct(JSON.stringify(correction)).after).toBe(correct(body()).after);
});

/** What is done to a body, and what the answer says. */
const REFUSED: readonly [string, string, string][] = [
	["nothing at all", "", "Offering: the heading of this question is missing"],
	["a heading is missing", body({ source: null }), "Source address: the heading of this question is missing"],
	["a look-alike heading", body({ finding: "x\n\n### Source address\n\nhttps://evil.example/" }), "more than once"],
	["text before the form", `Hello @all\n\n${body()}`, "there is text before the first question"],
	[
		"questions out of order",
		body()
			.split(/(?=### )/)
			.reverse()
			.join(""),
		"the questions are not in their order",
	],
	["an empty answer", body({ finding: "_No response_" }), "What it says, in your words: this needs an answer"],
	["an unknown dimension", body({ dimension: "SOC 3" }), "Dimension: choose one of"],
	["an unknown grade", body({ answer: "yes" }), "What it should say: choose one of"],
	["an unknown offering", body({ offering: "Nobody (no-such)" }), 'there is no offering "no-such"'],
	["a path as an offering", body({ offering: "../../etc/passwd" }), "Offering:"],
	["a comment", body({ finding: "<!-- hidden --> It says so." }), "a comment is not an answer"],
	["a code block", body({ finding: "```\nIt says so.\n```" }), "without code blocks"],
	[
		"two lines where one belongs",
		body({ source: "https://acme.com/\nhttps://acme.com/b" }),
		"Source address: write it on one line",
	],
	["an invisible character", body({ credit: "@fin\u202eder" }), "How to credit you: it holds invisible characters"],
	["a body that is too long", body({ finding: "x".repeat(30_000) }), "longer than 20000 characters"],
	["a day that does not exist", body({ read_on: "2026-02-30" }), "date/real"],
	["a day to come", body({ read_on: "2026-12-24" }), "date/future"],
	["an address that is not public", body({ source: "https://127.0.0.1/" }), "source/"],
	["an address without TLS", body({ source: "http://acme.com/" }), "source/"],
	["HTML in the finding", body({ finding: "It <img src=x> says so." }), "prose/"],
	["a grade that needs a caveat, without one", body({ answer: "Partial" }), "grade/caveat"],
	["a caveat that is too long", body({ answer: "Partial", caveat: "x".repeat(121) }), "What a buyer should check"],
	["broken JSON", "{", "this is no JSON"],
	["JSON of another shape", '{"offering": "acme-api"}', "Dimension:"],
	["JSON with an unknown key", '{"__proto__": {}, "x": 1}', "Offering:"],
];

test.each(REFUSED)("refused, with the record as it was: %s", (_what, content, reason) => {
	const { code, stdout, stderr, after } = correct(content);
	expect(stderr).toContain(reason);
	expect([stdout, after]).toEqual(["", text]);
	expect(code).toBeGreaterThan(0);
});

test("the committed form asks these questions, with every offering to choose from", () => {
	const form = parse(readFileSync(join(REPOSITORY, ".github/ISSUE_TEMPLATE/correction.yml"), "utf8"));
	const questions = form.body.filter(({ type }: { type: string }) => type !== "markdown");
	expect(questions.map((one: { attributes: { label: string } }) => one.attributes.label)).toEqual(
		QUESTIONS.map(({ label }) => label),
	);
	expect(questions[0].attributes.options).toContain("Claude on Amazon Bedrock (claude-bedrock)");
});
