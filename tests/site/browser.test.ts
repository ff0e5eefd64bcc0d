import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { parse as parseCsv } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { REPOSITORY, registry } from "../support.ts";
import { browserOf, browserTest } from "./browser.ts";
import { buildSite, serveSite } from "./site.ts";

const { artifacts, pages } = buildSite(REPOSITORY);
const address = await serveSite(pages);
const visit = browserOf(() => address);
const { generated } = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));

/** One page of each kind. */
const KINDS = [
	"",
	"offerings/deepseek-api/",
	"offerings/claude-vertex/",
	"compare/",
	"compare/?a=claude-bedrock&b=anthropic-api&c=openai-api&d=deepseek-api",
	"compare/anthropic-api-vs-claude-bedrock/",
	"questions/",
	"questions/retention-zero-data-retention/",
	"vendors/",
	"vendors/anthropic/",
	"changes/",
	"quality/",
	"methodology/",
	"data/",
	"search/?q=retention",
	"no-such-page/",
];

const shownIds = (page: Page): Promise<string[]> =>
	page.evaluate("[...document.querySelectorAll('#matrix tbody tr:not([hidden])')].map(({ dataset }) => dataset.id)");
const requirement = (page: Page, dimension: string) => page.locator(`select.requirement[name=${dimension}]`);
const nameFilter = (page: Page) => page.getByRole("searchbox", { name: "Name" });

browserTest("from filter to comparison to paper to the correction form", { timeout: 120_000 }, async () => {
	const { page, trouble } = await visit("");
	await page.getByText("Requirements").click();
	await requirement(page, "hipaa_baa").selectOption("yes_public");
	const shown = await shownIds(page);
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.length).toBeLessThan(33);
	expect(await page.locator("form.filters output").textContent()).toBe(`${shown.length} of 33 offerings`);
	await page.locator("#matrix").getByRole("link", { name: "Claude on Amazon Bedrock" }).click();
	expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Claude on Amazon Bedrock");
	await page.getByRole("link", { name: "Claude on Amazon Bedrock with any other" }).click();
	await page.getByLabel("Offering 2").selectOption("anthropic-api");
	await page.locator("table.comparison").waitFor();
	expect(new URL(page.url()).search).toBe("?a=claude-bedrock&b=anthropic-api");
	const rows = page.locator("table.comparison tr[data-difference]:visible");
	const all = await rows.count();
	await page.getByLabel("Only what differs").check();
	expect(await rows.count()).toBeLessThan(all);
	expect(await page.locator("table.comparison tr[data-difference=none]:visible").count()).toBe(0);
	await page.locator("table.comparison").getByRole("link", { name: "Claude on Amazon Bedrock" }).click();
	await page.getByRole("heading", { level: 1 }).waitFor();
	expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
	const form = new URL((await page.getByRole("link", { name: "Submit a correction" }).getAttribute("href")) ?? "");
	expect([form.searchParams.get("template"), form.searchParams.get("offering")]).toEqual([
		"correction.yml",
		"Claude on Amazon Bedrock (claude-bedrock)",
	]);
	expect(trouble).toEqual([]);
});

const POLICIES: readonly [string, readonly string[]][] = [
	["hipaa_baa=yes_sales_gated", ["--require", "hipaa_baa"]],
	[
		"data_residency=yes_public&soc2_type2=yes_sales_gated",
		["--require", "data_residency=yes_public", "--require", "soc2_type2"],
	],
	[
		"training_on_customer_data=partial&confidence=medium",
		["--require", "training_on_customer_data=partial", "--min-confidence", "medium"],
	],
	["gpai_cop=unclear", ["--require", "gpai_cop=unclear"]],
	["iso_27001=yes_platform_only&fresh=1", ["--require", "iso_27001=yes_platform_only", "--fresh"]],
	["retention_zdr=partial&family=Claude", ["--require", "retention_zdr=partial", "--family", "Claude"]],
	[
		"trust_center=yes_public&confidence=high&fresh=1",
		["--require", "trust_center=yes_public", "--min-confidence", "high", "--fresh"],
	],
];

browserTest("the matrix shows what registry match finds", async () => {
	for (const [search, options] of POLICIES) {
		const { page, trouble } = await visit(`?${search}`);
		const ran = registry(["match", "--root", REPOSITORY, "--today", generated, "--format", "json", ...options]);
		const { results } = JSON.parse(ran.stdout);
		const met = results
			.filter(({ meets }: { meets: boolean }) => meets)
			.map(({ offering }: { offering: string }) => offering);
		expect(await shownIds(page), search).toEqual(met);
		expect(trouble).toEqual([]);
		await page.context().close();
	}
});

browserTest("what is asked of the matrix stands in the address, and comes back with it", async () => {
	const { page, trouble } = await visit("");
	const all = await shownIds(page);
	await nameFilter(page).fill("claude");
	await page.locator("select[name=sort]").selectOption("watch");
	expect(new URL(page.url()).search).toBe("?q=claude&sort=watch");
	const shown = await shownIds(page);
	expect(shown.sort()).toEqual(["anthropic-api", "claude-bedrock", "claude-vertex"]);
	await page.locator("select[name=group]").selectOption("Contracts");
	expect(await page.locator("#matrix .dimensions th:visible").count()).toBe(3);
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByText("CSV of what is shown").click()]);
	const rows: Record<string, string>[] = parseCsv(readFileSync(await download.path()), { columns: true });
	expect(rows.map(({ offering_id }) => offering_id ?? "").sort()).toEqual(shown);
	expect(Object.keys(rows[0] ?? {}).slice(-2)).toEqual(["hipaa_baa", "gdpr_dpa"]);
	await page.goBack();
	expect(await page.locator("#matrix .dimensions th:visible").count()).toBe(12);
	await page.reload({ waitUntil: "networkidle" });
	expect((await shownIds(page)).sort()).toEqual(shown);
	await page.getByText("Show everything").click();
	await expect.poll(() => shownIds(page)).toEqual(all);
	expect(new URL(page.url()).search).toBe("");
	await page.goto(`${address}?family=%3Cimg%20src%3Dx%3E&sort=nothing&hipaa_baa=better`);
	expect(await shownIds(page)).toEqual(all);
	expect(trouble).toEqual([]);
});

browserTest("the keyboard reaches the filter and goes from cell to cell", async () => {
	const { page, trouble } = await visit("");
	await page.keyboard.press("Tab");
	expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
	await nameFilter(page).focus();
	await page.keyboard.type("openai");
	const focused = () => page.evaluate("document.activeElement.closest('tr').dataset.id");
	await page.locator("#matrix tbody tr:visible a").first().focus();
	const first = await focused();
	await page.keyboard.press("ArrowDown");
	expect(await focused()).not.toBe(first);
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Enter");
	await page.waitForURL(/offerings\/[a-z-]+\/#soc2_type2$/);
	expect(trouble).toEqual([]);
});

browserTest("a comparison takes nothing for an offering that is none, and nothing for markup", async () => {
	const { page, trouble } = await visit(
		"compare/?a=claude-bedrock&b=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&c=../data",
	);
	await expect
		.poll(() => page.locator(".told").textContent())
		.toContain("There is no offering “<img src=x onerror=alert(1)>”, “../data”");
	expect(await page.locator("main img").count()).toBe(0);
	expect(await page.locator("table.comparison").count()).toBe(0);
	expect(trouble).toEqual([]);
});

browserTest("the page of a pair and the page of a choice say the same", async () => {
	const cells = (page: Page) => page.locator("table.comparison :is(th, td)").allTextContents();
	const built = await visit("compare/anthropic-api-vs-claude-bedrock/");
	const made = await visit("compare/?a=anthropic-api&b=claude-bedrock");
	await made.page.locator("table.comparison").waitFor();
	const plain = (texts: readonly string[]) => texts.map((text) => text.replace(/\s+/g, ""));
	expect(plain(await cells(made.page))).toEqual(plain(await cells(built.page)));
	expect(await cells(built.page)).toHaveLength(40);
});

browserTest("the search finds offerings, notes and vendors, and leads to the cell", async () => {
	const { page, trouble } = await visit("search/");
	await page.getByRole("searchbox").fill("Garante");
	await expect.poll(() => page.locator(".found").textContent()).toContain("DeepSeek API");
	const place = page.locator('.found a[href*="deepseek-api/#gdpr_dpa"]').first();
	await place.click();
	await expect.poll(() => page.url()).toContain("/offerings/deepseek-api/#gdpr_dpa");
	await page.goto(`${address}search/?q=zzqqxx`);
	await expect.poll(() => page.locator(".told").textContent()).toBe("Nothing has these words.");
	expect(trouble).toEqual([]);
});

browserTest("without a script everything is there to read", async () => {
	const { page } = await visit("", { javaScriptEnabled: false });
	expect(await page.locator("#matrix tbody tr").count()).toBe(33);
	expect(await page.locator("form.filters").isVisible()).toBe(false);
	await page.goto(`${address}compare/`);
	expect(await page.locator("noscript").textContent()).toContain("needs a script");
	expect(await page.locator("form.choose").isVisible()).toBe(false);
	await page.locator(".pairs a").first().click();
	expect(await page.locator("table.comparison").isVisible()).toBe(true);
	await page.goto(`${address}search/`);
	expect(await page.locator("form.search").isVisible()).toBe(false);
});

browserTest(
	"no kind of page has a barrier, in light or dark, or is wider than a small phone",
	{ timeout: 180_000 },
	async () => {
		const { page, trouble } = await visit("", { reducedMotion: "reduce" });
		for (const kind of KINDS) {
			await page.setViewportSize({ width: 1280, height: 800 });
			await page.emulateMedia({ colorScheme: "light" });
			await page.goto(address + kind, { waitUntil: "load" });
			if (kind.includes("?")) await page.locator("table.comparison, .found li").first().waitFor();
			await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
			const light = await new AxeBuilder({ page }).analyze();
			await page.emulateMedia({ colorScheme: "dark" });
			const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
			const found = [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
				nodes.map(({ target }) => `${id} at ${target.join(" ")}`),
			);
			expect(found, kind).toEqual([]);
			await page.setViewportSize({ width: 320, height: 640 });
			expect(await page.evaluate("document.documentElement.scrollWidth"), kind).toBe(320);
		}
		// A page that is not there is told by its status, too.
		expect(trouble.filter((one) => !one.includes("404"))).toEqual([]);
		expect(await page.context().cookies()).toEqual([]);
	},
);
