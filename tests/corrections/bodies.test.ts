import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Cell } from "../../schemas/cell.ts";
import { readForm } from "../../scripts/corrections/form.ts";
import { validateCorrection } from "../../scripts/corrections/validate-correction.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { baseFiles, rootWith, TODAY } from "../support.ts";
import { body } from "./body.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const before = parse(text).dimensions as Record<string, Cell>;

/** Returns the result of validating an issue's body. */
function validated(content: string, changes: Readonly<Record<string, string>> = {}) {
	const read = readForm(content);
	return "problems" in read ? read : validateCorrection(folderTree(rootWith(changes)), read.correction, TODAY);
}

/** Answers that ask for a grade which needs a caveat. */
const PARTIAL = { answer: "Partial", caveat: "It names the API, and no scope." };
const STILL = {
	answer: "Still right, I re-read it",
	quote: "_No response_",
	finding: "_No response_",
	notes: "_No response_",
};
const SOC2 = { dimension: "SOC 2 Type II", source: "https://trust.acme.com/", others: "I read that it still holds" };

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
		{
			...SOC2,
			answer: "No public evidence",
			caveat: "None was found.",
			others: "Remove it, it does not hold",
			facts: "",
		},
		{ value: "no_public_evidence", searched: [{ url: "https://trust.acme.com/", as_of: "2026-11-22" }] },
	],
	[
		"nothing found, again, on another page",
		STILL,
		{
			searched: [
				{ url: "https://acme.com/security", as_of: "2026-11-20" },
				{ url: "https://acme.com/iso-42001", as_of: "2026-11-22" },
			],
		},
	],
	[
		"nothing found, again, on the same page",
		{ ...STILL, source: "https://acme.com/security" },
		{ searched: [{ url: "https://acme.com/security", as_of: "2026-11-22" }] },
	],
	["still right", { ...SOC2, ...STILL }, { notes: before.soc2_type2?.notes ?? "", value: "yes_sales_gated" }],
	[
		"still right, read on another page",
		{ ...SOC2, ...STILL, source: "https://acme.com/soc" },
		{ value: "yes_sales_gated" },
	],
	[
		"a cell that nobody assessed",
		{ dimension: "Trust center", facts: "" },
		{ value: "yes_public", confidence: "medium" },
	],
	["no credit", { credit: "_No response_" }, { value: "yes_public" }],
	["credit to nobody, in words", { credit: "none" }, { value: "yes_public" }],
	["credit to a name", { credit: "Zoë O’Hara-Lindström (Ex.)" }, { value: "yes_public" }],
	[
		"words in paragraphs",
		{ notes: "It names the API.\n\n\n\nIt names no region." },
		{ notes: "It names the API.\n\nIt names no region." },
	],
	[
		"words with a list",
		{ notes: "It names:\n\n- the API\n- the console" },
		{ notes: "It names:\n\n- the API\n- the console" },
	],
	[
		"words in letters of several scripts",
		{ notes: "Die Seite nennt «Größe» und 認証." },
		{ notes: "Die Seite nennt «Größe» und 認証." },
	],
	["letters that are written as two characters", { notes: "Ame\u0301lie read it." }, { notes: "Amélie read it." }],
	[
		"spaces, tabs and wide spaces around the answers",
		{ notes: "  It\tnames\u00a0 the API.  " },
		{ notes: "It names the API." },
	],
	["a character of no width", { notes: "It says\u200b so." }, { notes: "It says so." }],
	["a line separator", { locator: "a\u2028b" }, { value: "yes_public" }],
	["a URL with tracking", { source: "https://acme.com/iso-42001?utm_source=x" }, { value: "yes_public" }],
	["a URL in angle brackets, in capitals", { source: "<HTTPS://ACME.COM/iso-42001>" }, { value: "yes_public" }],
	["YAML in an answer", { notes: "value: yes_public" }, { notes: "value: yes_public" }],
	[
		"a YAML tag and an anchor in an answer",
		{ notes: "!!js/function &a '*a' says so." },
		{ notes: "!!js/function &a '*a' says so." },
	],
	["a shell command in an answer", { locator: "$(rm -rf /) `id`; true" }, { value: "yes_public" }],
	["a workflow expression in an answer", { locator: `$${"{{ secrets.GITHUB_TOKEN }}"}` }, { value: "yes_public" }],
	["a mention and a reference in an answer", { locator: "@all, fixes #1" }, { value: "yes_public" }],
	["a hash that begins no heading", { notes: "It is certificate #42." }, { notes: "It is certificate #42." }],
	["a route that the new grade rules out", { ...SOC2, source: "https://acme.com/soc3" }, { value: "yes_public" }],
	["an offering by its name", { offering: "Acme API" }, { value: "yes_public" }],
	["an offering by its name and id", { offering: "Acme API (acme-api)" }, { value: "yes_public" }],
	[
		"a dimension by its id, a choice by its value",
		{ dimension: "iso_42001", answer: "yes_public" },
		{ value: "yes_public" },
	],
];

test.each(TAKEN)("taken: %s", (_what, answers, expected) => {
	const result = validated(body(answers));
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

test("facts and qualifiers that the person did not write anew are listed, and need an answer", () => {
	const asked = validated(body({ ...SOC2, answer: "Unclear", caveat: "They differ.", others: "_No response_" }));
	expect(asked).toEqual({
		problems: [
			{
				question: "Everything else that the record says",
				message:
					'the record says this as well, and it needs an answer: tier: self_serve; route: trust_center_nda; criteria: ["Security","Availability"]; period_start: 2025-07-01; period_end: 2026-06-30',
			},
		],
	});
	const left = validated(
		body({ ...SOC2, answer: "Unclear", caveat: "They differ.", others: "I did not read that; a maintainer decides" }),
	);
	expect(left).toMatchObject({ unread: expect.arrayContaining(["tier: self_serve"]) });
	expect(validated(body({ ...SOC2, answer: "Unclear", caveat: "They differ." }))).toMatchObject({ unread: [] });
	const again = { ...SOC2, ...STILL, facts: "_No response_" };
	expect(validated(body(again))).toMatchObject({ unread: [] });
	const unsaid = validated(body({ ...again, others: "_No response_" }));
	expect(unsaid).toMatchObject({ unread: expect.arrayContaining(["route: trust_center_nda"]) });
	expect(validated(body({ ...again, others: "Remove it, it does not hold" }))).toEqual({
		problems: [
			{
				question: "Everything else that the record says",
				message: "still right keeps everything; to remove something, choose the grade anew",
			},
		],
	});
});

test("a better grade without the sentence that proves it is asked for it", () => {
	const remarks = (changes: Record<string, string>) => {
		const result = validated(body(changes));
		return "problems" in result ? result.problems : result.remarks;
	};
	const asked = expect.stringContaining("Please add the sentence that proves it");
	expect(remarks({ quote: "_No response_" })).toEqual([asked]);
	expect(remarks({})).toEqual([]);
	expect(remarks({ ...SOC2, answer: "Unclear", caveat: "They differ.", quote: "_No response_" })).toEqual([]);
});

test("a title that names another cell than the answers is asked about", () => {
	const problemsOf = (title: string) => {
		const read = readForm(body());
		if ("problems" in read) throw new Error(JSON.stringify(read.problems));
		const outcome = validateCorrection(folderTree(rootWith()), read.correction, TODAY, title);
		return "problems" in outcome ? outcome.problems.map(({ message }) => message) : [];
	};
	expect(problemsOf("Correction: ISO 42001 of acme-api")).toEqual([]);
	expect(problemsOf("Correction: the certificate")).toEqual([]);
	expect(problemsOf("Correction: SOC 2 Type II of acme-api")).toEqual([
		"the title names SOC 2 Type II, the answers ISO 42001 of acme-api; which is meant? Edit the title or the answers",
	]);
	expect(problemsOf("Correction: ISO 42001 of Acme on Nimbus")).toEqual([expect.stringContaining("names acme-nimbus")]);
});

const repeated = (label: string, answer: string) => body({ notes: `It says so.\n\n### ${label}\n\n${answer}` });

/** Bodies that are refused: what they are, the body, the question that the answer names, and what it says. */
const REFUSED: readonly [string, string, string, string][] = [
	["nothing at all", "", "Offering", "the heading of this question is missing"],
	["white space", " \n\t\n", "Offering", "the heading of this question is missing"],
	["free text", "Please correct the SOC 2 cell of Acme.", "Offering", "the heading of this question is missing"],
	["a heading is missing", body({ source: null }), "URL of the page", "the heading of this question is missing"],
	["a heading is of another level", body().replace("### URL", "#### URL"), "URL of the page", "is missing"],
	["a heading is indented", body().replace("### URL", " ### URL"), "URL of the page", "is missing"],
	[
		"a heading has a tail",
		body().replace("### URL of the page", "### URL of the page ###"),
		"URL of the page",
		"is missing",
	],
	[
		"a heading is bold text",
		body().replace("### URL of the page", "**Source address**"),
		"URL of the page",
		"is missing",
	],
	[
		"a heading is spelt with a look-alike letter",
		body().replace("### URL", "### U\u0280L"),
		"URL of the page",
		"is missing",
	],
	[
		"a look-alike heading in an answer",
		repeated("URL of the page", "https://evil.example/"),
		"URL of the page",
		"there more than once",
	],
	[
		"a look-alike heading in a code block",
		body({ notes: "```\n### Affiliation with the vendor\n```" }),
		"Affiliation with the vendor",
		"more than once",
	],
	[
		"a look-alike heading in a quotation",
		body({ notes: "> ### URL of the page\n> x" }),
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
		body({ notes: "# Note\n\nIt says so." }),
		"What it says, in your words",
		"the form has no heading",
	],
	[
		"an empty heading in an answer",
		body({ notes: "It says so.\n##\nAnd so." }),
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
	["an empty answer", body({ notes: "_No response_" }), "What it says, in your words", "this needs an answer"],
	["an answer of spaces", body({ source: "   " }), "URL of the page", "this needs an answer"],
	["no affiliation chosen", body({ affiliation: "_No response_" }), "Affiliation with the vendor", "choose an answer"],
	["an unknown dimension", body({ dimension: "SOC 3" }), "Dimension", 'there is no dimension "SOC 3"'],
	["two dimensions", body({ dimension: "ISO 42001\nISO 27001" }), "Dimension", "write it on one line"],
	["an unknown grade", body({ answer: "yes" }), "What it should say", "choose one of"],
	["a key of every object as a grade", body({ answer: "__proto__" }), "What it should say", "choose one of"],
	[
		"an unknown offering",
		body({ offering: "Nobody (acme-ap)" }),
		"Offering",
		'there is no offering "Nobody (acme-ap)". Did you mean "acme-api"?',
	],
	["a path as an offering", body({ offering: "../../etc/passwd" }), "Offering", "there is no offering"],
	["a path behind a name", body({ offering: "Acme (../vendors/acme)" }), "Offering", "there is no offering"],
	["a vendor as an offering", body({ offering: "Acme (acme)" }), "Offering", "there is no offering"],
	["the first option of a dropdown", body({ answer: "Choose one" }), "What it should say", "choose an answer"],
	[
		"facts of another dimension",
		body({ facts: "retention_days: 30" }),
		"Facts that the page states",
		'this question has no fact "retention_days"',
	],
	["a phrase that is too long", body({ finding: "x".repeat(81) }), "The answer in one phrase", "at most 80 fit"],
	[
		"a quotation that is too short",
		body({ quote: "It says." }),
		"The sentence on the page that proves it, word for word",
		"at least 10",
	],
	[
		"a comment",
		body({ notes: "<!-- hidden --> It says so." }),
		"What it says, in your words",
		"a comment is not an answer",
	],
	["a comment that is never closed", body({ locator: "<!-- x" }), "Where on the page", "a comment is not an answer"],
	["a code block", body({ notes: "```\nIt says so.\n```" }), "What it says, in your words", "without code blocks"],
	[
		"a code block of tildes",
		body({ notes: "x\n  ~~~yaml\nvalue: yes_public\n~~~" }),
		"What it says, in your words",
		"without code blocks",
	],
	[
		"an answer that is a code block",
		body({ source: "```https://acme.com/```" }),
		"URL of the page",
		"without code blocks",
	],
	[
		"two lines where one belongs",
		body({ source: "https://acme.com/\nhttps://acme.com/b" }),
		"URL of the page",
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
	[
		"half a character",
		body({ notes: "It says \ud83d so." }),
		"What it says, in your words",
		"it holds invisible characters",
	],
	[
		"a control character",
		body({ notes: "It says \u001b[2J so." }),
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
	["a body that is too long", body({ notes: "x".repeat(30_000) }), "", "longer than 20000 characters"],
	["words that are too long", body({ notes: "x".repeat(4001) }), "What it says, in your words", "4000"],
	["a caveat that is too long", body({ ...PARTIAL, caveat: "x".repeat(121) }), "What a buyer should check", "120"],
	["a day that does not exist", body({ read_on: "2026-02-30" }), "Day on which you read it", "there is no such day"],
	["a day in words", body({ read_on: "yesterday" }), "Day on which you read it", "YYYY-MM-DD"],
	["a day to come", body({ read_on: "2026-12-24" }), "Day on which you read it", "lies in the future"],
	[
		"a day before the last reading",
		body({ ...SOC2, ...STILL, read_on: "2026-10-01" }),
		"Day on which you read it",
		"the record rests on this page as it was on 2026-10-15",
	],
	["an address that is not public", body({ source: "https://127.0.0.1/" }), "URL of the page", "source/url"],
	["a URL without TLS", body({ source: "http://acme.com/" }), "URL of the page", "beginning with https://"],
	["a URL that is a script", body({ source: "javascript:alert(1)" }), "URL of the page", "beginning with https://"],
	["an address with credentials", body({ source: "https://a:b@acme.com/" }), "URL of the page", "source/url"],
	["a look-alike host", body({ source: "https://аcme.com/iso" }), "URL of the page", "source/url"],
	["a shortened address", body({ source: "https://bit.ly/x" }), "URL of the page", "source/shortener"],
	[
		"an archive of another page",
		body({ archived: "https://web.archive.org/web/20261122010101/https://acme.com/other" }),
		"URL of an archived copy",
		"source/archive",
	],
	[
		"an upgrade by a third party's page",
		body({ source: "https://blog.example.org/acme" }),
		"URL of the page",
		"grade/primary",
	],
	[
		"HTML in the words",
		body({ notes: "It <img src=x onerror=alert(1)> says so." }),
		"What it says, in your words",
		"prose/markdown",
	],
	[
		"an image in the words",
		body({ notes: "![x](https://evil.example.org/x.png)" }),
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
		body({ ...STILL, dimension: "Trust center" }),
		"What it should say",
		"nobody has assessed this yet",
	],
];

test.each(REFUSED)("refused: %s", (_what, content, question, reason) => {
	const result = validated(content);
	expect(result).toHaveProperty("problems");
	const { problems } = result as { problems: { question: string; message: string }[] };
	expect(problems.map((one) => `${one.question}: ${one.message}`).join("\n")).toContain(reason);
	expect(problems.map((one) => one.question)).toContain(question);
});

test("there are more than sixty bodies", () => {
	expect(TAKEN.length + REFUSED.length).toBeGreaterThanOrEqual(60);
});

test("a correction that changes nothing is refused", () => {
	const first = validated(body());
	if ("problems" in first) throw new Error(JSON.stringify(first.problems));
	expect(validated(body(), { [FILE]: first.text })).toEqual({
		problems: [{ question: "", message: expect.stringContaining("says exactly this already") }],
	});
});

test("a retired offering stays as it was", () => {
	const retired = text.replace("dimensions:\n", "status: retired\nretired_on: 2026-10-01\ndimensions:\n");
	expect(validated(body(), { [FILE]: retired })).toEqual({
		problems: [{ question: "Offering", message: expect.stringContaining("was retired on 2026-10-01") }],
	});
});

test("a record with problems of its own is not touched", () => {
	expect(validated(body(), { [FILE]: text.replace("name: Acme API\n", "") })).toEqual({
		problems: [{ question: "Offering", message: expect.stringContaining("has problems of its own") }],
	});
});

test("an error elsewhere that was there before stands in nobody's way", () => {
	const other = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "").replace(/captured: .*/, 'captured: "2030-01-01"');
	expect(validated(body(), { "offerings/acme-nimbus.yaml": other })).toHaveProperty("path");
});

test("a dimension that is a question to the developer is not asked of a host of many", () => {
	const nimbus = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "")
		.replace("developer: acme", "developer: various")
		.replace("category: cloud_distribution", "category: inference_host");
	expect(
		validated(body({ offering: "acme-nimbus", dimension: "GPAI Code" }), { "offerings/acme-nimbus.yaml": nimbus }),
	).toEqual({ problems: [{ question: "Dimension", message: expect.stringContaining("a question to one developer") }] });
});

test("an offering for which the shared answer does not hold gets a cell of its own, with the reason", () => {
	const result = validated(
		body({
			offering: "acme-nimbus",
			dimension: "GDPR DPA",
			answer: "Partial",
			source: "https://nimbus.io/legal/acme",
			finding: "No list for Acme's models",
			notes: "The list leaves Acme's models out.",
			caveat: "Ask for the list.",
			facts: "subprocessor_list_published: no",
			others: "I read that it still holds",
		}),
	);
	if ("problems" in result) throw new Error(JSON.stringify(result.problems));
	expect([result.path, result.reach]).toEqual(["offerings/acme-nimbus.yaml", ["acme-nimbus"]]);
	expect(parse(result.text).dimensions.gdpr_dpa).toMatchObject({
		value: "partial",
		differs: "A page on this offering alone: No list for Acme's models",
	});
});

test("the day that has begun in Auckland is a day, and the day after it lies in the future", () => {
	expect(validated(body({ read_on: "2026-11-25" }))).toHaveProperty("path");
	expect(validated(body({ read_on: "2026-11-26" }))).toEqual({
		problems: [{ question: "Day on which you read it", message: "2026-11-26 lies in the future" }],
	});
});

test("a page that two cells rest on, read for both on one day, is described once in the file", () => {
	const source = "https://acme.com/certificates";
	const first = validated(body({ source }));
	if ("problems" in first) throw new Error(JSON.stringify(first.problems));
	const second = validated(body({ source, dimension: "ISO 27001" }), { [FILE]: first.text });
	if ("problems" in second) throw new Error(JSON.stringify(second.problems));
	const { documents, dimensions } = parse(second.text);
	const [name = ""] = Object.keys(documents).filter((one) => one !== "terms");
	expect(documents[name]).toMatchObject({ url: source, captured: "2026-11-22" });
	expect(dimensions.iso_42001.sources[0].document).toBe(name);
	expect(dimensions.iso_27001.sources[0].document).toBe(name);
});
