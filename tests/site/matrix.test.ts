import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parseCsv } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { readState, searchOf } from "../../site/src/view/matrix-state.ts";
import { LONG, REPOSITORY, registry, sample, temporaryFolder } from "../support.ts";
import { browserTest, downloadedText, visit } from "./browser.ts";
import { realSite } from "./site.ts";

const { artifacts, url } = await realSite();
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
const ACTIVE = data.offerings.filter(({ status }: { status: string }) => status === "active");
const DIMENSIONS: string[] = data.dimension_details.map(({ id }: { id: string }) => id);

const shownIds = (page: Page): Promise<string[]> =>
	page.evaluate("[...document.querySelectorAll('#matrix tbody tr:not([hidden])')].map(({ dataset }) => dataset.id)");
const search = (page: Page) => new URL(page.url()).search;
const historyLength = (page: Page): Promise<number> => page.evaluate("history.length");

/** Requirements in the URL of the matrix, and the same for `registry match`. */
const POLICIES: readonly (readonly [string, readonly string[]])[] = [
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
	[
		"trust_center=yes_public&confidence=high&fresh=1",
		["--require", "trust_center=yes_public", "--min-confidence", "high", "--fresh"],
	],
];

/** Opens the matrix on the day of its data. */
const visitMatrix = (query = "") => visit(query, { day: data.generated });

browserTest("the matrix shows what match finds", async () => {
	for (const [query, options] of sample(POLICIES, 3)) {
		const { page, trouble } = await visitMatrix(`?${query}`);
		const ran = registry([
			...["match", "--root", REPOSITORY, "--today", data.generated, "--format", "json"],
			...options,
		]);
		const { results } = JSON.parse(ran.stdout);
		const met = results
			.filter(({ meets }: { meets: boolean }) => meets)
			.map(({ offering }: { offering: string }) => offering);
		expect((await shownIds(page)).sort(), query).toEqual(met.sort());
		expect(trouble).toEqual([]);
	}
});

browserTest("a preset shows the offerings that the package finds with it", async () => {
	const { page, trouble } = await visitMatrix();
	const { match, presets } = await import(pathToFileURL(join(artifacts, "package/index.js")).href);
	for (const { id, label } of presets) {
		const preset = page.getByRole("button", { name: label }).filter({ visible: true });
		await preset.click();
		const { results } = match({ presets: [id] }, { today: data.generated });
		const met = results.filter(({ meets }: { meets: boolean }) => meets);
		await expect
			.poll(async () => (await shownIds(page)).sort(), { message: id })
			.toEqual(met.map(({ offering }: { offering: string }) => offering).sort());
		await preset.click();
		await expect.poll(async () => (await shownIds(page)).length, { message: id }).toBe(ACTIVE.length);
	}
	expect(trouble).toEqual([]);
});

browserTest("Back and Forward lead through states and out again, and never add one", async () => {
	const { page, trouble } = await visit("about/");
	await page.goto(url);
	const start = await historyLength(page);
	await page.getByRole("button", { name: "Requirements" }).click();
	const grades = ["yes_public", "yes_sales_gated", "partial", "", "unclear"];
	const turns = LONG ? 10 : 4;
	const seen = [""];
	for (let turn = 0; turn < turns; turn += 1) {
		const select = page.locator(`select.requirement[name=${turn % 2 ? "hipaa_baa" : "gdpr_dpa"}]`);
		await select.selectOption(grades[turn % 5] ?? "");
		if (search(page) !== seen.at(-1)) seen.push(search(page));
	}
	expect(seen.length).toBeGreaterThan(turns - 2);
	expect(await historyLength(page)).toBe(start + seen.length - 1);
	const shown = new Map<string, string[]>();
	for (const state of seen.toReversed()) {
		expect(search(page)).toBe(state);
		shown.set(state, await shownIds(page));
		if (state !== "" || seen.indexOf(state) > 0) await page.goBack();
	}
	for (const state of seen.slice(1)) {
		await page.goForward();
		expect(search(page)).toBe(state);
		await expect.poll(() => shownIds(page)).toEqual(shown.get(state));
	}
	expect(await historyLength(page)).toBe(start + seen.length - 1);
	for (const _ of seen) await page.goBack();
	await expect.poll(() => page.url()).toContain("/about/");
	expect(trouble).toEqual([]);
});

browserTest("a shared link adds one entry, and the skip link keeps its place", async () => {
	const { page } = await visit("about/");
	const before = await historyLength(page);
	await page.goto(`${url}?hipaa_baa=yes_public&q=claude`);
	await expect.poll(async () => (await shownIds(page)).length).toBeLessThan(10);
	expect(await historyLength(page)).toBe(before + 1);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await expect.poll(() => page.url()).toContain("#main");
	expect(search(page)).toBe("?hipaa_baa=yes_public&q=claude");
	await page.goBack();
	await page.goBack();
	await expect.poll(() => page.url()).toContain("/about/");
});

browserTest("typing a name is one entry, and finds other names and typing errors", async () => {
	const { page, trouble } = await visit("");
	const before = await historyLength(page);
	await page.getByRole("searchbox", { name: "Filter offerings" }).pressSequentially("gpt");
	await expect.poll(async () => (await shownIds(page)).length).toBeLessThan(10);
	expect(await shownIds(page)).toContain("azure-openai");
	expect(await historyLength(page)).toBe(before + 1);
	await page.getByRole("searchbox", { name: "Filter offerings" }).fill("deepsek");
	await expect.poll(() => shownIds(page)).toContain("deepseek-api");
	await page.getByRole("searchbox", { name: "Filter offerings" }).fill("zzz");
	await expect.poll(() => page.locator("#zero").textContent()).toContain("No offering is called “zzz”.");
	await page.getByRole("button", { name: "Clear the filter by name" }).click();
	await expect.poll(async () => (await shownIds(page)).length).toBe(ACTIVE.length);
	expect(trouble).toEqual([]);
});

browserTest("a name that was typed before the script was there filters, too", async () => {
	const { page } = await visit("about/");
	let release = () => {};
	const typed = new Promise<void>((resolve) => {
		release = resolve;
	});
	await page.route(/\/assets\/index\.astro.*\.js$/, async (route) => {
		await typed;
		await route.continue();
	});
	await page.goto(url, { waitUntil: "commit" });
	await page.getByRole("searchbox", { name: "Filter offerings" }).fill("deepseek");
	release();
	await expect.poll(() => shownIds(page)).toContain("deepseek-api");
	await expect.poll(async () => (await shownIds(page)).length).toBeLessThan(10);
	expect(search(page)).toBe("?q=deepseek");
});

browserTest("no result says which requirement to drop", async () => {
	const asked = DIMENSIONS.map((id) => `${id}=yes_public`).join("&");
	const { page } = await visit(`?${asked}`);
	expect(await shownIds(page)).toEqual([]);
	// The script that writes this text is loaded only when there is no result.
	await expect
		.poll(() => page.locator("#zero").textContent())
		.toMatch(/^No offering meets all 16\. Closest: .+ misses .+\./);
	expect(await page.locator("#zero button").count()).toBe(16);
	// Two requirements that only together leave nobody: dropping either brings somebody back.
	await page.goto(`${url}?soc2_type2=yes_sales_gated&gpai_cop=yes_public&category=inference_host`);
	const drop = page.locator("#zero button").first();
	const count = Number(/\((\d+)\)/.exec((await drop.textContent()) ?? "")?.[1]);
	await drop.click();
	await expect.poll(async () => (await shownIds(page)).length).toBe(count);
});

browserTest("the grid is one tab stop, arrow keys go through it, and every mark has its whole name", async () => {
	const { page, trouble } = await visit("");
	expect(await page.locator("#matrix [tabindex='0']").count()).toBe(1);
	expect(await page.locator("#matrix :is(a, button, input):not([tabindex='-1'])").count()).toBe(1);
	await page.locator("#matrix [tabindex='0']").focus();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("End");
	const name = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
	const first: string[] = await shownIds(page);
	const offering = data.offerings.find(({ id }: { id: string }) => id === first[0]);
	expect(await name()).toMatch(/^Anthropic API, Art\. 53 summary: partial, read in a stored copy/);
	expect(offering.name).toContain("Anthropic API");
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowDown");
	expect(await name()).toContain(", GPAI Code: ");
	await page.keyboard.press(" ");
	expect(await page.locator("#matrix .tick:checked").count()).toBe(1);
	await page.keyboard.press("Tab");
	expect(await page.evaluate("document.activeElement.closest('#matrix')")).toBeNull();
	const labels = await page
		.locator("#matrix td.c > a")
		.evaluateAll((links) => links.map((link) => link.getAttribute("aria-label")));
	expect(labels.length).toBe(ACTIVE.length * DIMENSIONS.length);
	expect(new Set(labels).size).toBe(labels.length);
	expect(trouble).toEqual([]);
});

browserTest("of more than 100 rows those near the screen are drawn, and the others as they are needed", async () => {
	const { page, trouble } = await visitMatrix();
	let count = 0;
	await page.route("**/registry/", async (route) => {
		const response = await route.fetch();
		const html = await response.text();
		const rows = html.match(/<tr role="row" data-id=[\s\S]*?<\/tr>/g) ?? [];
		const more = Array.from({ length: count - rows.length }, (_, at) =>
			`${rows[at % rows.length]}`.replace(/data-id="[\w-]+"/, `data-id="copy-${at}"`),
		);
		await route.fulfill({ response, body: html.replace("</tbody>", () => `${more.join("\n")}</tbody>`) });
	});
	/** Loads the matrix with so many rows, copies of its own with other ids. */
	const load = async (rows: number) => {
		count = rows;
		await page.reload();
	};
	const drawn = (): Promise<number> =>
		page.evaluate("[...document.querySelectorAll('#matrix tbody tr')].filter((row) => row.offsetHeight > 0).length");
	const height = (): Promise<number> => page.evaluate("document.documentElement.scrollHeight");
	const rowCount = () => page.locator("#matrix").getAttribute("aria-rowcount");
	await load(100);
	expect([await drawn(), await rowCount()]).toEqual([100, null]);
	const ofHundred = await height();
	await load(101);
	expect([await drawn(), await rowCount()]).toEqual([50, "103"]);
	expect(Math.abs((await height()) - ofHundred)).toBeLessThan(100);
	// Each way to the last row draws it; a table that is sorted begins anew.
	const again = async () => {
		await page.evaluate("scrollTo(0, 0)");
		await page.locator("#matrix [data-sort=name]").click();
		expect(await drawn()).toBe(50);
	};
	await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
	await expect.poll(drawn).toBe(101);
	expect(await rowCount()).toBeNull();
	await again();
	await page.locator("#matrix [data-sort=name]").focus();
	await page.keyboard.press("Control+End");
	expect(await drawn()).toBe(101);
	expect(await page.evaluate("document.activeElement.closest('tr').matches(':last-child')")).toBe(true);
	await again();
	await page.keyboard.press("Control+f");
	expect(await drawn()).toBe(101);
	await again();
	await page.emulateMedia({ media: "print" });
	expect(await drawn()).toBe(101);
	expect(trouble).toEqual([]);
});

browserTest("Enter opens the answer, and Escape leads back to its mark", async () => {
	const { page, trouble } = await visit("");
	const mark = page.locator("tr[data-id=deepseek-api] td.c > a[href$='#hipaa_baa']");
	await mark.focus();
	await page.keyboard.press("Enter");
	const sheet = page.locator("#answer");
	await sheet.waitFor();
	const cell = data.offerings.find(({ id }: { id: string }) => id === "deepseek-api").dimensions.hipaa_baa;
	const said = await sheet.textContent();
	for (const words of ["HIPAA BAA", "Opposite documented", cell.finding, cell.caveat, cell.sources[0].quote])
		expect(said).toContain(words);
	expect(await sheet.getByRole("link", { name: "Correct" }).getAttribute("href")).toBe(
		"/registry/correct/?offering=deepseek-api&dimension=hipaa_baa",
	);
	await page.keyboard.press("Escape");
	expect(await sheet.isVisible()).toBe(false);
	expect(await page.evaluate("document.activeElement.href")).toContain("deepseek-api/#hipaa_baa");
	expect(trouble).toEqual([]);
});

browserTest("heads sort, and the built order is best covered first", async () => {
	const { page } = await visit("");
	const answers = (id: string) =>
		Object.keys(data.offerings.find((one: { id: string }) => one.id === id).dimensions).length;
	const counts = (await shownIds(page)).map(answers);
	expect(counts).toEqual([...counts].sort((a, b) => b - a));
	const head = page.getByRole("button", { name: "Offering", exact: true });
	await head.click();
	const names = () => page.locator("#matrix .off a").allTextContents();
	const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
	expect(await names()).toEqual([...(await names())].sort(collator.compare));
	expect(await page.locator("th[aria-sort=ascending]").textContent()).toBe("Offering");
	await head.click();
	expect(await page.locator("th[aria-sort=descending]").textContent()).toBe("Offering");
	expect(search(page)).toBe("?sort=name&down=1");
});

browserTest("from ticks to a comparison", async () => {
	const { page, trouble } = await visit("");
	expect(await page.locator(".bar").isVisible()).toBe(false);
	for (const id of ["openai-api", "azure-openai", "claude-bedrock", "groq-api"])
		await page.locator(`tr[data-id=${id}] .tick`).check();
	expect(await page.locator(".bar").isVisible()).toBe(true);
	expect(await page.locator("tr[data-id=anthropic-api] .tick").isDisabled()).toBe(true);
	await page.getByRole("button", { name: "Remove Groq API" }).click();
	await page.getByRole("button", { name: "Compare 3" }).click();
	await page.locator(".vs").waitFor();
	expect(search(page)).toBe("?a=openai-api&b=azure-openai&c=claude-bedrock");
	expect(trouble).toEqual([]);
});

browserTest("requirements are saved as the policy that match takes, and loaded again", async () => {
	const { page, trouble } = await visit("");
	await page.getByRole("button", { name: "Health data in the US" }).first().click();
	await page.getByRole("button", { name: "Requirements" }).click();
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Save as a policy file" }).click(),
	]);
	const file = join(temporaryFolder(), "ai-policy.yaml");
	await download.saveAs(file);
	const ran = registry([
		"match",
		"--root",
		REPOSITORY,
		"--today",
		data.generated,
		"--format",
		"json",
		"--policy",
		file,
	]);
	const met = JSON.parse(ran.stdout).results.filter(({ meets }: { meets: boolean }) => meets);
	expect((await shownIds(page)).sort()).toEqual(met.map(({ offering }: { offering: string }) => offering).sort());
	await page.getByRole("button", { name: "Clear requirements" }).click();
	expect(search(page)).toBe("");
	await page.locator("#policy-load").setInputFiles(file);
	await expect
		.poll(() => search(page).slice(1).split("&").sort())
		.toEqual(["hipaa_baa=yes_sales_gated", "soc2_type2=yes_sales_gated", "training_on_customer_data=yes_sales_gated"]);
	await page
		.locator("#policy-load")
		.setInputFiles({ name: "bad.yaml", mimeType: "text/yaml", buffer: Buffer.from("require: [") });
	await expect.poll(() => page.locator("#policy-said").textContent()).toContain("This is not a YAML file");
	expect(trouble).toEqual([]);
});

browserTest("the rows that are shown are saved as CSV, with the columns and words of offerings.csv", async () => {
	const { page } = await visit("?category=inference_host&sort=watch");
	await expect.poll(async () => (await shownIds(page)).length).toBeLessThan(20);
	const shown = await shownIds(page);
	await page.getByRole("button", { name: /^Filter\b/ }).click();
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Download CSV" }).click(),
	]);
	const rows: Record<string, string>[] = parseCsv(await downloadedText(download), { columns: true });
	expect(rows.map(({ id }) => id)).toEqual(shown);
	expect(Object.keys(rows[0] ?? {})).toEqual(["id", "name", ...DIMENSIONS, "watch_outs"]);
	const published: Record<string, string>[] = parseCsv(readFileSync(join(artifacts, "offerings.csv")), {
		columns: true,
		bom: true,
	});
	expect(rows.length).toBeGreaterThan(5);
	for (const { name, ...row } of rows) expect(published.find(({ id }) => id === row.id)).toMatchObject(row);
});

browserTest("the first screen shows 14 offerings on a desk and 8 on a phone, with all their marks", async () => {
	const { page } = await visit("");
	for (const [width, height, least] of [
		[1280, 800, 14],
		[390, 844, 8],
	] as const) {
		await page.setViewportSize({ width, height });
		const whole: number = await page.evaluate(`[...document.querySelectorAll("#matrix tbody tr")].filter((row) =>
			[...row.querySelectorAll("td.c svg, td.c > a")]
				.map((one) => one.getBoundingClientRect())
				.every(({ top, bottom, left, right }) => top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth),
		).length`);
		expect(whole).toBeGreaterThanOrEqual(least);
		expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
	}
});

browserTest("what a URL asks that is not known is left out", async () => {
	expect(readState("?family=%3Cimg%3E&sort=nothing&hipaa_baa=better&confidence=low&most=x", DIMENSIONS)).toEqual(
		readState("", DIMENSIONS),
	);
	const full =
		"?q=a&hipaa_baa=partial&confidence=high&fresh=1&category=gateway&developer=x&platform=y&most=3&sort=watch&down=1";
	expect(searchOf(readState(full, DIMENSIONS))).toBe(full);
});
