import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readForm, readJson } from "../../scripts/corrections/form.ts";
import { formText } from "../../scripts/corrections/form-text.ts";
import { blockOf, changedLines } from "../../site/src/correct/block.ts";
import { filesBelow, LONG } from "../support.ts";
import { browserTest, visit } from "./browser.ts";
import { type Answers, fill, openForm, outcomeOf, RIGHT } from "./correction-form.ts";
import { realSite } from "./site.ts";

const { pages } = await realSite();

const STILL = { answer: "still_right", finding: "", notes: "", notes_mode: "", facts: "", caveat: "", quote: "" };

/** Ten corrections that pass, and ten with a mistake. */
const CASES: readonly (readonly [string, Answers])[] = [
	["a new period", {}],
	["another number of days", { facts: "retention_days: 45", finding: "45 days; no zero retention" }],
	["unclear", { answer: "unclear", caveat: "The policy and the terms differ.", facts: "" }],
	["no credit", { credit: "" }],
	["for a vendor", { affiliation: "vendor" }],
	["no locator", { locator: "" }],
	["words added to the notes", { notes_mode: "add" }],
	["still right", STILL],
	[
		"a shared answer",
		{
			offering: "claude-bedrock",
			dimension: "breach_notice",
			holds_for: "offering",
			source: "https://aws.amazon.com/service-terms/",
			facts: "",
			answer: "partial",
			caveat: "The notice is promised without a time.",
			finding: "Notice without undue delay",
			notes: "The service terms promise notice of a security incident without undue delay.",
			others: "",
		},
	],
	["archived", { archived: `https://web.archive.org/web/20261120010101/${RIGHT.source}` }],
	["a yes against its facts", { answer: "yes_public", caveat: "" }],
	["a yes with a caveat", { answer: "yes_public", facts: "zdr_available: yes" }],
	["a grade without words", { notes: "" }],
	["a day in the future", { read_on: "2099-01-01" }],
	["no affiliation", { affiliation: "" }],
	["a fact that is none", { facts: "retention_dayz: 30" }],
	[
		"a copy at a branch",
		{ archived: "https://github.com/OpenTermsArchive/genai-eu-versions/blob/main/DeepSeek/Privacy%20Policy.md" },
	],
	["an http page", { source: "http://cdn.deepseek.com/policies/en-US/deepseek-privacy-policy.html" }],
	["a quotation of two words", { quote: "30 days" }],
	["too long a finding", { finding: "Kept ".repeat(30).trim() }],
];

/** For the short suite, one of each kind: a new answer, the old one, words added, a shared record; refused by a question, a fact and two rules. */
const SHORT = new Set([
	...["a new period", "still right", "words added to the notes", "a shared answer"],
	...["no affiliation", "a fact that is none", "a yes with a caveat", "a copy at a branch"],
]);

/** Returns the problems that the command finds, as lines of the page. */
function expected(answers: Answers): string[] {
	const outcome = outcomeOf(answers);
	if (!("problems" in outcome)) return [];
	return outcome.problems.map(
		({ question, message }) => `${question || "The form"}: ${message.replace(/ \([a-z]+\/[a-z-]+\)$/, "")}`,
	);
}

const problems = (page: Page): Promise<string[]> =>
	page.evaluate("[...document.querySelectorAll('#problems:not([hidden]) li')].map(({ textContent }) => textContent)");

browserTest("the form says what the command says of a correction, with the network cut after loading", async () => {
	const tried = CASES.filter(([what]) => LONG || SHORT.has(what));
	let right = 0;
	for (const cases of Map.groupBy(tried, ([, { offering }]) => offering ?? RIGHT.offering).values()) {
		const first = { ...RIGHT, ...cases[0]?.[1] };
		const { page, trouble } = await openForm(first);
		// Rules, records and the parser of marked text are loaded once they are needed.
		const marked = { ...first, notes: "The policy says `it`.", notes_mode: "replace" };
		await fill(page, marked);
		await expect.poll(() => page.locator("#text").inputValue()).toBe(formText(marked));
		await page.context().setOffline(true);
		for (const [what, change] of cases) {
			const answers = { ...RIGHT, ...change };
			await fill(page, answers);
			const said = expected(answers);
			await expect.poll(() => problems(page), { message: what }).toEqual(said);
			await expect.poll(() => page.locator("#text").inputValue(), { message: what }).toBe(formText(answers));
			const read = readForm(formText(answers));
			expect("problems" in read, what).toBe(
				"problems" in readJson(Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ""))),
			);
			if (said.length === 0) {
				right += 1;
				expect(await page.locator("#change ins").count(), what).toBeGreaterThan(0);
			} else if (said.every((line) => !line.startsWith("The form")))
				expect(await page.locator("[aria-invalid=true]").count(), what).toBeGreaterThan(0);
		}
		await page.context().setOffline(false);
		expect(trouble.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
	}
	expect(right).toBe(LONG ? 10 : 4);
});

browserTest("a dispute leads to its form with offering and question filled in", async () => {
	const { page, trouble } = await visit("correct/?offering=deepseek-api&dimension=hipaa_baa&kind=dispute");
	await page.locator("#dispute").waitFor();
	await expect
		.poll(() => page.locator("#dispute-link").getAttribute("href"))
		.toContain("template=dispute.yml&offering=deepseek-api&dimension=hipaa_baa");
	expect(await page.locator("#answers").isVisible()).toBe(false);
	expect(trouble).toEqual([]);
});

test("the rules for the browser are at most 250 kB compressed, and compile nothing", () => {
	const files = Object.entries(filesBelow(join(pages, "assets")));
	const [, rules = ""] = files.find(([path]) => path.startsWith("rules.")) ?? [];
	expect(gzipSync(rules).length).toBeLessThanOrEqual(250_000);
	expect(rules).not.toMatch(/from\s*["'`]node:|require\(["'`]node:/);
});

test("the lines of an answer are found in its record, and compared line by line", () => {
	const text =
		"id: x\ndimensions:\n  soc2_type2:\n    value: partial\n    sources:\n      - url: y\n  hipaa_baa:\n    value: unclear\n";
	expect(blockOf(text, "soc2_type2")).toEqual({
		first: 3,
		last: 6,
		text: "  soc2_type2:\n    value: partial\n    sources:\n      - url: y\n",
	});
	expect(blockOf(text, "hipaa_baa")).toEqual({ first: 7, last: 8, text: "  hipaa_baa:\n    value: unclear\n" });
	expect(blockOf(text, "gdpr_dpa")).toBeNull();
	expect(changedLines("a\nb\n", "a\nc\n")).toEqual([
		{ kind: "same", text: "a" },
		{ kind: "out", text: "b" },
		{ kind: "in", text: "c" },
	]);
});
