import type { RunOnly } from "axe-core";
import { expect } from "vitest";
import { LONG } from "../support.ts";
import { violations } from "./axe.ts";
import { browserTest, visit } from "./browser.ts";
import { KINDS, openKind } from "./kinds.ts";
import { realSite } from "./site.ts";

const { url } = await realSite();
const WIDTHS = [1280, 390];
const RULES: RunOnly = {
	type: "tag",
	values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

const COLOURS: RunOnly = { type: "rule", values: ["color-contrast"] };

/** Rows are alike, and a thousand of them take axe minutes. */
const CUT_ROWS =
	"for (const row of document.querySelectorAll('.matrix tr:nth-child(n+9), .list details:nth-of-type(n+9), .grid tr:nth-child(n+12)')) row.remove()";
/** For the short suite: of items, rows and cells at the same place of the same structure, leaves three. */
const CUT_ALIKE = `{
	const counts = new Map();
	for (const one of document.querySelectorAll("main :is(li, tr, details, section, section > div, dl > div)")) {
		if (!one.isConnected) continue;
		let place = "";
		for (let at = one; at.tagName !== "MAIN"; at = at.parentElement) place += at.tagName + "." + at.className + " ";
		const count = (counts.get(place) ?? 0) + 1;
		counts.set(place, count);
		if (count > 3) one.remove();
	}
}`;
/** Cells are alike; a few of them open stand for all. */
const OPEN_CELLS = "for (const details of [...document.querySelectorAll('details')].slice(0, 4)) details.open = true";

/** Kinds with the same layout as another kind; only the long suite checks them. */
const SAME_LAYOUT: ReadonlySet<string> = new Set([
	"offerings/claude-vertex/",
	"compare/?a=claude-bedrock&b=anthropic-api&c=openai-api&d=deepseek-api",
	"vendors/",
	"data/",
	"about/",
]);

browserTest("no kind of page has a barrier, on a desk or a phone, in light or dark", async () => {
	const { page, trouble } = await visit("about/");
	for (const [index, kind] of KINDS.filter((one) => LONG || !SAME_LAYOUT.has(one)).entries()) {
		// The short suite checks each layout once: at one width or the other, by day or by night.
		const night = index % 4 > 1;
		for (const width of LONG ? WIDTHS : [WIDTHS[index % WIDTHS.length] ?? 0]) {
			await page.setViewportSize({ width, height: 844 });
			await page.emulateMedia({ colorScheme: !LONG && night ? "dark" : "light" });
			await openKind(page, url, kind);
			await page.evaluate(OPEN_CELLS);
			expect(await page.evaluate("document.documentElement.scrollWidth"), `${kind} at ${width}`).toBe(width);
			await page.evaluate(LONG ? CUT_ROWS : CUT_ALIKE);
			expect(await violations(page, RULES), `${kind} at ${width}`).toEqual([]);
			if (!LONG) continue;
			await page.emulateMedia({ colorScheme: "dark" });
			expect(await violations(page, COLOURS), `${kind} at ${width}, dark`).toEqual([]);
		}
	}
	// A page that is not there is told by its status, too.
	expect(trouble.filter((one) => !one.includes("404"))).toEqual([]);
	expect(await page.context().cookies()).toEqual([]);
});

browserTest(
	"barriers that are there are found: a picture without words, pale text in the dark, a button without a name",
	async () => {
		const { page } = await visit("about/", { colorScheme: "dark" });
		await page.evaluate(
			`document.querySelector("main").insertAdjacentHTML("beforeend", '<section class="bad"><img src="/registry/og/index.png"><p>Pale</p><button></button></section>')`,
		);
		await page.evaluate("document.querySelector('.bad p').style.color = '#333'");
		expect(await violations(page, RULES, ".bad")).toEqual([
			"button-name at .bad > button",
			"color-contrast at .bad > p",
			"image-alt at img",
		]);
		expect(await violations(page, COLOURS)).toEqual(["color-contrast at .bad > p"]);
	},
);

browserTest("sheets and the menu have no barrier, either", async () => {
	const { page } = await visit("?q=claude");
	if (!LONG) await page.evaluate(CUT_ALIKE);
	for (const open of ["requirements", "filters", "sorting"]) {
		await page.locator(`button[popovertarget=${open}]`).first().click();
		expect(await violations(page, RULES, `#${open}`)).toEqual([]);
		await page.keyboard.press("Escape");
	}
	await page.locator("#find").fill("openai residency");
	await page.locator("#found a").first().waitFor();
	expect(await violations(page, RULES, ".find")).toEqual([]);
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
	// Until the index is loaded, the page lists every answer.
	await page.locator("#count:not(:empty)").waitFor();
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
		await page.goto(`${url}about/`, { waitUntil: "commit" });
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
	await page.goto(`${url}compare/?o=openai-api&o=groq-api`);
	expect(await page.locator("noscript").count()).toBe(1);
	expect(await page.locator("form.choose").isVisible()).toBe(false);
	await page.locator("#chooser .columns a").first().click();
	expect(await page.locator(".vs").isVisible()).toBe(true);
	await page.goto(`${url}search/?q=x`);
	expect(await page.locator("#hits a").count()).toBeGreaterThan(80);
});
