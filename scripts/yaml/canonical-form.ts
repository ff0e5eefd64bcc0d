import type { z } from "zod";
import { offeringSchema, VARIOUS } from "../../schemas/offering.ts";
import { MARKDOWN } from "../../schemas/primitives.ts";
import { serviceSchema } from "../../schemas/service.ts";
import { vendorSchema } from "../../schemas/vendor.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Folder } from "../lib/tree.ts";
import { type QuickTest, quickTest } from "./quick-test.ts";

/** Widest line of folded prose, in UTF-16 code units. */
export const WIDTH = 120;

/** Longest quotation that stands on one line, in UTF-16 code units; a longer one is a folded block. */
const MAX_LINE_QUOTE = 90;

/** Form of a place in a record. */
export interface Shape {
	/** Known keys, in the order in which they are written. */
	readonly keys: readonly (readonly [string, Shape])[];
	/** Shape of every value of a mapping whose keys are names (`documents`); these are written in code unit order. */
	readonly named: Shape | null;
	/** Shape of the items of a list. */
	readonly item: Shape | null;
	/** Longest text that stands on the key's own line; null for text that is never a block. */
	readonly maxLine: number | null;
	/** True for the items of a list, whose plain text looks like two entries where it holds ` - `. */
	readonly isItem?: boolean;
	/** True where the value may be left out. */
	readonly isOptional: boolean;
	/** Tests the names of `named`. */
	readonly isName: QuickTest;
	/** Tests the value itself. */
	readonly isProper: QuickTest;
}

const never: QuickTest = () => false;

/** A value without keys or items of its own. */
export const LEAF: Shape = {
	keys: [],
	named: null,
	item: null,
	maxLine: null,
	isOptional: false,
	isName: never,
	isProper: never,
};

/** The shapes made so far: records of all kinds and cells of all dimensions share most of their parts. */
const shapes = new Map<z.ZodType, Shape>();

export const SHAPES: Readonly<Record<Folder, Shape>> = {
	offerings: shapeOf(offeringSchema),
	services: shapeOf(serviceSchema),
	vendors: shapeOf(vendorSchema),
};

/** Name of the schema of a folder's records. */
const SCHEMA_NAMES: Readonly<Record<Folder, string>> = {
	offerings: "offering",
	services: "service",
	vendors: "vendor",
};

/** Recognises the comment lines that canonical form begins with. */
const HEADER_LINE =
	/^# (?:yaml-language-server: \$schema=|Cells that hold for every offering of this service: |Cells on the developer: )/;

/** True for a comment line that canonical form makes itself. */
export function isHeaderLine(line: string): boolean {
	return HEADER_LINE.test(line);
}

/**
 * Returns the comment lines that a record begins with: the schema for editors that know the modeline of
 * yaml-language-server, and the files that hold the cells it inherits.
 */
export function headerLines(folder: Folder, value: unknown): readonly string[] {
	const { service, developer } = value as { readonly service?: unknown; readonly developer?: unknown };
	return [
		`# yaml-language-server: $schema=../schemas/${SCHEMA_NAMES[folder]}.schema.json`,
		...(folder === "offerings" && typeof service === "string"
			? [`# Cells that hold for every offering of this service: ../services/${service}.yaml`]
			: []),
		...(folder === "offerings" && typeof developer === "string" && developer !== VARIOUS
			? [`# Cells on the developer: ../vendors/${developer}.yaml`]
			: []),
	];
}

/** Returns the comment lines that canonical form begins with, each with its line feed. */
export function headerText(folder: Folder, value: unknown): string {
	return headerLines(folder, value)
		.map((line) => `${line}\n`)
		.join("");
}

/** Returns the lines that a text begins with and that begin with a number sign. */
export function headerOf(text: string): string {
	return /^(?:# .*\n)*/.exec(text)?.[0] ?? "";
}

/** Returns the keys of a mapping in the order in which they are written, each with the shape below it. */
export function keysInOrder(shape: Shape, value: Readonly<Record<string, unknown>>): Shape["keys"] {
	const { named } = shape;
	if (!named) return shape.keys;
	return Object.keys(value)
		.sort(byCodeUnit)
		.map((name) => [name, named] as const);
}

/** True for a text that is written as a block at a place. */
export function isBlockAt({ maxLine }: Shape, text: string): boolean {
	return maxLine !== null && text.length > maxLine && isBlockable(text);
}

/** True for a text that can stand in a block without changing: no leading or trailing white space but one final line feed. */
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

/** Most plain text begins with a letter: nothing in it could be read as anything else but the words below. */
const SURELY_PLAIN = /^[A-Za-z][\w ,.;/()'%+&?=@-]*(?::\/\/[\w ,.;/()'%+&?=@~#:-]*)?$/;
/** Text that stands plain: begins with a letter, a digit or `(`, and holds nothing that YAML would read as its own. */
const PLAIN = /^[\p{L}\p{N}(](?:[^:#\n]|:(?=\S)|(?<=\S)#)*$/u;
/**
 * Plain text that a reader of YAML 1.1 or of the 1.2 core schema would take for something else: booleans, null, and
 * whatever begins with a digit and could be a number, a date, a time or a number to base 60.
 */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|\d[\d_.:+\-a-fox tz]*)$/i;

/** Characters that a reader cannot see, which stand escaped in double quotes. */
const INVISIBLE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const EVERY_INVISIBLE = new RegExp(INVISIBLE, "g");

/** True for a text that stands as it is, and is read back as that text. */
export function isPlain(text: string): boolean {
	if (text.endsWith(" ") || text.endsWith(":") || NOT_TEXT.test(text)) return false;
	if (SURELY_PLAIN.test(text) && !text.includes(" #") && !text.includes(": ")) return true;
	return !INVISIBLE.test(text) && PLAIN.test(text);
}

/** Words that look like the begin of another entry in a list; a text with them is quoted there. */
export const ENTRY_DASH = " - ";

/** True for a text that stands as it is at a place. */
export function isPlainAt(shape: Shape, text: string): boolean {
	return isPlain(text) && !(shape.isItem === true && text.includes(ENTRY_DASH));
}

/** Text in double quotes, with everything escaped that a reader could not see. */
export function doubleQuoted(text: string): string {
	return JSON.stringify(text).replace(
		EVERY_INVISIBLE,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

/** Text in double quotes that needs no escape, in most cases. */
const SURELY_QUOTED = /^"[\x20\x21\x23-\x5b\x5d-\x7e]*"$/;

/** Returns the text that a line in double quotes spells; null where it would be written otherwise. */
export function unquoted(line: string): string | null {
	if (SURELY_QUOTED.test(line)) return line.slice(1, -1);
	try {
		const text: unknown = JSON.parse(line);
		return typeof text === "string" && doubleQuoted(text) === line ? text : null;
	} catch {
		return null;
	}
}

function shapeOf(schema: z.ZodType): Shape {
	const shape = shapes.get(schema) ?? newShape(schema);
	shapes.set(schema, shape);
	return shape;
}

function newShape(schema: z.ZodType): Shape {
	let inner = schema as z.ZodType & {
		unwrap?: () => z.ZodType;
		element?: z.ZodType;
		shape?: Record<string, z.ZodType>;
		keyType?: z.ZodType;
		valueType?: z.ZodType;
	};
	while (inner.element === undefined && inner.unwrap) inner = inner.unwrap() as typeof inner;
	return {
		keys: Object.entries(inner.shape ?? {}).map(
			([key, below]) =>
				[key, key === "quote" ? { ...shapeOf(below), maxLine: MAX_LINE_QUOTE } : shapeOf(below)] as const,
		),
		named: inner.valueType ? shapeOf(inner.valueType) : null,
		item: inner.element ? { ...shapeOf(inner.element), isItem: true } : null,
		maxLine: inner.meta()?.contentMediaType === MARKDOWN ? 0 : null,
		isOptional: schema._zod.optin === "optional",
		isName: inner.keyType ? quickTest(inner.keyType) : never,
		isProper: quickTest(inner),
	};
}
