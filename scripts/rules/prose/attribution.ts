import { findingAt, markdownOf } from "../prose.ts";
import { defineRule } from "../rule.ts";

/** Words that mean the day on which they were written. */
const UNDATED =
	/\b(?:currently|recently|nowadays|at present|at the moment|as of now|these days|(?:this|last|next) (?:year|month|week|quarter))\b/i;
const DATE = /\b(?:19|20)\d{2}\b/;
const LONG_QUOTATION = /“[^”]{301,}”|"[^"]{301,}"/;

export const proseAttribution = defineRule({
	id: "prose/attribution",
	level: "warning",
	scope: "offering",
	summary: "A statement about now bears its date, and no quotation is longer than 300 characters.",
	why: "“Currently” is true of the day on which it was written, and nobody can tell which day that was; a long quotation is a copy.",
	*check(offering) {
		for (const placed of markdownOf(offering)) {
			const undated = UNDATED.exec(placed.text);
			if (undated && !DATE.test(sentenceAround(placed.text, undated.index))) {
				yield findingAt(placed, undated, {
					message: `"${undated[0]}" has no date`,
					hint: "Write as of which day, for example “as of 2026-07-05”.",
				});
			}
			const quotation = LONG_QUOTATION.exec(placed.text);
			if (quotation) {
				yield findingAt(placed, quotation, {
					message: `this quotation has ${quotation[0].length - 2} characters; at most 300 are allowed`,
					hint: "Say it in your own words, and keep the decisive phrase.",
				});
			}
		}
	},
});

function sentenceAround(text: string, at: number): string {
	const start = Math.max(text.lastIndexOf(". ", at), text.lastIndexOf("\n", at)) + 1;
	const end = text.slice(at).search(/[.!?](?:\s|$)|\n/);
	return text.slice(start, end === -1 ? text.length : at + end);
}
