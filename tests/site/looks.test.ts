import type { Page } from "playwright-core";
import { getDocumentProxy } from "unpdf";
import { expect } from "vitest";
import { LONG } from "../support.ts";
import { browserTest, visit } from "./browser.ts";
import { KINDS, openKind } from "./kinds.ts";
import { realSite } from "./site.ts";

const { url } = await realSite();

/** Texts that are cut off without a sign of it; as text, for it runs in the page, whose types are not those of this program. */
const cutTexts = (page: Page): Promise<string[]> =>
	page.evaluate(`[...document.querySelectorAll("main :is(th, td, b, h1, h2, h3, p, li, span, a, button)")]
		.filter((element) => {
			const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
			const cuts = overflowX === "hidden" || overflowX === "clip";
			return cuts && textOverflow !== "ellipsis" && clipPath === "none" && element.scrollWidth > element.clientWidth + 1;
		})
		.map((element) => element.textContent)`);

browserTest("no page is wider than its window or cuts a text, from a small phone to a wide desk", async () => {
	// Kinds share styles: the short suite tries some of them, at one width or the other.
	const widths = LONG ? [320, 768, 993, 1024, 1920] : [320, 993];
	const tried = LONG ? KINDS : KINDS.filter((_, at) => at % 3 === 0);
	const { page } = await visit("about/");
	for (const [at, kind] of tried.entries()) {
		for (const width of LONG ? widths : [widths[at % widths.length] ?? 0]) {
			await page.setViewportSize({ width, height: 844 });
			await openKind(page, url, kind);
			expect(await page.evaluate("document.documentElement.scrollWidth"), `${kind} at ${width}`).toBe(width);
			expect(await cutTexts(page), `${kind} at ${width}`).toEqual([]);
		}
	}
});

browserTest("the bar at the top fits into its window where letters are wider than here", async () => {
	const { page } = await visit("compare/");
	await page.setViewportSize({ width: 993, height: 844 });
	await page.evaluate("document.querySelector('.top').style.letterSpacing = '0.02em'");
	expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(993);
});

browserTest("the heads of the matrix stand apart, whether they lie or stand upright", async () => {
	const { page } = await visit("");
	for (const width of LONG ? [390, 768, 1024, 1280, 1920] : [390, 1280]) {
		await page.setViewportSize({ width, height: 844 });
		const boxes: { left: number; right: number; text: string }[] =
			await page.evaluate(`[...document.querySelectorAll("#matrix .heads th.c > button")].map((head) => {
				const range = document.createRange();
				range.selectNodeContents(head);
				const { left, right } = range.getBoundingClientRect();
				return { left, right, text: head.textContent };
			})`);
		expect(boxes.length).toBe(16);
		const touching = boxes.filter(({ left }, at) => left < (boxes[at - 1]?.right ?? 0));
		expect(
			touching.map(({ text }) => text),
			`${width}`,
		).toEqual([]);
	}
});

browserTest("a question is printed as a list, and each sheet of the matrix has its heads", async () => {
	const printed = async (path: string) => {
		const { page } = await visit(path);
		const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
		const numbers = Array.from({ length: pdf.numPages }, (_, at) => at + 1);
		return Promise.all(
			numbers.map(async (number) => {
				const { items } = await (await pdf.getPage(number)).getTextContent();
				return items.map((item) => ("str" in item ? item.str : "")).join(" ");
			}),
		);
	};
	const question = await printed("questions/hipaa-baa/");
	expect(question.length).toBeLessThanOrEqual(4);
	expect(question.join(" ")).toContain("DeepSeek API");
	const matrix = await printed("");
	expect(matrix.length).toBeGreaterThan(2);
	for (const sheet of matrix) expect(sheet).toMatch(/SOC 2\s+Type II/);
	expect(matrix.join(" ")).not.toContain("Arrow keys");
});

browserTest("in forced colours every mark and every triangle is drawn in the colour of text", async () => {
	const { page } = await visit("compare/anthropic-api-vs-claude-bedrock/", { forcedColors: "active" });
	const colours = await page.evaluate(`(() => {
		const text = getComputedStyle(document.body).color;
		const marks = [...document.querySelectorAll(".vs .g:not(.g-blank)")].map((mark) => getComputedStyle(mark).color);
		const triangles = [...document.querySelectorAll(".vs .dim")].map((row) => {
			const { borderLeftColor, borderTopColor } = getComputedStyle(row, "::before");
			return borderLeftColor === text && borderTopColor !== text;
		});
		return { marks: marks.filter((colour) => colour !== text).length, drawn: marks.length, triangles };
	})()`);
	expect(colours).toMatchObject({ marks: 0, triangles: Array.from({ length: 16 }, () => true) });
});

browserTest("without a script there is nothing to tick, since a comparison of one's own needs one", async () => {
	const { page } = await visit("", { javaScriptEnabled: false });
	expect(await page.locator("#matrix .tick").first().isVisible()).toBe(false);
	const { page: other } = await visit("");
	expect(await other.locator("#matrix .tick").first().isVisible()).toBe(true);
});

browserTest("a link to an answer of a service or a question opens it", async () => {
	const { page } = await visit("services/amazon-bedrock/#hipaa_baa");
	expect(await page.locator("#hipaa_baa blockquote").isVisible()).toBe(true);
	await page.goto(`${url}questions/hipaa-baa/#openai-api`);
	expect(await page.locator("#openai-api .in").isVisible()).toBe(true);
});
