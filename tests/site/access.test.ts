import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "vitest";
import { LONG } from "../support.ts";
import { browserOf, browserTest } from "./browser.ts";
import { KINDS } from "./kinds.ts";
import { realSite, serveSite } from "./site.ts";

const { pages } = await realSite();
const address = await serveSite(pages);
const visit = browserOf(() => address);
const WIDTHS = [1280, 390];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

browserTest("no kind of page has a barrier, on a desk or a phone, in light or dark", { timeout: 300_000 }, async () => {
	const { page, trouble } = await visit("", { reducedMotion: "reduce" });
	for (const [index, kind] of KINDS.entries()) {
		// The short suite looks at each kind of page once, at one width or the other.
		for (const width of LONG ? WIDTHS : [WIDTHS[index % WIDTHS.length] ?? 0]) {
			await page.setViewportSize({ width, height: 844 });
			await page.emulateMedia({ colorScheme: "light" });
			await page.goto(address + kind, { waitUntil: "networkidle" });
			// Cells and rows are alike; a few of them open stand for all.
			await page.evaluate(
				"for (const details of [...document.querySelectorAll('details')].slice(0, 4)) details.open = true",
			);
			// Rows are alike, and a thousand of them take axe minutes.
			await page.evaluate(
				"for (const row of document.querySelectorAll('.matrix tr:nth-child(n+9), .list details:nth-of-type(n+9), .grid tr:nth-child(n+12)')) row.remove()",
			);
			const light = await new AxeBuilder({ page }).withTags(TAGS).analyze();
			await page.emulateMedia({ colorScheme: "dark" });
			const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
			const found = [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
				nodes.map(({ target }) => `${id} at ${target.join(" ")}`),
			);
			expect(found, `${kind} at ${width}`).toEqual([]);
			expect(await page.evaluate("document.documentElement.scrollWidth"), `${kind} at ${width}`).toBe(width);
		}
	}
	// A page that is not there is told by its status, too.
	expect(trouble.filter((one) => !one.includes("404"))).toEqual([]);
	expect(await page.context().cookies()).toEqual([]);
});

browserTest("sheets and the menu have no barrier, either", async () => {
	const { page } = await visit("?q=claude");
	for (const open of ["requirements", "filters", "sorting"]) {
		await page.locator(`button[popovertarget=${open}]`).first().click();
		const { violations } = await new AxeBuilder({ page }).include(`#${open}`).withTags(TAGS).analyze();
		expect(violations.map(({ id, nodes }) => `${open}: ${id} at ${nodes[0]?.target}`)).toEqual([]);
		await page.keyboard.press("Escape");
	}
	await page.locator("#find").fill("openai residency");
	await page.locator("#found a").first().waitFor();
	const { violations } = await new AxeBuilder({ page }).include(".find").withTags(TAGS).analyze();
	expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target}`)).toEqual([]);
});

browserTest("the search box opens by its keys, and its hits are chosen by arrows", async () => {
	const { page, trouble } = await visit("quality/");
	await page.keyboard.press("/");
	await page.keyboard.type("openai residency");
	await page.locator("#found a").first().waitFor();
	await page.keyboard.press("ArrowDown");
	const chosen = await page.locator("#found a[aria-selected=true]").textContent();
	expect(chosen).toContain("OpenAI API, Residency");
	await page.keyboard.press("Enter");
	await page.waitForURL(/offerings\/openai-api\/#data_residency$/);
	await page.keyboard.press("Control+k");
	expect(await page.evaluate("document.activeElement.id")).toBe("find");
	await page.keyboard.type("soc2");
	await page.locator("#found a").first().waitFor();
	await page.keyboard.press("Escape");
	expect(await page.locator("#found").isVisible()).toBe(false);
	await page.keyboard.press("Enter");
	await page.waitForURL(/search\/\?q=soc2$/);
	expect(await page.locator("#hits a").first().textContent()).toContain("SOC 2 Type II");
	expect(trouble).toEqual([]);
});

browserTest(
	"the theme follows the system until it is chosen, and the choice is remembered before the first paint",
	async () => {
		const { page, trouble } = await visit("", { colorScheme: "light" });
		const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
		const light = await background();
		const button = page.getByRole("button", { name: "Theme: as the system" });
		await button.click();
		await page.getByRole("button", { name: "Theme: light" }).click();
		const dark = await background();
		expect(dark).not.toBe(light);
		await page.goto(`${address}about/`, { waitUntil: "commit" });
		await page.locator("h1").waitFor();
		expect(await background()).toBe(dark);
		expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("dark");
		await page.getByRole("button", { name: "Theme: dark" }).click();
		expect(await page.evaluate("localStorage.getItem('theme')")).toBeNull();
		expect(trouble).toEqual([]);
	},
);

browserTest("without a script everything is there to read", async () => {
	const { page } = await visit("", { javaScriptEnabled: false });
	expect(await page.locator("#matrix tbody tr").count()).toBeGreaterThan(60);
	expect(await page.locator(".controls").isVisible()).toBe(false);
	await page.locator("tr[data-id=deepseek-api] a[href$='#hipaa_baa']").click();
	await page.waitForURL(/offerings\/deepseek-api\/#hipaa_baa$/);
	expect(await page.locator("#hipaa_baa blockquote").isVisible()).toBe(true);
	await page.goto(`${address}compare/?o=openai-api&o=groq-api`);
	expect(await page.locator("noscript").count()).toBe(1);
	expect(await page.locator("form.choose").isVisible()).toBe(false);
	await page.locator("#chooser .columns a").first().click();
	expect(await page.locator(".vs").isVisible()).toBe(true);
	await page.goto(`${address}search/?q=x`);
	expect(await page.locator("#hits a").count()).toBeGreaterThan(80);
});
