import { EMPTY_ANSWER } from "./form.ts";
import { QUESTIONS, type QuestionKey } from "./questions.ts";

/** Writes the body of an issue as GitHub makes it from the form, of values or of the words of dropdowns. */
export function formText(answers: Readonly<Partial<Record<QuestionKey, string>>>): string {
	return QUESTIONS.map(({ key, label, choices }) => {
		const given = answers[key];
		const shown = choices?.find(({ value }) => value === given)?.shown ?? given;
		return `### ${label}\n\n${shown === undefined || shown === "" ? EMPTY_ANSWER : shown}\n`;
	}).join("\n");
}

/**
 * Returns the URL of the form with answers filled in. GitHub fills inputs alone: a dropdown in the query may make it
 * fall back to a blank issue, so dropdowns are left out.
 */
export function formUrl(
	repository: string,
	answers: Readonly<Partial<Record<QuestionKey, string | null>>>,
	title?: string,
): string {
	const url = new URL(`${repository}/issues/new`);
	url.searchParams.set("template", "correction.yml");
	if (title !== undefined) url.searchParams.set("title", title);
	for (const { key, choices } of QUESTIONS) {
		const given = answers[key];
		if (choices === null && given) url.searchParams.set(key, given);
	}
	// A bracket would end the link in Markdown.
	return url.href.replaceAll("(", "%28").replaceAll(")", "%29");
}
