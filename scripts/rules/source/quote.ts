import { MIN_QUOTE } from "../../../schemas/source.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule, type Finding } from "../rule.ts";

/** Mark of words that a quotation leaves out. */
const LEFT_OUT = "[…]";

export const sourceQuote = defineRule({
	id: "source/quote",
	level: "error",
	scope: "record",
	summary: `A quote gives words of the document that were read; each part between \`${LEFT_OUT}\` has at least ${MIN_QUOTE} characters.`,
	why: "The quote is searched for in the copy: a part of a few letters is found anywhere, and a report has no words of the vendor.",
	*check({ cells }) {
		for (const { sources } of cells) {
			for (const { path, source } of sources) {
				if (source.quote !== undefined) yield* faults([...path, "quote"], source.quote, source.via);
			}
		}
	},
	examples: [
		{
			name: "in a report",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'          date: "2026-11-01"\n',
						'          date: "2026-11-01"\n        quote: Nimbus defends its customers.\n',
					],
				],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[0].quote",
				message: "a report in a third party's own words has no words of the vendor to quote",
				hint: "Delete the quote, or write via: quoted if the reader gives the vendor's words in quotation marks.",
			},
		},
		{
			name: "short part",
			edit: [["[…] unless you opt in.", "[…] unless."]],
			problem: {
				path: "dimensions.training_on_customer_data.sources[0].quote",
				words: " unless.",
				message: `this part of the quote has 7 characters; at least ${MIN_QUOTE} are needed`,
				hint: "Quote more of the sentence.",
			},
		},
		{ name: "shortest part", edit: [["[…] unless you opt in.", "[…] unless you"]] },
		{
			name: "dots instead of a mark",
			edit: [["[…] unless you opt in.", "[...] unless you opt in."]],
			problem: {
				path: "dimensions.training_on_customer_data.sources[0].quote",
				words: "[...]",
				message: 'words that are left out are marked "[…]", not "[...]"',
				hint: "Write […] in its place.",
			},
		},
	],
});

function* faults(path: Path, quote: string, via: string): Generator<Finding> {
	if (via === "reported" || via === "unread") {
		yield {
			path,
			message:
				via === "reported"
					? "a report in a third party's own words has no words of the vendor to quote"
					: "a page that nobody has read cannot be quoted",
			hint: "Delete the quote, or write via: quoted if the reader gives the vendor's words in quotation marks.",
		};
		return;
	}
	const dots = /[[(](?:\.\.\.|…)[\])]/g;
	for (const match of quote.matchAll(dots)) {
		if (match[0] === LEFT_OUT) continue;
		yield {
			path,
			range: { start: match.index, end: match.index + match[0].length },
			message: `words that are left out are marked "${LEFT_OUT}", not "${match[0]}"`,
			hint: `Write ${LEFT_OUT} in its place.`,
		};
		return;
	}
	if (!quote.includes(LEFT_OUT)) return;
	let start = 0;
	for (const part of quote.split(LEFT_OUT)) {
		const length = part.trim().length;
		if (length < MIN_QUOTE) {
			yield {
				path,
				// An empty part has no words of its own to underline.
				...(length > 0 ? { range: { start, end: start + part.length } } : {}),
				message: `this part of the quote has ${length} characters; at least ${MIN_QUOTE} are needed`,
				hint: "Quote more of the sentence.",
			};
			return;
		}
		start += part.length + LEFT_OUT.length;
	}
}
