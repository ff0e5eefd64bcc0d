import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readForm, readJson } from "../../scripts/corrections/form.ts";
import { formText } from "../../scripts/corrections/form-text.ts";
import { validateCorrection } from "../../scripts/corrections/validate-correction.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { blockOf, changedLines } from "../../site/src/correct/block.ts";
import { filesBelow, REPOSITORY } from "../support.ts";
import { browserOf, browserTest } from "./browser.ts";
import { realSite, serveSite } from "./site.ts";

const { artifacts, pages } = await realSite();
const address = await serveSite(pages);
const visit = browserOf(() => address);
const { generated } = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
type Answers = Record<string, string>;

/** A correction of DeepSeek's retention that passes every rule. */
const RIGHT: Answers = {
	offering: "deepseek-api",
	dimension: "retention_zdr",
	answer: "partial",
	holds_for: "offering",
	source: "https://cdn.deepseek.com/policies/en-US/deepseek-privacy-policy.html",
	archived: "",
	read_on: generated,
	locator: "How Long Do We Keep Your Personal Data",
	quote: "We delete inputs and outputs after 30 days.",
	finding: "30 days; no zero retention",
	notes: "The privacy policy of 2026-11-20 keeps inputs for 30 days. It names no zero-retention option.",
	notes_mode: "replace",
	facts: "retention_period_specified: yes\nretention_days: 30\nzdr_available: no",
	others: "hold",
	caveat: "Inputs are deleted after 30 days; no zero-retention option",
	affiliation: "none",
	credit: "@ann",
};
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

/** Returns the problems of `registry correct --file` for the same answers, as lines of the page, without rules that look at all records. */
function expected(answers: Answers): string[] {
	const read = readJson(Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== "")));
	const outcome = "problems" in read ? read : validateCorrection(folderTree(REPOSITORY), read.correction, generated);
	if (!("problems" in outcome)) return [];
	return outcome.problems.map(
		({ question, message }) => `${question || "The form"}: ${message.replace(/ \([a-z]+\/[a-z-]+\)$/, "")}`,
	);
}

/** Fills in the form as a person would; the URL has chosen offering and question. */
async function fill(page: Page, answers: Answers): Promise<void> {
	const still = answers.answer === "still_right";
	await page.locator(`input[name=kind][value=${still ? "still_right" : "changed"}]`).check();
	for (const [name, value] of Object.entries(answers)) {
		if (name === "offering" || name === "dimension" || (name === "answer" && still)) continue;
		const field = page.locator(`#f-${name}`);
		if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
		else await field.fill(value);
	}
}

const problems = (page: Page): Promise<string[]> =>
	page.evaluate("[...document.querySelectorAll('#problems:not([hidden]) li')].map(({ textContent }) => textContent)");

browserTest(
	"the form says what the command says of twenty corrections, with the network cut after loading",
	{ timeout: 240_000 },
	async () => {
		const { page, trouble } = await visit("about/");
		await page.clock.setFixedTime(`${generated}T12:00:00Z`);
		let right = 0;
		let at = "";
		for (const [what, change] of CASES) {
			const answers = { ...RIGHT, ...change };
			const place = `correct/?offering=${answers.offering}&dimension=${answers.dimension}`;
			if (place !== at) {
				await page.context().setOffline(false);
				await page.goto(address + place, { waitUntil: "networkidle" });
				// Rules, records and the parser of marked text are loaded once they are needed.
				const marked = { ...answers, notes: "The policy says `it`.", notes_mode: "replace" };
				await fill(page, marked);
				await expect.poll(() => page.locator("#text").inputValue(), { timeout: 30_000 }).toBe(formText(marked));
				await page.waitForLoadState("networkidle");
				await page.context().setOffline(true);
				at = place;
			}
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
		expect(right).toBe(10);
		expect(trouble.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
	},
);

browserTest(
	"every exit hands over the text that the workflow reads, or this answer's lines alone",
	{ timeout: 120_000 },
	async () => {
		const { page, trouble } = await visit("about/", { permissions: ["clipboard-read", "clipboard-write"] });
		await page.clock.setFixedTime(`${generated}T12:00:00Z`);
		await page.goto(`${address}correct/?offering=deepseek-api&dimension=retention_zdr`, { waitUntil: "networkidle" });
		const opened: string[] = [];
		await page.exposeFunction("opened", (url: string) => opened.push(url));
		await page.evaluate("window.open = (url) => { window.opened(url); return null; }");
		await fill(page, RIGHT);
		await expect.poll(() => page.locator("#change ins").count(), { timeout: 30_000 }).toBeGreaterThan(0);
		await expect.poll(() => page.locator("#text").inputValue()).toBe(formText(RIGHT));
		await page.getByRole("button", { name: "Open a GitHub issue" }).click();
		await expect.poll(() => opened.length).toBe(1);
		const issue = new URL(opened[0] ?? "");
		expect(issue.pathname).toMatch(/\/issues\/new$/);
		expect(readForm(issue.searchParams.get("body") ?? "")).toEqual(readForm(formText(RIGHT)));
		expect(issue.searchParams.get("title")).toBe("Correction: DeepSeek API (first-party), Retention / ZDR");
		await page.getByRole("button", { name: "Edit the file" }).click();
		await expect.poll(() => opened[1]).toMatch(/\/edit\/main\/offerings\/deepseek-api\.yaml$/);
		const copied: string = await page.evaluate("navigator.clipboard.readText()");
		const read = readJson(Object.fromEntries(Object.entries(RIGHT).filter(([, value]) => value !== "")));
		if ("problems" in read) throw new Error("not a correction");
		const outcome = validateCorrection(folderTree(REPOSITORY), read.correction, generated);
		if ("problems" in outcome) throw new Error("refused");
		expect(copied).toBe(blockOf(outcome.text, "retention_zdr")?.text);
		const before = blockOf(readFileSync(join(REPOSITORY, "offerings/deepseek-api.yaml"), "utf8"), "retention_zdr");
		expect(await page.locator("#edit-hint").textContent()).toContain(`over lines ${before?.first} to ${before?.last}`);
		// Too long for a URL: on the clipboard, and an empty issue.
		await page.locator("#f-notes").fill(`The policy keeps inputs. ${"It says so in clause 4. ".repeat(260)}`.trim());
		await expect.poll(async () => (await page.locator("#text").inputValue()).length).toBeGreaterThan(6000);
		await page.locator("#issue").click();
		await expect.poll(() => opened.length).toBe(3);
		expect(opened[2]).not.toContain("body=");
		expect(await page.evaluate("navigator.clipboard.readText()")).toBe(await page.locator("#text").inputValue());
		await page.getByRole("button", { name: "Show as plain text" }).click();
		expect(await page.locator("#text").isVisible()).toBe(true);
		expect(trouble).toEqual([]);
	},
);

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
