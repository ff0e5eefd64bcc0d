import { escapeMarkdown } from "../lib/mentions.ts";
import { codeSpan, markdownValue } from "../report/changes.ts";
import type { FormProblem, ReadCorrection } from "./form.ts";
import type { Proposal } from "./proposal.ts";
import { labelOf } from "./questions.ts";
import type { Correct } from "./validate-correction.ts";

const EDIT =
	"To change your answers, press **…** at the top right of this issue, then **Edit**. They are read again when you save.";

/** Tells the issue of a correction that it became a pull request. */
export function proposedReply(
	pull: number,
	{ changes }: Proposal,
	{ correction, cleaned }: ReadCorrection,
	{ path, reach, remarks, unread }: Correct,
): string {
	const { credit } = correction;
	const thanks =
		credit === undefined
			? "You asked for no credit."
			: `The changelog of the release that brings it will credit ${escapeMarkdown(credit)}.`;
	const told = [...cleaned, ...remarks].map((one) => `- ${escapeMarkdown(one)}`);
	return text(
		`Thank you. #${pull} holds your correction. It edits ${codeSpan(path)}${reach.length > 1 ? `, which holds for ${reach.length} offerings` : ""}, and this is what it changes:`,
		changes,
		...(told.length > 0 ? [told.join("\n")] : []),
		...(unread.length > 0
			? [
					`This stays as it is, though nobody said that it still holds: ${unread.map(markdownValue).join(", ")}. If you read it too, edit your answer to **${labelOf("others")}**.`,
				]
			: []),
		`A maintainer reads the source and decides in #${pull}; GitHub may ask them to press **Approve workflows to run** there before every check starts. ${thanks}`,
		`${EDIT} To take the correction back, close the issue.`,
	);
}

/** Tells it why its answers cannot be taken, problem by problem. */
export function refusedReply(problems: readonly FormProblem[], pull: number | null): string {
	const lines = problems.map(({ question, message }) => {
		const what = escapeMarkdown(message);
		return question === "" ? `- ${what}` : `- **${escapeMarkdown(question)}**: ${what}`;
	});
	return text(
		"Thank you. This cannot become a pull request as it is:",
		lines.join("\n"),
		...(pull === null ? [] : [`#${pull}, made of your earlier answers, is closed until then.`]),
		EDIT,
	);
}

/** Tells it that a person works on its pull request by hand. */
export function takenOverReply(pull: number | null): string {
	const where = pull === null ? "the branch of this issue" : `#${pull}`;
	return text(
		`Somebody has worked on ${where} by hand since. So that nothing of it is lost, your new answers were not written over it.`,
		`Please say ${pull === null ? "here" : `in #${pull}`} what should be different.`,
	);
}

/** Tells it that its correction is part of the data already. */
export function mergedReply(pull: number): string {
	return text(
		`#${pull} has been merged: this correction is part of the data. For another one, please open a new issue.`,
	);
}

/** Tells it that its author has many others open. */
export function waitingReply(open: number): string {
	return text(
		`You have ${open} corrections open, and that is as many as are looked at at a time. Edit this issue when one of them has been decided, and it is read again.`,
		"Many cells at once are easier in one pull request: see CONTRIBUTING.md.",
	);
}

/** Tells it that a maintainer closed its pull request, which an edit does not open again. */
export function closedReply(pull: number): string {
	return text(
		`A maintainer closed #${pull} without merging it, so new answers do not open it again. What speaks against it stands in #${pull}; if you have other evidence, please say so there.`,
	);
}

/** Tells it that its pull request is approved, and stays as it was approved. */
export function approvedReply(pull: number): string {
	return text(
		`#${pull} was approved with your earlier answers, so your new ones were not written over it.`,
		`A maintainer decides in #${pull} whether to take them.`,
	);
}

/** Asks on an approved pull request what is to become of new answers. */
export function changedAnswers(issue: number, changes: string): string {
	return text(
		`The answers of #${issue} were edited after this was approved. Nothing was changed here. With the new answers it would change:`,
		changes,
		`To take them, dismiss the approval and run the workflow **correction** again; to leave them, merge this as it is.`,
	);
}

/** Tells the author that the correction was made anew on what main has become. */
export function renewedReply(pull: number, other: number | null): string {
	const by = other === null ? "Main has" : `#${other} has been merged and`;
	return text(
		`${by} changed the same file since. Your correction in #${pull} was made anew on it, so that it can be merged; please look whether it still says what you mean.`,
	);
}

function text(...paragraphs: readonly string[]): string {
	return paragraphs.join("\n\n");
}
