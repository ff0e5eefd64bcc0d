import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { readJson } from "../../scripts/corrections/form.ts";
import { type CorrectionOutcome, correctionValidator } from "../../scripts/corrections/validate-correction.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { REPOSITORY } from "../support.ts";
import { type Visit, type VisitOptions, visit } from "./browser.ts";
import { realSite } from "./site.ts";

const { artifacts } = await realSite();
const { generated } = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));

/** Answers to the form by the names of its fields; "" where there is none. */
export type Answers = Readonly<Record<string, string>>;

/** A correction of DeepSeek's retention that passes every rule. */
export const RIGHT: Answers = {
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
/** Opens the form for the offering and question of a correction, filled with what the record says. */
export async function openForm({ offering, dimension }: Answers, options: VisitOptions = {}): Promise<Visit> {
	const visited = await visit(`correct/?offering=${offering}&dimension=${dimension}`, { day: generated, ...options });
	await visited.page.locator("#asked:not(:empty)").waitFor();
	return visited;
}

/** Fills in the form as a person would, who leaves what is right already; the URL has chosen offering and question. */
export async function fill(page: Page, answers: Answers): Promise<void> {
	const still = answers.answer === "still_right";
	await page.locator(`input[name=kind][value=${still ? "still_right" : "changed"}]`).check();
	const filled: Answers = await page.evaluate(
		"Object.fromEntries([...document.querySelectorAll('[id^=f-]')].map(({ id, value }) => [id.slice(2), value]))",
	);
	for (const [name, value] of Object.entries(answers)) {
		if (name === "offering" || name === "dimension" || (name === "answer" && still) || filled[name] === value) continue;
		const field = page.locator(`#f-${name}`);
		if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
		else await field.fill(value);
	}
}

const tree = folderTree(REPOSITORY);
const validate = correctionValidator(tree, loadRegistry(tree), generated);

/** Returns what `registry correct --file` says of the same answers, without rules that look at all records. */
export function outcomeOf(answers: Answers): CorrectionOutcome {
	const read = readJson(Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== "")));
	return "problems" in read ? read : validate(read.correction);
}
