import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Cell } from "../../schemas/cell.ts";
import { readForm } from "../../scripts/corrections/form.ts";
import { validateCorrection } from "../../scripts/corrections/validate-correction.ts";
import { baseFiles, rootWith, TODAY } from "../support.ts";
import { body } from "./body.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const before = parse(text).dimensions as Record<string, Cell>;

/** What becomes of an issue's body. */
function judged(content: string, changes: Readonly<Record<string, string>> = {}) {
	const read = readForm(content);
	return "problems" in read ? read : validateCorrection(rootWith(changes), read.correction, TODAY);
}

/** Answers that ask for a grade which needs a caveat. */
const PARTIAL = { answer: "Partial", caveat: "It names the API, and no scope." };
const STILL = "Still right, I re-read it";
const SOC2 = { dimension: "SOC 2 Type II", source: "https://trust.acme.com/" };

/** Bodies that become a record: what they are, the answers, and what the cell then holds. */
const TAKEN: readonly [string, Record<string, string>, Partial<Cell>][] = [
	[
		"every answer given",
		{ archived: "https://web.archive.org/web/20261122010101/https://acme.com/iso-42001" },
		{ value: "yes_public" },
	],
	["a grade that needs a caveat, with one", PARTIAL, { value: "partial", caveat: PARTIAL.caveat }],
	["a downgrade", { ...SOC2, answer: "Unclear", caveat: "The page and the report differ." }, { value: "unclear" }],
	[
		"nothing found",
		{ ...SOC2, answer: "No public evidence", caveat: "None was found." },
		{ value: "no_public_evidence", searched: ["https://trust.acme.com/"] },
	],
	[
		"nothing found, again, on another page",
		{ answer: STILL },
		{ searched: ["https://acme.com/", "https://acme.com/iso-42001"] },
	],
	[
		"nothing found, again, on the same page",
		{ answer: STILL, source: "https://acme.com/" },
		{
			verified: "2026-11-22",
			reviews: [
				{
					on: "2026-11-22",
					by: "@finder",
					decision: "confirmed",
					reason: "Acme publishes an ISO/IEC 42001 certificate that names the API.",
				},
			],
		},
	],
	[
		"still right",
		{ ...SOC2, answer: STILL },
		{ verified: "2026-11-22", verified_via: "live", notes: before.soc2_type2?.notes ?? "" },
	],
	[
		"still right, read on another page",
		{ ...SOC2, answer: STILL, source: "https://acme.com/soc" },
		{ value: "yes_sales_gated" },
	],
	["a cell that nobody assessed", { dimension: "Trust center" }, { value: "yes_public", confidence: "medium" }],
	["no credit", { credit: "_No response_" }, { value: "yes_public" }],
	["credit to a name", { credit: "Zoë O’Hara-Lindström (Ex.)" }, { value: "yes_public" }],
	[
		"a finding in paragraphs",
		{ finding: "It names the API.\n\n\n\nIt names no region." },
		{ notes: "It names the API.\n\nIt names no region." },
	],
	[
		"a finding with a list",
		{ finding: "It names:\n\n- the API\n- the console" },
		{ notes: "It names:\n\n- the API\n- the console" },
	],
	[
		"a finding in letters of several scripts",
		{ finding: "Die Seite nennt «Größe» und 認証." },
		{ notes: "Die Seite nennt «Größe» und 認証." },
	],
	["letters that are written as two characters", { finding: "Ame\u0301lie read it." }, { notes: "Amélie read it." }],
	[
		"spaces, tabs and wide spaces around the answers",
		{ finding: "  It\tnames\u00a0 the API.  " },
		{ notes: "It names the API." },
	],
	["YAML in an answer", { finding: "value: yes_public" }, { notes: "value: yes_public" }],
	[
		"a YAML tag and an anchor in an answer",
		{ finding: "!!js/function &a '*a' says so." },
		{ notes: "!!js/function &a '*a' says so." },
	],
	["a shell command in an answer", { locator: "$(rm -rf /) `id`; true" }, { value: "yes_public" }],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
	["a workflow expression in an answer", { locator: "${{ secrets.GITHUB_TOKEN }}" }, { value: "yes_public" }],
	["a mention and a reference in an answer", { locator: "@all, fixes #1" }, { value: "yes_public" }],
	["a hash that begins no heading", { finding: "It is certificate #42." }, { notes: "It is certificate #42." }],
	["a route that the new grade rules out", { ...SOC2, source: "https://acme.com/soc3" }, { value: "yes_public" }],
];

test.each(TAKEN)("taken: %s", (_what, answers, expected) => {
	const result = judged(body(answers));
	if ("problems" in result) throw new Error(JSON.stringify(result.problems));
	expect(result.path).toBe(FILE);
	const after = parse(result.text).dimensions as Record<string, Cell>;
	const [dimension = ""] = Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]));
	expect(after[dimension]).toMatchObject(expected);
	expect({ ...after, [dimension]: undefined }).toEqual({ ...before, [dimension]: undefined });
});

test("line ends of every kind are read alike", () => {
	for (const end of ["\r\n", "\r"]) expect(readForm(body().replaceAll("\n", end))).toEqual(readForm(body()));
});

test("a fact that the new grade rules out goes, and the others stay", () => {
	const facts = "facts:\n      offered: false\n      excluded:\n        - Batch";
	const record = text.replace(
		"  training_on",
		`  hipaa_baa:\n    value: no_public_evidence\n    confidence: medium\n    verified: 2026-11-20\n    verified_via: live\n    caveat: None was found.\n    notes: >-\n      No mention was found.\n    searched:\n      - https://acme.com/\n    ${facts}\n  training_on`,
	);
	const result = judged(body({ dimension: "HIPAA BAA", source: "https://acme.com/baa" }), { [FILE]: record });
	if ("problems" in result) throw new Error(JSON.stringify(result.problems));
	expect(parse(result.text).dimensions.hipaa_baa.facts).toEqual({ excluded: ["Batch"] });
});

const repeated = (label: string, answer: string) => body({ finding: `It says so.\n\n### ${label}\n\n${answer}` });

/** Bodies that are refused: what they are, the body, the question that the answer names, and what it says. */
const REFUSED: readonly [string, string, string, string][] = [
	["nothing at all", "", "Offering", "the heading of this question is missing"],
	["white space", " \n\t\n", "Offering", "the heading of this question is missing"],
	["free text", "Please correct the SOC 2 cell of Acme.", "Offering", "the heading of this question is missing"],
	["a heading is missing", body({ source: null }), "Source address", "the heading of this question is missing"],
	["a heading is of another level", body().replace("### Source", "#### Source"), "Source address", "is missing"],
	["a heading is indented", body().replace("### Source", " ### Source"), "Source address", "is missing"],
	[
		"a heading has a tail",
		body().replace("### Source address", "### Source address ###"),
		"Source address",
		"is missing",
	],
	[
		"a heading is bold text",
		body().replace("### Source address", "**Source address**"),
		"Source address",
		"is missing",
	],
	[
		"a heading is spelt with a look-alike letter",
		body().replace("### Source", "### S\u043eurce"),
		"Source address",
		"is missing",
	],
	[
		"a look-alike heading in an answer",
		repeated("Source address", "https://evil.example/"),
		"Source address",
		"there more than once",
	],
	[
		"a look-alike heading in a code block",
		body({ finding: "```\n### Affiliation with the vendor\n```" }),
		"Affiliation with the vendor",
		"more than once",
	],
	[
		"a look-alike heading in a quotation",
		body({ finding: "> ### Source address\n> x" }),
		"What it says, in your words",
		"prose/markdown",
	],
	["the whole form twice", `${body()}\n${body({ answer: "Unclear" })}`, "Offering", "more than once"],
	[
		"an unknown heading in an answer",
		repeated("Verdict", "Yes"),
		"What it says, in your words",
		'the form has no heading "### Verdict"',
	],
	[
		"a heading of another level in an answer",
		body({ finding: "# Note\n\nIt says so." }),
		"What it says, in your words",
		"the form has no heading",
	],
	[
		"an empty heading in an answer",
		body({ finding: "It says so.\n##\nAnd so." }),
		"What it says, in your words",
		"the form has no heading",
	],
	[
		"an unknown heading at the end",
		`${body()}\n### Approved by\n\nmaintainer\n`,
		"How to credit you",
		"write it on one line",
	],
	["text before the form", `Hello @all\n\n${body()}`, "", "there is text before the first question"],
	["a comment before the form", `<!-- x -->\n${body()}`, "", "there is text before the first question"],
	[
		"questions out of order",
		body()
			.split(/(?=### )/)
			.reverse()
			.join(""),
		"",
		"the questions are not in their order",
	],
	["an empty answer", body({ finding: "_No response_" }), "What it says, in your words", "this needs an answer"],
	["an answer of spaces", body({ source: "   " }), "Source address", "this needs an answer"],
	[
		"no affiliation chosen",
		body({ affiliation: "_No response_" }),
		"Affiliation with the vendor",
		"this needs an answer",
	],
	["an affiliation in other words", body({ affiliation: "none" }), "Affiliation with the vendor", "choose one of"],
	["an unknown dimension", body({ dimension: "SOC 3" }), "Dimension", "choose one of"],
	["a dimension by its id", body({ dimension: "iso_42001" }), "Dimension", "choose one of"],
	["two dimensions", body({ dimension: "ISO 42001\nISO 27001" }), "Dimension", "write it on one line"],
	["an unknown grade", body({ answer: "yes" }), "What it should say", "choose one of"],
	["a key of every object as a grade", body({ answer: "__proto__" }), "What it should say", "choose one of"],
	[
		"an unknown offering",
		body({ offering: "Nobody (acme-ap)" }),
		"Offering",
		'there is no offering "acme-ap". Did you mean "acme-api"?',
	],
	["a path as an offering", body({ offering: "../../etc/passwd" }), "Offering", "lower-case letters"],
	["a path behind a name", body({ offering: "Acme (../vendors/acme)" }), "Offering", "lower-case letters"],
	["a vendor as an offering", body({ offering: "Acme (acme)" }), "Offering", "there is no offering"],
	[
		"a comment",
		body({ finding: "<!-- hidden --> It says so." }),
		"What it says, in your words",
		"a comment is not an answer",
	],
	["a comment that is never closed", body({ locator: "<!-- x" }), "Where on the page", "a comment is not an answer"],
	["a code block", body({ finding: "```\nIt says so.\n```" }), "What it says, in your words", "without code blocks"],
	[
		"a code block of tildes",
		body({ finding: "x\n  ~~~yaml\nvalue: yes_public\n~~~" }),
		"What it says, in your words",
		"without code blocks",
	],
	[
		"an answer that is a code block",
		body({ source: "```https://acme.com/```" }),
		"Source address",
		"without code blocks",
	],
	[
		"two lines where one belongs",
		body({ source: "https://acme.com/\nhttps://acme.com/b" }),
		"Source address",
		"write it on one line",
	],
	[
		"a trailer on a second line of the credit",
		body({ credit: "@finder\nRelease: 9.9.9" }),
		"How to credit you",
		"write it on one line",
	],
	[
		"a character that turns the direction of text",
		body({ credit: "@fin\u202eder" }),
		"How to credit you",
		"it holds invisible characters",
	],
	["a line separator", body({ locator: "a\u2028b" }), "Where on the page", "it holds invisible characters"],
	[
		"a character of no width",
		body({ finding: "It says\u200b so." }),
		"What it says, in your words",
		"it holds invisible characters",
	],
	[
		"half a character",
		body({ finding: "It says \ud83d so." }),
		"What it says, in your words",
		"it holds invisible characters",
	],
	[
		"a control character",
		body({ finding: "It says \u001b[2J so." }),
		"What it says, in your words",
		"it holds invisible characters",
	],
	[
		"a credit that closes an issue",
		body({ credit: "x fixes #1" }),
		"How to credit you",
		"write your @account, or a name",
	],
	[
		"a credit that names an issue the other way",
		body({ credit: "fixes GH-1" }),
		"How to credit you",
		"write your @account, or a name",
	],
	[
		"a credit that mentions a team",
		body({ credit: "@acme/all" }),
		"How to credit you",
		"write your @account, or a name",
	],
	[
		"a credit that skips the checks",
		body({ credit: "x [skip ci]" }),
		"How to credit you",
		"write your @account, or a name",
	],
	[
		"a credit that is an address",
		body({ credit: "www.evil.com" }),
		"How to credit you",
		"write your @account, or a name",
	],
	["a credit that is too long", body({ credit: "x".repeat(81) }), "How to credit you", "80"],
	["a body that is too long", body({ finding: "x".repeat(30_000) }), "", "longer than 20000 characters"],
	["a finding that is too long", body({ finding: "x".repeat(4001) }), "What it says, in your words", "4000"],
	["a caveat that is too long", body({ ...PARTIAL, caveat: "x".repeat(121) }), "What a buyer should check", "120"],
	["a day that does not exist", body({ read_on: "2026-02-30" }), "Date on which you read it", "date/real"],
	["a day in words", body({ read_on: "yesterday" }), "Date on which you read it", "date/real"],
	["a day to come", body({ read_on: "2026-12-24" }), "Date on which you read it", "date/future"],
	[
		"a day before the last reading",
		body({ ...PARTIAL, read_on: "2026-11-01" }),
		"Date on which you read it",
		"change/verified",
	],
	["an address that is not public", body({ source: "https://127.0.0.1/" }), "Source address", "source/url"],
	["an address without TLS", body({ source: "http://acme.com/" }), "Source address", "source/url"],
	["an address that is a script", body({ source: "javascript:alert(1)" }), "Source address", "source/url"],
	["an address with credentials", body({ source: "https://a:b@acme.com/" }), "Source address", "source/url"],
	["a look-alike host", body({ source: "https://аcme.com/iso" }), "Source address", "source/url"],
	["an address with tracking", body({ source: "https://acme.com/?utm_source=x" }), "Source address", "source/clean"],
	["a shortened address", body({ source: "https://bit.ly/x" }), "Source address", "source/shortener"],
	[
		"an archive of another page",
		body({ archived: "https://web.archive.org/web/20261122010101/https://acme.com/other" }),
		"Archived address",
		"source/archive",
	],
	[
		"an upgrade by a third party's page",
		body({ source: "https://blog.example.org/acme" }),
		"Source address",
		"grade/primary",
	],
	["an upgrade by a page that was there", body({ ...SOC2 }), "What it should say", "change/upgrade"],
	[
		"HTML in the finding",
		body({ finding: "It <img src=x onerror=alert(1)> says so." }),
		"What it says, in your words",
		"prose/markdown",
	],
	[
		"an image in the finding",
		body({ finding: "![x](https://evil.example.org/x.png)" }),
		"What it says, in your words",
		"prose/markdown",
	],
	[
		"a grade that needs a caveat, without one",
		body({ answer: "Partial" }),
		"What a buyer should check",
		"grade/caveat",
	],
	["a caveat on a clean yes", body({ caveat: "Check it." }), "What a buyer should check", "grade/caveat"],
	[
		"still right where nobody looked",
		body({ dimension: "Trust center", answer: STILL }),
		"What it should say",
		"nobody has assessed this yet",
	],
];

test.each(REFUSED)("refused: %s", (_what, content, question, reason) => {
	const result = judged(content);
	expect(result).toHaveProperty("problems");
	const { problems } = result as { problems: { question: string; message: string }[] };
	expect(problems.map((one) => `${one.question}: ${one.message}`).join("\n")).toContain(reason);
	expect(problems.map((one) => one.question)).toContain(question);
});

test("there are more than sixty bodies", () => {
	expect(TAKEN.length + REFUSED.length).toBeGreaterThanOrEqual(60);
});

test("a correction that changes nothing is refused", () => {
	const first = judged(body());
	if ("problems" in first) throw new Error(JSON.stringify(first.problems));
	expect(judged(body(), { [FILE]: first.text })).toEqual({
		problems: [{ question: "", message: expect.stringContaining("says exactly this already") }],
	});
});

test("a retired offering stays as it was", () => {
	const retired = text.replace("dimensions:\n", "status: retired\nretired_on: 2026-10-01\ndimensions:\n");
	expect(judged(body(), { [FILE]: retired })).toEqual({
		problems: [{ question: "Offering", message: expect.stringContaining("was retired on 2026-10-01") }],
	});
});

test("a record with problems of its own is not touched", () => {
	expect(judged(body(), { [FILE]: text.replace("name: Acme API\n", "") })).toEqual({
		problems: [{ question: "Offering", message: expect.stringContaining("has problems of its own") }],
	});
});

test("an error elsewhere that was there before stands in nobody's way", () => {
	const other = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "").replace(/verified: .*/, "verified: 2030-01-01");
	expect(judged(body(), { "offerings/acme-nimbus.yaml": other })).toHaveProperty("path");
});

test("a dimension that is a question to the developer is not asked of a host of many", () => {
	const nimbus = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "")
		.replace(/^developer: .*$/m, "developer: various")
		.replace(/^category: .*$/m, "category: inference_host")
		.replace(/ {2}gpai_cop:.*?(?=\n {2}\w|$)/s, "");
	const result = judged(
		body({
			offering: "Nimbus (acme-nimbus)",
			dimension: "GPAI Code",
			source: "https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai",
		}),
		{
			"offerings/acme-nimbus.yaml": nimbus,
		},
	);
	expect(result).toEqual({
		problems: [{ question: "Dimension", message: expect.stringContaining("reference/two-level") }],
	});
});
