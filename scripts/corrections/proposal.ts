import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { gradeOf } from "../../schemas/grades.ts";
import { changesBetween } from "../changes/compare.ts";
import { limited } from "../lib/tree.ts";
import { RecordFile } from "../registry/record.ts";
import { registryOf } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { codeSpan, markdownChanges } from "../report/changes.ts";
import { escapeMarkdown } from "../report/mentions.ts";
import { affiliationList } from "./affiliation.ts";
import type { Correct } from "./validate-correction.ts";

/** A correction as the commit and the pull request that propose it. */
export interface Proposal {
	readonly title: string;
	/** Of the commit. Its trailers name the issue and whom to credit. */
	readonly message: string;
	/** Of the pull request, Markdown. */
	readonly body: string;
	/** What would change, Markdown. */
	readonly changes: string;
}

/** The branch of an issue's pull request: one, whatever becomes of the issue. */
export function branchOf(issue: number): string {
	return `correction/${issue}`;
}

/** The trailer by which a commit is known as made from an issue, and not by a person. */
export function trailerOf(issue: number): string {
	return `Correction: #${issue}`;
}

function titleOf(answer: Correction["answer"], label: string, offering: string): string {
	if (answer === STILL_RIGHT) return `Read ${label} of ${offering} again`;
	if (answer === DISMISSED) return `Dismiss a flag on ${label} of ${offering}`;
	return `Correct ${label} of ${offering}: ${gradeOf(answer).label}`;
}

/**
 * Writes a correction down for reviewers. The title and the commit's message hold nothing that a person wrote but the
 * credit, which is checked; in the pull request, what a person wrote is text without markup.
 */
export function proposalOf(issue: number, correction: Correction, correct: Correct): Proposal {
	const { offering, dimension, answer, source, read_on, locator, finding, affiliation, credit } = correction;
	const label = dimensionOf(dimension).label;
	const title = titleOf(answer, label, offering);
	const credited = credit === undefined ? [] : [`Credit: ${credit}`];
	const changes = changesOf(correct);
	const where = locator === undefined ? "" : `, ${escapeMarkdown(locator)}`;
	return {
		title,
		message: `${title}\n\n${[trailerOf(issue), ...credited].join("\n")}\n`,
		body: `${[
			`From the correction form in #${issue}. To change it, edit the issue; to take it back, close the issue.`,
			changes,
			"### Evidence",
			`${codeSpan(source)}${where}, read on ${escapeMarkdown(read_on)}:`,
			`> ${escapeMarkdown(finding)}`,
			"### Affiliation with the vendor",
			affiliationList(affiliation),
			`Closes #${issue}`,
			...credited,
		].join("\n\n")}\n`,
		changes,
	};
}

function changesOf({ text, before }: Correct): string {
	const { folder, name } = before.file;
	const after = new RecordFile({ folder, name, kind: "file" }, limited(Buffer.from(text, "utf8")));
	const [was, is] = [before.file, after].map((file) => snapshotOf(registryOf([file])));
	if (!was || !is) throw new Error("a correction has a record before and after it");
	return markdownChanges(changesBetween(was, is), 3).trimEnd();
}
