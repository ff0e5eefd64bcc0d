import type { Folder } from "../lib/tree.ts";
import {
	doubleQuoted,
	folded,
	headerText,
	isBlockAt,
	isPlain,
	isPlainAt,
	keysInOrder,
	LEAF,
	SHAPES,
	type Shape,
	WIDTH,
} from "./canonical-form.ts";
import { type Comments, NO_COMMENTS } from "./comments.ts";

/**
 * The one way in which a record is written: keys in the order of the data model, block style, two spaces, plain text
 * unless it needs double quotes, `summary`, `notes` and long quotations as blocks (folded, or literal where they hold
 * line breaks). It begins with the comment lines that `headerLines` makes.
 * `value` must have passed its schema.
 */
export function canonicalText(folder: Folder, value: unknown, comments: Comments = NO_COMMENTS): string {
	const pieces: string[] = [];
	const push = (piece: string) => {
		pieces.push(piece);
	};
	push(headerText(folder, value));
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
	compare(headerText(folder, value));
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
		for (const [key, below] of keysInOrder(shape, value)) {
			const field = value[key];
			if (field === undefined) continue;
			const at = this.#below(path, key);
			for (const line of this.#comments.before.get(at) ?? []) {
				this.#push(`${lead}${line}\n`);
				lead = indent;
			}
			this.#push(`${lead}${isPlain(key) ? key : doubleQuoted(key)}:`);
			this.#value(field, below, indent, at);
			lead = indent;
		}
	}

	/** Writes a value behind `key:` or `-`, its line end included. */
	#value(value: unknown, shape: Shape, indent: string, path: string): void {
		const inline = this.#commented ? this.#comments.inline.get(path) : undefined;
		const tail = inline === undefined ? "\n" : ` ${inline}\n`;
		if (typeof value === "string") {
			if (isBlockAt(shape, value)) this.#block(value, `${indent}  `, tail);
			else this.#push(` ${isPlainAt(shape, value) ? value : doubleQuoted(value)}${tail}`);
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
