import { MAX_QUOTE } from "../../../schemas/source.ts";
import { defineRule } from "../rule.ts";
import { findingAt, sentenceAround } from "../text-finding.ts";

/** Words that mean the day on which they were written. */
const UNDATED =
	/\b(?:currently|recently|nowadays|at present|at the moment|as of now|these days|(?:this|last|next) (?:year|month|week|quarter))\b/i;
const DATE = /\b(?:19|20)\d{2}\b/;
/** Marks in which quotations stand. */
const MARKS = ["“”", '""'] as const;

export const proseAttribution = defineRule({
	id: "prose/attribution",
	level: "warning",
	scope: "record",
	summary: `A statement about now bears its date, and no quotation is longer than ${MAX_QUOTE} characters.`,
	why: "“Currently” is true of the day on which it was written, and nobody can tell which day that was; a long quotation is a copy.",
	*check({ prose }) {
		for (const placed of prose) {
			const undated = UNDATED.exec(placed.text);
			if (undated && !DATE.test(sentenceAround(placed.text, undated.index))) {
				yield findingAt(placed, undated, {
					message: `"${undated[0]}" has no date`,
					hint: "Write as of which day, for example “as of 2026-07-05”.",
				});
			}
			const quotation = longQuotation(placed.text);
			if (quotation) {
				yield findingAt(placed, quotation, {
					message: `this quotation has ${quotation[0].length - 2} characters; at most ${MAX_QUOTE} are allowed`,
					hint: "Say it in your own words, and keep the decisive phrase.",
				});
			}
		}
	},
	examples: [
		{
			name: "now",
			edit: [["The terms keep inputs for 30 days.", "The terms currently keep inputs for 30 days."]],
			problem: {
				path: "dimensions.retention_zdr.notes",
				words: "currently",
				message: '"currently" has no date',
				hint: "Write as of which day, for example “as of 2026-07-05”.",
			},
		},
		{
			name: "now with its day",
			edit: [["The terms keep inputs for 30 days.", "As of 2026-07-05, the terms currently keep inputs for 30 days."]],
		},
		{
			name: "long quotation",
			edit: [
				[
					"The terms keep inputs for 30 days. They offer no zero retention.",
					`The terms say\n      “${"x".repeat(MAX_QUOTE + 1)}”`,
				],
			],
			problem: {
				path: "dimensions.retention_zdr.notes",
				words: `“${"x".repeat(MAX_QUOTE + 1)}”`,
				message: `this quotation has ${MAX_QUOTE + 1} characters; at most ${MAX_QUOTE} are allowed`,
				hint: "Say it in your own words, and keep the decisive phrase.",
			},
		},
	],
});

/** Finds the first quotation that is too long; each mark is looked at once, however many there are. */
function longQuotation(text: string): { readonly 0: string; readonly index: number } | null {
	const found = MARKS.flatMap(([open = "", close = ""]) => {
		for (let index = text.indexOf(open); index >= 0; ) {
			const end = text.indexOf(close, index + 1);
			if (end < 0) return [];
			if (end - index - 1 > MAX_QUOTE) return [{ 0: text.slice(index, end + 1), index }];
			index = text.indexOf(open, end + 1);
		}
		return [];
	});
	return found.sort((a, b) => a.index - b.index)[0] ?? null;
}
