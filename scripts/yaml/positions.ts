import { EVENT_MAPPING, EVENT_POP, EVENT_SCALAR, EVENT_SEQUENCE, getScalarValue, type ScalarEvent } from "js-yaml";
import type { Layout } from "./layout.ts";
import { FILE_START, type Span } from "./parse-error.ts";
import { blockHeaderStart, isBlock, isQuoted, sourceOffsets } from "./source-offsets.ts";

/** Keys and list indexes from the top of a record to a place in it. */
export type Path = readonly (string | number)[];

/** Sides of a `key: value` pair. */
export type Part = "key" | "value";

/** End of a path: indexes into the layout of its value and of the key in front of it. */
interface Place {
	readonly value: number;
	readonly key: number | null;
	/** Steps of the path that are not there. */
	readonly missing: number;
}

/** Positions in one text, read off the layout of the parser that gave its value. */
export class Positions {
	readonly #text: string;
	readonly #layout: Layout;
	#lineStarts: number[] | undefined;

	constructor(text: string, layout: Layout) {
		this.#text = text;
		this.#layout = layout;
	}

	/**
	 * The span of a path's key or value. A path that is not there gives the key of its nearest ancestor, which is
	 * where something is missing.
	 */
	locate(path: Path, part: Part = "value"): Span {
		const { value, key, missing } = this.#find(path);
		if ((missing > 0 || part === "key") && key !== null) return this.#spanOf(key);
		// Nothing stands in front of a list item: its own first key stands for it. Of the record itself it is the start.
		if (missing > 0) return value === 1 ? FILE_START : this.#spanOf(value + 1);
		return this.#spanOf(value) ?? FILE_START;
	}

	/** The span of a part of a text value, given in code units of the decoded value. */
	within(path: Path, range: { readonly start: number; readonly end: number }): Span {
		const { value, missing } = this.#find(path);
		if (missing > 0 || this.#layout.kind(value) !== EVENT_SCALAR) return this.locate(path);
		const event = this.#layout.scalar(value);
		const offsets = sourceOffsets(this.#text, event);
		const start = offsets[range.start] ?? event.valueEnd;
		const last = offsets[Math.max(range.start, range.end - 1)];
		return this.#span(start, last === undefined ? start : last + 1);
	}

	#find(path: Path): Place {
		// The first event opens the document; its content comes next.
		let value = 1;
		let key: number | null = null;
		for (const [index, step] of path.entries()) {
			const below = this.#step(value, step);
			if (below === null) return { value, key, missing: path.length - index };
			value = below.value;
			key = below.key;
		}
		return { value, key, missing: 0 };
	}

	/** The child of a collection by its key or index; null where there is none. */
	#step(collection: number, step: string | number): { value: number; key: number | null } | null {
		const kind = this.#layout.kind(collection);
		let at = collection + 1;
		if (kind === EVENT_MAPPING) {
			for (; this.#layout.kind(at) !== EVENT_POP; at = this.#after(this.#after(at))) {
				if (this.#isKey(at, String(step))) return { value: this.#after(at), key: at };
			}
		} else if (kind === EVENT_SEQUENCE) {
			for (let index = 0; this.#layout.kind(at) !== EVENT_POP; index++) {
				if (index === step) return { value: at, key: null };
				at = this.#after(at);
			}
		}
		return null;
	}

	#isKey(node: number, key: string): boolean {
		if (this.#layout.kind(node) !== EVENT_SCALAR) return false;
		const start = this.#layout.start(node);
		// Nearly every key reads as it is written.
		return this.#layout.isVerbatim(node)
			? this.#layout.end(node) - start === key.length && this.#text.startsWith(key, start)
			: getScalarValue(this.#text, this.#layout.scalar(node)) === key;
	}

	/** Index of the event behind a node. */
	#after(node: number): number {
		let depth = 0;
		for (let at = node; ; at++) {
			const kind = this.#layout.kind(at);
			if (kind === undefined) return at;
			if (kind === EVENT_MAPPING || kind === EVENT_SEQUENCE) depth++;
			else if (kind === EVENT_POP) depth--;
			if (depth <= 0) return at + 1;
		}
	}

	#spanOf(node: number): Span {
		const kind = this.#layout.kind(node);
		if (kind === EVENT_SCALAR) return this.#scalarSpan(node);
		if (kind !== EVENT_MAPPING && kind !== EVENT_SEQUENCE) return FILE_START;
		const start = this.#layout.start(node);
		let end = start + 1;
		for (let at = node + 1; at < this.#after(node); at++) {
			if (this.#layout.kind(at) === EVENT_SCALAR) end = Math.max(end, endOf(this.#layout.scalar(at)));
		}
		return this.#trimmed(start, end);
	}

	#scalarSpan(node: number): Span {
		const event = this.#layout.scalar(node);
		// A value that was left out has no place of its own: its key stands for it.
		if (event.valueStart < 0) return node > 0 ? this.#spanOf(node - 1) : FILE_START;
		const start = isBlock(event) ? blockHeaderStart(this.#text, event) : event.valueStart - (isQuoted(event) ? 1 : 0);
		return this.#trimmed(start, endOf(event));
	}

	#trimmed(start: number, end: number): Span {
		let last = end;
		while (last > start + 1 && /\s/.test(this.#text[last - 1] ?? "")) last--;
		return this.#span(start, last);
	}

	/** Offsets → span, over several lines where the range holds them. */
	#span(start: number, end: number): Span {
		const from = this.#lineAt(start);
		const to = this.#lineAt(Math.max(start, end));
		return {
			line: from + 1,
			column: start - (this.#starts[from] ?? 0) + 1,
			end_line: to + 1,
			end_column: Math.max(start, end) - (this.#starts[to] ?? 0) + 1,
		};
	}

	get #starts(): number[] {
		if (!this.#lineStarts) {
			this.#lineStarts = [0];
			for (let at = this.#text.indexOf("\n"); at !== -1; at = this.#text.indexOf("\n", at + 1))
				this.#lineStarts.push(at + 1);
		}
		return this.#lineStarts;
	}

	/** Index of the line that an offset stands on. */
	#lineAt(offset: number): number {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	}
}

function endOf(event: ScalarEvent): number {
	return event.valueEnd + (isQuoted(event) ? 1 : 0);
}
