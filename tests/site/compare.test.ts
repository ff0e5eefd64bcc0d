import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Offering } from "../../site/src/artifact/shape.ts";
import { differenceOf } from "../../site/src/text/comparison.ts";
import { plain } from "../../site/src/text/plain.ts";
import { element, htmlOf, out } from "../../site/src/text/tree.ts";
import { REPOSITORY } from "../support.ts";
import { browserOf, browserTest } from "./browser.ts";
import { buildSite, serveSite } from "./site.ts";

const { pages } = buildSite(REPOSITORY);
const address = await serveSite(pages);
const visit = browserOf(() => address);

test("grades, the opposite and the want of an answer are differences of grade; qualifiers and facts are particulars", () => {
	const cell = {
		value: "partial",
		contrary: false,
		tier: null,
		facts: { eu: true, regions: ["EU"] },
		verified: "2026-01-01",
	};
	const offering = (one: object | null, away: readonly string[] = []) =>
		({ dimensions: one ? { d: { ...cell, ...one } } : {}, not_applicable: away }) as unknown as Offering;
	const of = (...offerings: Offering[]) => differenceOf(offerings, "d");
	expect(of(offering({}), offering({ verified: "2026-02-02", confidence: "low" }))).toBe("none");
	expect(of(offering({}), offering({ facts: { regions: ["EU"], eu: true } }))).toBe("none");
	expect(of(offering({}), offering({}), offering({ tier: "free" }))).toBe("particulars");
	expect(of(offering({}), offering({ facts: {} }))).toBe("particulars");
	expect(of(offering({}), offering({ value: "unclear" }))).toBe("grades");
	expect(of(offering({}), offering({ contrary: true }))).toBe("grades");
	expect(of(offering({}), offering(null))).toBe("grades");
	expect(of(offering(null), offering(null, ["d"]))).toBe("grades");
	expect(of(offering(null), offering(null))).toBe("none");
});

test("what is written by own hand is escaped, and leads to https or nowhere", () => {
	expect(htmlOf(element("a", { title: '"><b>', class: false }, "<img> & co"))).toBe(
		'<a title="&quot;&gt;&lt;b&gt;">&lt;img&gt; &amp; co</a>',
	);
	expect(out("javascript:alert(1)", "x")).toBe("x");
	expect(htmlOf(out("https://acme.com/", "x"))).toContain('href="https://acme.com/"');
});

test("Markdown becomes plain text without its marks", () => {
	expect(
		plain("The [terms](https://a.b/c_(d)) *say* `store=false` for 2 * 3,\nand **more**; \\*not\\* snake_case_name."),
	).toBe("The terms say store=false for 2 * 3, and more; *not* snake_case_name.");
});

browserTest("a hostile record is shown as the text that it is", async () => {
	const hostile = '<img src=x onerror="alert(1)">';
	const file = join(pages, "offerings/claude-vertex.json");
	const record = JSON.parse(readFileSync(file, "utf8"));
	Object.assign(record.offering, { name: hostile, platform: hostile });
	Object.assign(record.offering.dimensions.soc2_type2, {
		caveat: hostile,
		notes: `${hostile} [x](javascript:alert(1))`,
		facts: { report_url: "javascript:alert(1)", [hostile]: hostile },
	});
	writeFileSync(file, JSON.stringify(record));
	const { page, trouble } = await visit("compare/?a=claude-vertex&b=openai-api");
	await page.getByRole("table").waitFor();
	expect(await page.getByRole("table").textContent()).toContain(`Check before signing. ${hostile}`);
	expect(await page.locator("main img, main [onerror], a[href^=javascript]").count()).toBe(0);
	expect(trouble).toEqual([]);
});

browserTest("what is the same folds away without a script, too", async () => {
	const { page } = await visit("compare/anthropic-api-vs-claude-bedrock/", { javaScriptEnabled: false });
	const same = page.locator('tr[data-difference="none"]').first();
	expect(await same.isVisible()).toBe(true);
	await page.getByLabel("Only what differs").check();
	expect(await same.isVisible()).toBe(false);
	expect(await page.locator('tr[data-difference="particulars"]').first().isVisible()).toBe(true);
});

browserTest("two are printed on a sheet as it stands, and four on one that lies on its side", async () => {
	for (const [path, sheet] of [
		["compare/anthropic-api-vs-claude-bedrock/", "612 792"],
		["compare/?a=anthropic-api&b=openai-api&c=gemini-api&d=openrouter", "792 612"],
	] as const) {
		const { page } = await visit(path);
		await page.getByRole("table").waitFor();
		const pdf = await page.pdf({ preferCSSPageSize: true, format: "Letter" });
		expect(pdf.toString("latin1")).toMatch(new RegExp(`/MediaBox \\[0 0 ${sheet}\\]`));
		await page.emulateMedia({ media: "print" });
		// The narrower sheet less its margins, in CSS pixels.
		await page.setViewportSize({ width: sheet.startsWith("612") ? 680 : 920, height: 700 });
		expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
		expect(await page.locator("form, .only:visible").filter({ visible: true }).count()).toBe(0);
	}
});
