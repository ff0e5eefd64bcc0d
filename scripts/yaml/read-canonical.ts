import {
	EVENT_DOCUMENT,
	EVENT_MAPPING,
	EVENT_POP,
	EVENT_SEQUENCE,
	SCALAR_STYLE_DOUBLE_QUOTED,
	SCALAR_STYLE_FOLDED_BLOCK,
	SCALAR_STYLE_LITERAL_BLOCK,
	SCALAR_STYLE_PLAIN,
} from "js-yaml";
import type { Folder } from "../lib/tree.ts";
import {
	folded,
	headerOf,
	headerText,
	isBlockAt,
	isPlain,
	isPlainAt,
	SHAPES,
	type Shape,
	unquoted,
	WIDTH,
} from "./canonical-form.ts";
import { type Layout, LayoutWriter } from "./layout.ts";
import { MAX_NODES } from "./parse.ts";
import type { QuickTest } from "./quick-test.ts";

/**
 * Reads a record that is in canonical form without comments: the inverse of the writer, several times as fast as a
 * parser that must expect all of YAML. Gives the value and the very layout that js-yaml's events give; null for any
 * other text, which is then js-yaml's to read. What it accepts, the writer would write to the byte. `isProper` is true
 * where every part passed a quick test of its schema on the way; else the schema itself judges.
 */
export function readCanonical(
	folder: Folder,
	text: string,
): { readonly value: unknown; readonly layout: Layout; readonly isProper: boolean } | null {
	if (text.includes("\t")) return null;
	const header = headerOf(text);
	const reader = new Reader(text, header.length);
	const value = reader.record(SHAPES[folder]);
	if (value === undefined || header !== headerText(folder, value)) return null;
	return { value, layout: reader.layout(), isProper: reader.isProper };
}

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** js-yaml's number for block chomping that keeps one final line feed. */
const CLIP = 1;
const STRIP = 2;
const COLON = 58;
const BLANK = 32;

/** Reads from front to back. Every method gives undefined where the text is not what the writer would have written. */
class Reader {
	readonly #text: string;
	readonly #layout = new LayoutWriter();
	#at = 0;
	#nodes = 0;
	/** False as soon as a part is met that its schema may refuse. */
	isProper = true;

	constructor(text: string, start: number) {
		this.#text = text;
		this.#at = start;
	}

	layout(): Layout {
		return this.#layout.done();
	}

	record(shape: Shape): Value | undefined {
		this.#layout.add(EVENT_DOCUMENT, -1);
		const value = this.#mapping(shape, 0);
		this.#layout.add(EVENT_POP, -1);
		return this.#at === this.#text.length && this.#nodes <= MAX_NODES ? value : undefined;
	}

	/** A mapping whose first key stands here, and whose other keys stand at `indent`. */
	#mapping(shape: Shape, indent: number): Value | undefined {
		this.#nodes++;
		this.#layout.add(EVENT_MAPPING, this.#at);
		const value: Record<string, Value> = {};
		let next = 0;
		if (shape.named) return this.#named(shape.named, shape.isName, indent);
		do {
			while (next < shape.keys.length && !this.#isKey(shape.keys[next]?.[0] ?? "")) this.#leaveOut(shape, next++);
			const known = shape.keys[next++];
			if (known === undefined) return undefined;
			const [key, below] = known;
			this.#line(this.#at, this.#at + key.length, SCALAR_STYLE_PLAIN);
			this.#at += key.length + 1;
			const field = this.#value(below, indent);
			if (field === undefined) return undefined;
			value[key] = field;
		} while (this.#goesOn(indent));
		while (next < shape.keys.length) this.#leaveOut(shape, next++);
		this.#layout.add(EVENT_POP, -1);
		return value;
	}

	/** A mapping of names in code unit order, begun by its caller. */
	#named(shape: Shape, isName: QuickTest, indent: number): Value | undefined {
		const value: Record<string, Value> = {};
		let last = "";
		do {
			const end = this.#text.indexOf(":", this.#at);
			const key = this.#text.slice(this.#at, end);
			if (end === -1 || !/^[a-z0-9-]+$/.test(key) || !isPlain(key) || key <= last) return undefined;
			last = key;
			if (!isName(key)) this.isProper = false;
			this.#line(this.#at, end, SCALAR_STYLE_PLAIN);
			this.#at = end + 1;
			const field = this.#value(shape, indent);
			if (field === undefined) return undefined;
			value[key] = field;
		} while (this.#goesOn(indent));
		this.#layout.add(EVENT_POP, -1);
		return value;
	}

	/** Takes note of a key that stands nowhere. */
	#leaveOut(shape: Shape, index: number): void {
		if (shape.keys[index]?.[1].isOptional === false) this.isProper = false;
	}

	/** Returns a value, after a test of it. */
	#tested(shape: Shape, value: Value): Value {
		if (!shape.isProper(value)) this.isProper = false;
		return value;
	}

	/** A list whose first dash stands here, and whose other dashes stand at `indent`. */
	#list(list: Shape, shape: Shape, indent: number): Value | undefined {
		this.#nodes++;
		this.#layout.add(EVENT_SEQUENCE, this.#at);
		const items: Value[] = [];
		do {
			if (this.#text[this.#at] !== "-") return undefined;
			this.#at++;
			const item = shape.keys.length > 0 ? this.#mappingItem(shape, indent) : this.#value(shape, indent);
			if (item === undefined) return undefined;
			items.push(item);
		} while (this.#goesOn(indent));
		this.#layout.add(EVENT_POP, -1);
		return this.#tested(list, items);
	}

	#mappingItem(shape: Shape, indent: number): Value | undefined {
		return this.#text[this.#at++] === " " ? this.#mapping(shape, indent + 2) : undefined;
	}

	/** Reads a value behind a colon or a dash, its line end included. */
	#value(shape: Shape, indent: number): Value | undefined {
		const first = this.#text[this.#at];
		this.#at++;
		if (first === "\n") {
			if (!this.#goesOn(indent + 2)) return undefined;
			return shape.item ? this.#list(shape, shape.item, indent + 2) : this.#mapping(shape, indent + 2);
		}
		const lineEnd = this.#text.indexOf("\n", this.#at);
		if (first !== " " || lineEnd === -1) return undefined;
		const line = this.#text.slice(this.#at, lineEnd);
		if (line === "{}" && shape.keys.length > 0) return this.#emptyMapping(shape);
		const header = shape.maxLine === null ? null : /^([>|])(-?)$/.exec(line);
		if (!header) return this.#scalar(line, shape);
		this.#at = lineEnd + 1;
		return this.#block(shape, header[1] === "|", header[2] === "-", indent + 2);
	}

	#emptyMapping(shape: Shape): Value {
		for (const index of shape.keys.keys()) this.#leaveOut(shape, index);
		this.#nodes++;
		this.#layout.add(EVENT_MAPPING, this.#at);
		this.#layout.add(EVENT_POP, -1);
		this.#at += "{}\n".length;
		return {};
	}

	#scalar(line: string, shape: Shape): Value | undefined {
		const start = this.#at;
		const end = start + line.length;
		this.#at = end + 1;
		if (line.startsWith('"')) {
			const text = unquoted(line);
			if (text === null || isPlainAt(shape, text)) return undefined;
			this.#line(start + 1, end - 1, SCALAR_STYLE_DOUBLE_QUOTED, text.length === line.length - 2);
			return isBlockAt(shape, text) ? undefined : this.#tested(shape, text);
		}
		this.#line(start, end, SCALAR_STYLE_PLAIN);
		if (isPlainAt(shape, line)) return isBlockAt(shape, line) ? undefined : this.#tested(shape, line);
		if (line === "true" || line === "false") return this.#tested(shape, line === "true");
		const number = Number(line);
		return Number.isSafeInteger(number) && String(number) === line ? this.#tested(shape, number) : undefined;
	}

	/** The lines of a block, each indented by `indent`. */
	#block(shape: Shape, literal: boolean, strip: boolean, indent: number): Value | undefined {
		const start = this.#at;
		const lines: string[] = [];
		for (;;) {
			const lineEnd = this.#text.indexOf("\n", this.#at);
			if (lineEnd === -1) break;
			if (literal && lineEnd === this.#at) lines.push("");
			else if (this.#blanks(indent) === indent) lines.push(this.#text.slice(this.#at + indent, lineEnd));
			else break;
			this.#at = lineEnd + 1;
		}
		const style = literal ? SCALAR_STYLE_LITERAL_BLOCK : SCALAR_STYLE_FOLDED_BLOCK;
		const chomping = strip ? STRIP : CLIP;
		this.#nodes++;
		this.#layout.scalar({ valueStart: start, valueEnd: this.#at, style, chomping, indent, fast: false });
		const body = lines.join(literal ? "\n" : " ");
		const text = strip ? body : `${body}\n`;
		if (!isBlockAt(shape, text) || literal !== body.includes("\n")) return undefined;
		this.#tested(shape, text);
		if (literal) return text;
		const written = folded(body, WIDTH - indent);
		return written.length === lines.length && written.every((line, index) => line === lines[index]) ? text : undefined;
	}

	/** True where a key and its colon stand here. */
	#isKey(key: string): boolean {
		return this.#text.charCodeAt(this.#at + key.length) === COLON && this.#text.startsWith(key, this.#at);
	}

	/** True where the line that begins here is indented by exactly `indent`; goes to its text then. */
	#goesOn(indent: number): boolean {
		if (this.#blanks(indent + 1) !== indent || this.#at + indent >= this.#text.length) return false;
		this.#at += indent;
		return true;
	}

	/** Blanks from here on, counted up to `most`. */
	#blanks(most: number): number {
		let count = 0;
		while (count < most && this.#text.charCodeAt(this.#at + count) === BLANK) count++;
		return count;
	}

	#line(
		valueStart: number,
		valueEnd: number,
		style: typeof SCALAR_STYLE_PLAIN | typeof SCALAR_STYLE_DOUBLE_QUOTED,
		fast = true,
	): void {
		this.#nodes++;
		this.#layout.scalar({ valueStart, valueEnd, style, chomping: CLIP, indent: -1, fast });
	}
}
