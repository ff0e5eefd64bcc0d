import type { z } from "zod";
import { offeringSchema } from "../../schemas/offering.ts";
import { MARKDOWN } from "../../schemas/primitives.ts";
import { vendorSchema } from "../../schemas/vendor.ts";
import { type Comments, NO_COMMENTS } from "./comments.ts";
import type { Folder } from "./tree.ts";

/** Widest line of folded prose, in UTF-16 code units. */
const WIDTH = 120;

/** What the writer knows of a place in a record: the order of its keys, and whether its text is prose. */
interface Shape {
	readonly keys: readonly (readonly [string, Shape])[];
	readonly item: Shape | null;
	readonly prose: boolean;
}

const SHAPES: Readonly<Record<Folder, Shape>> = { offerings: shapeOf(offeringSchema), vendors: shapeOf(vendorSchema) };

/**
 * The one way in which a record is written: keys in the order of the data model, block style, two spaces, plain text
 * unless it needs double quotes, `summary` and `notes` as blocks (folded, or literal where they hold line breaks).
 * `value` must have passed its schema.
 */
export function canonicalText(folder: Folder, value: unknown, comments: Comments = NO_COMMENTS): string {
	const pieces: string[] = [];
	const push = (piece: string) => {
		pieces.push(piece);
	};
	for (const line of comments.top) push(`${line}\n`);
	new Writer(push, comments).mapping(value as Fields, SHAPES[folder], "", "", "");
	for (const line of comments.bottom) push(`${line}\n`);
	return pieces.join("");
}

/**
 * Offset of the first difference between a text and the canonical form of its value without comments; -1 where there
 * is none. The canonical text is compared as it is made, and never held.
 */
export function firstDifference(folder: Folder, value: unknown, text: string): number {
	let at = 0;
	let same = true;
	const compare = (piece: string) => {
		if (!same) return;
		if (text.startsWith(piece, at)) {
			at += piece.length;
			return;
		}
		same = false;
		for (let index = 0; text[at] === piece[index] && index < piece.length; index++) at++;
	};
	new Writer(compare, NO_COMMENTS).mapping(value as Fields, SHAPES[folder], "", "", "");
	return same && at === text.length ? -1 : at;
}

type Fields = Readonly<Record<string, unknown>>;

/** Writes a value piece by piece. `path` is that of the comments, kept only where there are any. */
class Writer {
	readonly #push: (piece: string) => void;
	readonly #comments: Comments;
	readonly #commented: boolean;

	constructor(push: (piece: string) => void, comments: Comments) {
		this.#push = push;
		this.#comments = comments;
		this.#commented = comments.before.size + comments.inline.size > 0;
	}

	/** A mapping; `first` stands before its first key (the dash of a list item), `indent` before the others. */
	mapping(value: Fields, shape: Shape, first: string, indent: string, path: string): void {
		let lead = first;
		for (const [key, below] of shape.keys) {
			const field = value[key];
			if (field === undefined) continue;
			const at = this.#below(path, key);
			for (const line of this.#comments.before.get(at) ?? []) {
				this.#push(`${lead}${line}\n`);
				lead = indent;
			}
			this.#push(`${lead}${key}:`);
			this.#value(field, below, indent, at);
			lead = indent;
		}
	}

	/** What follows `key:` or `-`, its line end included. */
	#value(value: unknown, shape: Shape, indent: string, path: string): void {
		const inline = this.#commented ? this.#comments.inline.get(path) : undefined;
		const tail = inline === undefined ? "\n" : ` ${inline}\n`;
		if (typeof value === "string") {
			if (shape.prose && isBlockable(value)) this.#block(value, `${indent}  `, tail);
			else this.#push(` ${scalar(value)}${tail}`);
		} else if (Array.isArray(value)) {
			this.#push(value.length === 0 ? ` []${tail}` : tail);
			for (const [index, item] of value.entries())
				this.#item(item, shape.item ?? LEAF, `${indent}  `, this.#below(path, index));
		} else if (typeof value === "object" && value !== null) {
			const empty = Object.keys(value).length === 0;
			this.#push(empty ? ` {}${tail}` : tail);
			if (!empty) this.mapping(value as Fields, shape, `${indent}  `, `${indent}  `, path);
		} else {
			this.#push(` ${String(value)}${tail}`);
		}
	}

	#item(item: unknown, shape: Shape, indent: string, path: string): void {
		for (const line of this.#comments.before.get(path) ?? []) this.#push(`${indent}${line}\n`);
		if (typeof item === "object" && item !== null && !Array.isArray(item) && Object.keys(item).length > 0) {
			this.mapping(item as Fields, shape, `${indent}- `, `${indent}  `, path);
		} else {
			this.#push(`${indent}-`);
			this.#value(item, shape, indent, path);
		}
	}

	#block(text: string, indent: string, tail: string): void {
		const body = text.endsWith("\n") ? text.slice(0, -1) : text;
		const literal = body.includes("\n");
		this.#push(` ${literal ? "|" : ">"}${text.endsWith("\n") ? "" : "-"}${tail}`);
		const lines = literal ? body.split("\n") : folded(body, WIDTH - indent.length);
		for (const line of lines) this.#push(line === "" ? "\n" : `${indent}${line}\n`);
	}

	#below(path: string, step: string | number): string {
		return this.#commented ? `${path}/${step}` : "";
	}
}

/** Whether a text can stand in a block without changing: no leading or trailing white space but one final line feed. */
function isBlockable(text: string): boolean {
	return /^\S/.test(text) && /\S\n?$/.test(text) && !/[\t\r\u0085\u2028\u2029]| \n/.test(text);
}

/** Breaks a line at single spaces, filling each line; a break is read back as the space that it replaces. */
function folded(text: string, width: number): string[] {
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

/** Most plain text: nothing in it could be read as anything else. */
const SURELY_PLAIN = /^[A-Za-z][\w ,.;/()'%+&?=@-]*(?::\/\/[\w ,.;/()'%+&?=@~#:-]*)?$/;
/** Text that stands plain: begins with a letter, a digit or `(`, and holds nothing that YAML would read as its own. */
const PLAIN = /^[\p{L}\p{N}(](?:[^:#\n]|:(?=\S)|(?<=\S)#)*$/u;
/** Plain text that the core schema would read as something else than text. */
const NOT_TEXT =
	/^(?:true|false|null|[-+]?(?:\d+|0o[0-7]+|0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|\.inf|\.nan))$/i;

function scalar(text: string): string {
	if (text.endsWith(" ") || text.endsWith(":") || NOT_TEXT.test(text)) return doubleQuoted(text);
	if (SURELY_PLAIN.test(text) && !text.includes(" #") && !text.includes(": ")) return text;
	return PLAIN.test(text) ? text : doubleQuoted(text);
}

function doubleQuoted(text: string): string {
	return JSON.stringify(text).replace(
		/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
		(character) => {
			return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
		},
	);
}

const LEAF: Shape = { keys: [], item: null, prose: false };

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
		prose: inner.meta()?.["contentMediaType"] === MARKDOWN,
	};
}
