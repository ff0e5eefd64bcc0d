import { getDocumentProxy } from "unpdf";
import { expect } from "vitest";
import { sample } from "../support.ts";
import { browserTest, visit } from "./browser.ts";

/** Prints a page, and returns the text and size of each sheet. */
async function printed(path: string) {
	const { page, trouble } = await visit(path);
	if (path.includes("?")) await page.locator(".vs").waitFor();
	const pdf = await getDocumentProxy(
		new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true })),
	);
	const sheets = [];
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const sheet = await pdf.getPage(number);
		const { items } = await sheet.getTextContent();
		const { width, height } = sheet.getViewport({ scale: 1 });
		sheets.push({ landscape: width > height, text: items.map((item) => ("str" in item ? item.str : "")).join(" ") });
	}
	expect(trouble).toEqual([]);
	return sheets;
}

browserTest("a comparison of three is at most 3 sheets, landscape, with names, date, version and URL", async () => {
	const sheets = await printed("compare/?a=openai-api&b=azure-openai&c=claude-bedrock");
	expect(sheets.length).toBeLessThanOrEqual(3);
	expect(sheets.every(({ landscape }) => landscape)).toBe(true);
	const first = (sheets[0]?.text ?? "").replace(/\s+/g, " ");
	for (const said of ["OpenAI API", "Azure OpenAI", "Claude on Bedrock", "version", "2026", "Art. 53"])
		expect(first).toContain(said);
	expect(first.replaceAll(" ", "")).toContain("compare/?a=openai-api&b=azure-openai&c=claude-bedrock");
	expect(sheets.map(({ text }) => text).join(" ")).toContain("Questions for these vendors");
});

browserTest("an offering is at most 5 sheets, upright, with every answer open", async () => {
	for (const id of sample(["deepseek-api", "anthropic-api", "claude-vertex"], 1)) {
		const sheets = await printed(`offerings/${id}/`);
		expect(sheets.length, id).toBeLessThanOrEqual(5);
		expect(sheets.every(({ landscape }) => !landscape)).toBe(true);
		const text = sheets.map(({ text }) => text).join(" ");
		expect(text.split("Evidence from").length + text.split("Date unknown").length, id).toBeGreaterThan(15);
		expect(text).not.toContain("Correct this");
	}
});

browserTest("every glyph stands inside its own cell, on screen and on paper", async () => {
	const { page } = await visit("");
	for (const [media, width] of [
		["screen", 1280],
		["screen", 390],
		["print", 1060],
	] as const) {
		await page.emulateMedia({ media });
		await page.setViewportSize({ width, height: 800 });
		const outside = await page.locator("#matrix td.c").evaluateAll((cells) =>
			cells.flatMap((cell) => {
				const box = cell.getBoundingClientRect();
				const glyph = cell.querySelector("svg")?.getBoundingClientRect();
				if (!glyph) return [];
				const inside =
					glyph.left >= box.left - 1 &&
					glyph.right <= box.right + 1 &&
					glyph.top >= box.top - 1 &&
					glyph.bottom <= box.bottom + 1;
				return inside ? [] : [cell.querySelector("a")?.getAttribute("aria-label")];
			}),
		);
		expect(outside, `${media} ${width}`).toEqual([]);
	}
});
