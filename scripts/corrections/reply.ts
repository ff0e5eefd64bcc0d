import { codeSpan, markdownValue } from "../report/changes.ts";
import { escapeMarkdown } from "../report/mentions.ts";
import type { FormProblem, ReadCorrection } from "./form.ts";
import type { Proposal } from "./proposal.ts";
import { labelOf } from "./questions.ts";
import type { Correct } from "./validate-correction.ts";

const EDIT =
	"To change your answers, press **…** at the top right of this issue, then **Edit**. They are read again when you save.";

/** What the issue of a correction is told when it became a pull request. */
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
		`A check runs on it now. Then a maintainer reads the source and decides in #${pull}. ${thanks}`,
		`${EDIT} To take the correction back, close the issue.`,
	);
}

/** What it is told when its answers cannot be taken, problem by problem. */
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

/** What it is told when a person works on its pull request by hand. */
export function takenOverReply(pull: number | null): string {
	const where = pull === null ? "the branch of this issue" : `#${pull}`;
	return text(
		`Somebody has worked on ${where} by hand since. So that nothing of it is lost, your new answers were not written over it.`,
		`Please say ${pull === null ? "here" : `in #${pull}`} what should be different.`,
	);
}

/** What it is told when its correction is part of the data already. */
export function mergedReply(pull: number): string {
	return text(
		`#${pull} has been merged: this correction is part of the data. For another one, please open a new issue.`,
	);
}

/** What it is told when its author has many others open. */
export function waitingReply(open: number): string {
	return text(
		`You have ${open} corrections open, and that is as many as are looked at at a time. Edit this issue when one of them has been decided, and it is read again.`,
		"Many cells at once are easier in one pull request: see CONTRIBUTING.md.",
	);
}

function text(...paragraphs: readonly string[]): string {
	return paragraphs.join("\n\n");
}
