import { getScalarValue, SCALAR_STYLE_FOLDED_BLOCK, SCALAR_STYLE_PLAIN, type ScalarEvent } from "js-yaml";
import { ENTRY_DASH } from "./canonical-form.ts";
import type { Diagnosis } from "./diagnose.ts";
import { isBlock, isQuoted } from "./source-offsets.ts";

/** Longest part of a text that a message repeats, in UTF-16 code units. */
const SHOWN = 80;

/** A word of the data model, a number or a date; a comment behind one cannot have been meant as part of it. */
const WORD = /^[a-z0-9_.:/-]+$/;

/**
 * Returns why a scalar reads as something else than it looks like; null for one that reads as it looks. A reader of
 * YAML joins lines, drops what follows ` #`, and ends a paragraph at a deeper line, all without a word.
 */
export function misleading(text: string, event: ScalarEvent, isItem: boolean): Diagnosis | null {
	if (isBlock(event)) return event.style === SCALAR_STYLE_FOLDED_BLOCK ? deeperLine(text, event) : null;
	const { valueStart, valueEnd } = event;
	const lineBreak = text.slice(valueStart, valueEnd).indexOf("\n");
	if (isQuoted(event)) {
		return lineBreak === -1
			? null
			: {
					message: "the quote that begins here is not closed on this line",
					hint: `Write ${text[valueStart - 1]} at the end of the text.`,
					offset: valueStart - 1,
					length: lineBreak + 1,
				};
	}
	if (event.style !== SCALAR_STYLE_PLAIN) return null;
	if (lineBreak !== -1) {
		const next = valueStart + lineBreak + (/^\s+/.exec(text.slice(valueStart + lineBreak))?.[0].length ?? 0);
		return {
			message: `this line is read as part of the text above it: ${shown(getScalarValue(text, event))}`,
			hint: "If it is an entry of its own, indent it like the entries above; a text stands on one line.",
			offset: next,
			length: lineLength(text, next),
		};
	}
	const value = text.slice(valueStart, valueEnd);
	if (/^[\u201c\u201d\u2018\u201e]/.test(value)) {
		return {
			message: `the quotation mark ${value[0]} is read as part of the text`,
			hint: 'Write straight quotes ("), or none.',
			offset: valueStart,
			length: 1,
		};
	}
	const comment = /^[ \t]+(#.*)/.exec(text.slice(valueEnd, valueEnd + lineLength(text, valueEnd)));
	if (comment && !(WORD.test(value) && /^# |^#$/.test(comment[1] ?? ""))) {
		return {
			message: `the rest of this line is a comment, and the text ends before it: ${shown(value)}`,
			hint: "Put the whole text in double quotes, or move the comment to a line of its own.",
			offset: valueEnd + comment[0].length - (comment[1] ?? "").length,
			length: (comment[1] ?? "").length,
		};
	}
	if (isItem && value.includes(ENTRY_DASH)) {
		return {
			message: `this is read as one entry: ${shown(value)}`,
			hint: 'Put the text in double quotes if it is one entry, or write each entry on a line of its own, after "- ".',
			offset: valueStart,
			length: value.length,
		};
	}
	return null;
}

/** Finds a line of a folded paragraph that is indented further than the others, and so ends the paragraph. */
function deeperLine(text: string, { valueStart, valueEnd, indent }: ScalarEvent): Diagnosis | null {
	let start = valueStart;
	for (const line of text.slice(valueStart, valueEnd).split("\n")) {
		const blanks = line.length - line.trimStart().length;
		if (line.trim() !== "" && blanks > indent) {
			return {
				message: "this line is indented further than the text above it, so it is no longer part of the paragraph",
				hint: "Indent it like the lines above.",
				offset: start + blanks,
				length: line.length - blanks,
			};
		}
		start += line.length + 1;
	}
	return null;
}

function lineLength(text: string, from: number): number {
	const end = text.indexOf("\n", from);
	return (end === -1 ? text.length : end) - from;
}

function shown(value: string): string {
	return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN - 1)}…` : value);
}
