import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { gradeOf } from "../../schemas/grades.ts";
import { changesBetween } from "../changes/compare.ts";
import { sha256 } from "../lib/hash.ts";
import { escapeMarkdown } from "../lib/mentions.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { codeSpan, markdownChanges, markdownValue, prettyChanges } from "../report/changes.ts";
import { painter } from "../report/style.ts";
import { affiliationList } from "./affiliation.ts";
import type { ReadCorrection } from "./form.ts";
import type { Correct } from "./validate-correction.ts";

/** A correction as the commit and the pull request that propose it. */
export interface Proposal {
	readonly title: string;
	/** Commit message. Its trailers name the issue and whom to credit. */
	readonly message: string;
	/** Body of the pull request, Markdown. */
	readonly body: string;
	/** List of changes, Markdown. */
	readonly changes: string;
}

/** The branch of an issue's pull request: one, whatever becomes of the issue. */
export function branchOf(issue: number): string {
	return `correction/${issue}`;
}

/** The trailer that names the issue a commit was made from. */
function trailerOf(issue: number): string {
	return `Correction: #${issue}`;
}

const ANSWERS = "Answers: ";

/** Fingerprint of an issue's text: the answers that a correction was made from. */
export function fingerprintOf(text: string): string {
	return sha256(text).slice(0, 16);
}

/** The fingerprint of the answers that a commit was made from; null for a commit of another kind. */
export function answersInBody(message: string): string | null {
	const line = message.split("\n").find((one) => one.startsWith(ANSWERS));
	return line?.slice(ANSWERS.length) ?? null;
}

/** Names the cell: of the offering, or of the shared file and the number of offerings that it reaches. */
export function correctionTitle(
	answer: Correction["answer"],
	label: string,
	{ path, reach, offering: own }: Correct,
): string {
	const file = path.startsWith("offerings/") ? own : path.replace(/^.*\/|\.yaml$/g, "");
	const offering = reach.length > 1 ? `${file} (${reach.length} offerings)` : file;
	if (answer === STILL_RIGHT) return `Read ${label} of ${offering} again`;
	if (answer === DISMISSED) return `Dismiss a flag on ${label} of ${offering}`;
	return `Correct ${label} of ${offering}: ${gradeOf(answer).label}`;
}

/**
 * Writes a correction down for reviewers. The title and the commit's message hold nothing that a person wrote but the
 * credit, which is checked; in the pull request, what a person wrote is text without markup.
 */
export function proposalOf(
	issue: { readonly number: number; readonly body: string },
	{ correction, cleaned }: ReadCorrection,
	correct: Correct,
): Proposal {
	const { number, body: answers } = issue;
	const { dimension, answer, affiliation, credit } = correction;
	const title = correctionTitle(answer, dimensionOf(dimension).label, correct);
	const credited = credit === undefined ? [] : [`Credit: ${credit}`];
	const changes = correctionChanges(correct);
	const remarks = [...cleaned, ...correct.remarks];
	return {
		title,
		message: `${title}\n\n${[trailerOf(number), ...credited, `${ANSWERS}${fingerprintOf(answers)}`].join("\n")}\n`,
		body: `${[
			`From the correction form in #${number}. To change it, edit the issue; to take it back, close the issue.`,
			changes,
			...(remarks.length > 0 ? [remarks.map((remark) => `- ${escapeMarkdown(remark)}`).join("\n")] : []),
			...unreadText(correct),
			"### Evidence",
			evidenceText(correction),
			"### Affiliation with the vendor",
			affiliationList(affiliation),
			`Closes #${number}`,
			...credited,
		].join("\n\n")}\n`,
		changes,
	};
}

/** Returns what a correction changes, as Markdown. */
export function correctionChanges({ before, after }: Correct): string {
	return markdownChanges(changesBetween(snapshotOf(before), snapshotOf(after)), 3).trimEnd();
}

/** Returns what a correction changes, line by line for a terminal. */
export function changedLines({ before, after }: Correct): string[] {
	return prettyChanges(changesBetween(snapshotOf(before), snapshotOf(after)), painter(false))
		.trimEnd()
		.split("\n");
}

/** Facts and qualifiers that stay though nobody read them again: a list for the reviewer to answer. */
function unreadText({ unread }: Correct): string[] {
	if (unread.length === 0) return [];
	return [
		"### Not read again",
		"This stays in the record, and the correction does not say whether it still holds:",
		unread.map((line) => `- [ ] ${markdownValue(line)}`).join("\n"),
	];
}

function evidenceText({ source, read_on, locator, quote, notes, finding }: Correction): string {
	const where = locator === undefined ? "" : `, ${escapeMarkdown(locator)}`;
	const said = [quote === undefined ? undefined : `“${quote}”`, notes ?? finding].filter((text) => text !== undefined);
	return [
		`${codeSpan(source)}${where}, read on ${escapeMarkdown(read_on)}${said.length > 0 ? ":" : "."}`,
		...said.map((text) => `> ${escapeMarkdown(text)}`),
	].join("\n\n");
}
