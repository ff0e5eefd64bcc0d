import type { z } from "zod";
import { offeringSchema } from "../../schemas/offering.ts";
import { MARKDOWN } from "../../schemas/primitives.ts";
import { vendorSchema } from "../../schemas/vendor.ts";
import type { Folder } from "../lib/tree.ts";

/** Widest line of folded prose, in UTF-16 code units. */
export const WIDTH = 120;

/** What is known of a place in a record: its keys in order, what its items are, and whether its text is prose. */
export interface Shape {
	readonly keys: readonly (readonly [string, Shape])[];
	readonly item: Shape | null;
	readonly prose: boolean;
}

/** A value without keys or items of its own. */
export const LEAF: Shape = { keys: [], item: null, prose: false };

export const SHAPES: Readonly<Record<Folder, Shape>> = {
	offerings: shapeOf(offeringSchema),
	vendors: shapeOf(vendorSchema),
};

/** Whether a text can stand in a block without changing: no leading or trailing white space but one final line feed. */
export function isBlockable(text: string): boolean {
	const body = text.endsWith("\n") ? text.slice(0, -1) : text;
	return body !== "" && body.trim() === body && !UNFIT_FOR_BLOCKS.some((unfit) => text.includes(unfit));
}

/** White space and line breaks that a block would read back as something else. */
const UNFIT_FOR_BLOCKS = ["\t", "\r", "\u0085", "\u2028", "\u2029", " \n"];

/** Breaks a line at single spaces, filling each line; a break is read back as the space that it replaces. */
export function folded(text: string, width: number): string[] {
	const lines: string[] = [];
	let start = 0;
	while (text.length - start > width) {
		let at = text.lastIndexOf(" ", start + width);
		while (at > start && !isBreakable(text, at)) at = text.lastIndexOf(" ", at - 1);
		if (at <= start) {
			at = text.indexOf(" ", start + width);
			while (at !== -1 && !isBreakable(text, at)) at = text.indexOf(" ", at + 1);
			if (at === -1) break;
		}
		lines.push(text.slice(start, at));
		start = at + 1;
	}
	lines.push(text.slice(start));
	return lines;
}

function isBreakable(text: string, at: number): boolean {
	return text[at - 1] !== " " && text[at + 1] !== " ";
}

/** Most plain text, a date or what begins with a letter: nothing in it could be read as anything else. */
const SURELY_PLAIN = /^(?:\d{4}-\d\d-\d\d|[A-Za-z][\w ,.;/()'%+&?=@-]*(?::\/\/[\w ,.;/()'%+&?=@~#:-]*)?)$/;
/** Text that stands plain: begins with a letter, a digit or `(`, and holds nothing that YAML would read as its own. */
const PLAIN = /^[\p{L}\p{N}(](?:[^:#\n]|:(?=\S)|(?<=\S)#)*$/u;
/** Plain text that the core schema would read as something else than text. */
const NOT_TEXT =
	/^(?:true|false|null|[-+]?(?:\d+|0o[0-7]+|0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\.inf|\.nan))$/i;

/** Whether a text stands as it is, and is read back as that text. */
export function isPlain(text: string): boolean {
	if (text.endsWith(" ") || text.endsWith(":") || NOT_TEXT.test(text)) return false;
	return (SURELY_PLAIN.test(text) && !text.includes(" #") && !text.includes(": ")) || PLAIN.test(text);
}

/** Text in double quotes, with everything escaped that a reader could not see. */
export function doubleQuoted(text: string): string {
	return JSON.stringify(text).replace(
		/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
		(character) => {
			return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
		},
	);
}

function shapeOf(schema: z.ZodType): Shape {
	let inner = schema as z.ZodType & {
		unwrap?: () => z.ZodType;
		element?: z.ZodType;
		shape?: Record<string, z.ZodType>;
	};
	while (inner.element === undefined && inner.unwrap) inner = inner.unwrap() as typeof inner;
	return {
		keys: Object.entries(inner.shape ?? {}).map(([key, below]) => [key, shapeOf(below)] as const),
		item: inner.element ? shapeOf(inner.element) : null,
		prose: inner.meta()?.contentMediaType === MARKDOWN,
	};
}
