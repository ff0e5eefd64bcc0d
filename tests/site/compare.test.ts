import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Offering } from "../../site/src/artifact/shape.ts";
import { asksOf, asksText } from "../../site/src/view/asks.ts";
import { differenceOf } from "../../site/src/view/comparison.ts";
import { el, htmlOf, out } from "../../site/src/view/tree.ts";
import { LONG, sample } from "../support.ts";
import { browserTest, visit } from "./browser.ts";
import { realSite } from "./site.ts";

const { artifacts, pages, url } = await realSite();
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
const terms = JSON.parse(readFileSync(join(pages, "terms.json"), "utf8"));
const offering = (id: string): Offering => data.offerings.find((one: Offering) => one.id === id);
const THREE = "compare/?a=openai-api&b=azure-openai&c=claude-bedrock";

test("grades and the documented opposite differ in grade; words, limits, qualifiers and facts in details; dates not at all", () => {
	const cell = offering("openai-api").dimensions.retention_zdr;
	if (!cell) throw new Error("no cell");
	expect(differenceOf([cell, { ...cell, evidence_date: "2026-01-01", confidence: "low", notes: "x" }])).toBe("none");
	expect(differenceOf([cell, { ...cell, finding: "x" }])).toBe("details");
	expect(differenceOf([cell, cell, { ...cell, tier: "free" }])).toBe("details");
	expect(differenceOf([cell, { ...cell, facts: {} }])).toBe("details");
	expect(differenceOf([cell, { ...cell, limits: [] }])).toBe("details");
	expect(differenceOf([cell, { ...cell, value: "unclear" }])).toBe("grade");
	expect(differenceOf([cell, { ...cell, contrary: true }])).toBe("grade");
	expect(differenceOf([cell, undefined])).toBe("grade");
	expect(differenceOf([undefined, undefined])).toBe("none");
});

test("every watch-out, every unanswered question and every limit is asked of the vendor, once for each question", () => {
	for (const one of data.offerings as Offering[]) {
		const asks = asksOf(one, terms);
		const cells = Object.entries(one.dimensions);
		const limited = cells.filter(([, cell]) => cell?.value === "yes_public" && cell.limits.length > 0).length;
		const unanswered = terms.dimensions.length - one.not_applicable.length - cells.length;
		expect(asks.length, one.id).toBe(one.watch_outs + unanswered + limited);
		expect(new Set(asks.map(({ dimension }) => dimension)).size, one.id).toBe(asks.length);
		for (const [id, cell] of cells) {
			const { text } = asks.find(({ dimension }) => dimension === id) ?? { text: "" };
			for (const { what } of cell?.limits ?? []) expect(text, `${one.id} ${id}`).toContain(what.replace(/[.\s]+$/, ""));
		}
	}
	const text = asksText(offering("deepseek-api"), terms);
	expect(text.split("\n")[0]).toBe("DeepSeek API (first-party):");
	expect(text).toContain(`(Public record: ${offering("deepseek-api").dimensions.hipaa_baa?.caveat})`);
});

test("what is made as a tree is escaped, and leads to https or nowhere", () => {
	expect(htmlOf(el("b", { title: '"><b>', class: false }, "<img> & co"))).toBe(
		'<b title="&quot;&gt;&lt;b&gt;">&lt;img&gt; &amp; co</b>',
	);
	expect(htmlOf(out("javascript:alert(1)", "x"))).toBe("<span>x</span>");
	expect(htmlOf(out("https://acme.com/a?b&c", "x"))).toBe('<a href="https://acme.com/a?b&amp;c">x</a>');
});

browserTest("three offerings fit one screen of a desk, and rows open to the vendors' words", async () => {
	const { page, trouble } = await visit(THREE);
	await page.locator(".vs").waitFor();
	const bottoms: number[] = await page
		.locator(".vs details")
		.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
	expect(bottoms.length).toBe(16);
	expect(Math.max(...bottoms)).toBeLessThanOrEqual(800);
	expect(await page.title()).toBe("OpenAI API vs Azure OpenAI vs Claude on Bedrock");
	expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
		"OpenAI API, Azure OpenAI, Claude on Bedrock",
	);
	await page.locator("#retention_zdr summary").click();
	const said = await page.locator("#retention_zdr .full").textContent();
	for (const id of ["openai-api", "azure-openai", "claude-bedrock"]) {
		const quote = offering(id).dimensions.retention_zdr?.sources.find((source) => source.quote !== null)?.quote;
		expect(said).toContain(quote);
	}
	expect(trouble).toEqual([]);
});

browserTest("the two switches leave what differs in grade, and what differs at all", async () => {
	const { page } = await visit(THREE);
	const rows = page.locator(".vs details:visible");
	await page.locator(".vs").waitFor();
	const differs: string[] = await page.evaluate(
		"[...document.querySelectorAll('.vs details')].map(({ dataset }) => dataset.differs)",
	);
	const grades = differs.filter((one) => one === "grade").length;
	expect(await page.locator(".vs .hd .asof").textContent()).toBe(`${grades} of 16 grades differ`);
	await page.getByLabel("Grades differ").check();
	expect(await rows.count()).toBe(grades);
	await page.getByLabel("Grades differ").uncheck();
	await page.getByLabel("Details differ").check();
	expect(await rows.count()).toBe(differs.filter((one) => one !== "none").length);
});

browserTest("both orders of a pair's URL lead to its comparison", async () => {
	const { page } = await visit("compare/openai-api-vs-groq-api/");
	await page.locator(".vs").waitFor();
	expect(new URL(page.url()).search).toBe("?a=openai-api&b=groq-api");
	await page.goto(`${url}compare/groq-api-vs-openai-api/`);
	await page.locator(".vs").waitFor();
	expect(new URL(page.url()).search).toBe("?a=groq-api&b=openai-api");
});

browserTest("Back and Forward lead through comparisons and the search", async () => {
	const { page, trouble } = await visit("compare/");
	const names = {
		"groq-api": "Groq API",
		"xai-api": "xAI API",
		"cohere-api": "Cohere API",
		"openai-api": "OpenAI API",
		"anthropic-api": "Anthropic API",
	};
	const titles: string[] = [await page.title()];
	await page.getByLabel("Offering 1").selectOption("deepseek-api");
	for (const [id, name] of sample(Object.entries(names), 3)) {
		if (titles.length > 1) await page.getByRole("button", { name: "Change" }).click();
		await page.getByLabel("Offering 2").selectOption(id);
		await page.locator(".choose button").click();
		titles.push(`DeepSeek API vs ${name}`);
		await expect.poll(() => page.title()).toBe(titles.at(-1));
	}
	for (let turn = 0; turn < (LONG ? 2 : 1); turn += 1) {
		for (const title of titles.toReversed().slice(1)) {
			await page.goBack();
			await expect.poll(() => page.title()).toBe(title);
		}
		expect(await page.locator("#chooser").isVisible()).toBe(true);
		for (const title of titles.slice(1)) {
			await page.goForward();
			await expect.poll(() => page.title()).toBe(title);
		}
	}
	await page.goto(`${url}search/`);
	const box = page.getByRole("searchbox", { name: "Words" });
	const queries = sample(["soc2", "gdpr", "zdr", "baa", "openai", "groq", "claude", "dpa", "residency", "ip"], 4);
	for (const query of queries) {
		await box.fill(query);
		await box.press("Enter");
	}
	for (const query of queries.toReversed().slice(1)) {
		await page.goBack();
		await expect.poll(() => box.inputValue()).toBe(query);
	}
	for (const query of queries.slice(1)) {
		await page.goForward();
		await expect.poll(() => box.inputValue()).toBe(query);
	}
	expect(trouble).toEqual([]);
});

browserTest("a comparison takes nothing for an offering that is none, and nothing for markup", async () => {
	const { page, trouble } = await visit(
		"compare/?a=claude-bedrock&b=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&c=../data",
	);
	await expect
		.poll(() => page.locator("p.told").textContent())
		.toContain("There is no offering “<img src=x onerror=alert(1)>”, “../data”");
	expect(await page.locator("main img").count()).toBe(0);
	expect(await page.locator(".vs").count()).toBe(0);
	// Two that exist are compared, whatever stands beside them; one asks for another.
	await page.goto(`${url}compare/?a=OpenAI-API&b=..%2Fdata&c=groq-api&d=groq-api`);
	await expect.poll(() => page.title()).toBe("OpenAI API vs Groq API");
	expect(await page.locator("p.told").textContent()).toBe("There is no offering “../data”.");
	await page.goto(`${url}compare/?b=openai-api`);
	await expect.poll(() => page.locator("p.told").textContent()).toBe("Choose what to compare with OpenAI API.");
	expect(await page.getByLabel("Offering 1").inputValue()).toBe("openai-api");
	expect(trouble).toEqual([]);
});

browserTest("four offerings fit one screen of a desk, too, and on a phone stand side by side", async () => {
	const { page } = await visit(`${THREE}&d=deepseek-api`);
	const rows = page.locator(".vs details");
	await rows.first().waitFor();
	const bottom = () => rows.last().evaluate((row) => row.getBoundingClientRect().bottom);
	expect(await bottom()).toBeLessThanOrEqual(800);
	expect(await page.locator(".vs .hd h2").allTextContents()).toEqual([
		"OpenAI API",
		"Azure OpenAI",
		"Claude on Bedrock",
		"DeepSeek API",
	]);
	for (const width of [390, 320]) {
		await page.setViewportSize({ width, height: 844 });
		const tops: number[] = await page
			.locator("#soc2_type2 .one")
			.evaluateAll((answers) => answers.map((answer) => answer.getBoundingClientRect().top));
		expect(new Set(tops).size, `${width}`).toBe(1);
		expect(await page.evaluate("document.documentElement.scrollWidth"), `${width}`).toBe(width);
	}
});

browserTest("the page of a pair and the comparison of a choice say the same", async () => {
	const rows = (path: string) =>
		visit(path).then(async ({ page }) => {
			await page.locator(".vs").waitFor();
			return page.locator(".vs details, .asks li").allTextContents();
		});
	const built = await rows("compare/anthropic-api-vs-claude-bedrock/");
	expect(await rows("compare/?a=anthropic-api&b=claude-bedrock")).toEqual(built);
	expect(built.length).toBeGreaterThan(20);
});
