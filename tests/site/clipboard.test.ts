import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { expect } from "vitest";
import { readForm } from "../../scripts/corrections/form.ts";
import { formText } from "../../scripts/corrections/form-text.ts";
import type { Offering } from "../../site/src/artifact/shape.ts";
import { blockOf } from "../../site/src/correct/block.ts";
import { asksText } from "../../site/src/view/asks.ts";
import { REPOSITORY } from "../support.ts";
import { browserTest, downloadedText, visit } from "./browser.ts";
import { fill, openForm, outcomeOf, RIGHT } from "./correction-form.ts";
import { realSite } from "./site.ts";

const { artifacts, pages, url } = await realSite();
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));
const terms = JSON.parse(readFileSync(join(pages, "terms.json"), "utf8"));
const offering = (id: string): Offering => data.offerings.find((one: Offering) => one.id === id);
const permissions = ["clipboard-read", "clipboard-write"];
const COMPARISON = "compare/?a=openai-api&b=azure-openai&c=claude-bedrock";

browserTest("a comparison is shared as a link, as CSV and as questions", async () => {
	const { page, trouble } = await visit(COMPARISON, { permissions });
	const pasted = () => page.evaluate("navigator.clipboard.readText()");
	await page.getByRole("button", { name: "Copy link" }).click();
	await expect.poll(pasted).toBe(`${url}${COMPARISON}`);
	await page.getByRole("button", { name: "Copy as text" }).first().click();
	await expect.poll(pasted).toBe(asksText(offering("openai-api"), terms));
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "CSV" }).click(),
	]);
	const rows: Record<string, string>[] = parseCsv(await downloadedText(download), { columns: true });
	expect(rows.length).toBe(16);
	expect(rows[0]?.["OpenAI API: finding"]).toBe(offering("openai-api").dimensions.soc2_type2?.finding);
	expect(trouble).toEqual([]);
});

browserTest("every exit hands over the text that the workflow reads, or this answer's lines alone", async () => {
	const { page, trouble } = await openForm(RIGHT, { permissions });
	await page.evaluate("window.opened = []; window.open = (url) => { window.opened.push(url); return null; }");
	const opened = (): Promise<string[]> => page.evaluate("window.opened");
	await fill(page, RIGHT);
	await expect.poll(() => page.locator("#change ins").count()).toBeGreaterThan(0);
	await expect.poll(() => page.locator("#text").inputValue()).toBe(formText(RIGHT));
	await page.getByRole("button", { name: "Open a GitHub issue" }).click();
	await expect.poll(async () => (await opened()).length).toBe(1);
	const issue = new URL((await opened())[0] ?? "");
	expect(issue.pathname).toMatch(/\/issues\/new$/);
	expect(readForm(issue.searchParams.get("body") ?? "")).toEqual(readForm(formText(RIGHT)));
	expect(issue.searchParams.get("title")).toBe("Correction: DeepSeek API (first-party), Retention / ZDR");
	await page.getByRole("button", { name: "Edit the file" }).click();
	await expect.poll(async () => (await opened())[1]).toMatch(/\/edit\/main\/offerings\/deepseek-api\.yaml$/);
	const copied: string = await page.evaluate("navigator.clipboard.readText()");
	const outcome = outcomeOf(RIGHT);
	if ("problems" in outcome) throw new Error("refused");
	expect(copied).toBe(blockOf(outcome.text, "retention_zdr")?.text);
	const before = blockOf(readFileSync(join(REPOSITORY, "offerings/deepseek-api.yaml"), "utf8"), "retention_zdr");
	expect(await page.locator("#edit-hint").textContent()).toContain(`over lines ${before?.first} to ${before?.last}`);
	// Too long for a URL: on the clipboard, and an empty issue.
	await page.locator("#f-notes").fill(`The policy keeps inputs. ${"It says so in clause 4. ".repeat(260)}`.trim());
	await expect.poll(async () => (await page.locator("#text").inputValue()).length).toBeGreaterThan(6000);
	await page.locator("#issue").click();
	await expect.poll(async () => (await opened()).length).toBe(3);
	expect((await opened())[2]).not.toContain("body=");
	expect(await page.evaluate("navigator.clipboard.readText()")).toBe(await page.locator("#text").inputValue());
	await page.getByRole("button", { name: "Show as plain text" }).click();
	expect(await page.locator("#text").isVisible()).toBe(true);
	expect(trouble).toEqual([]);
});
