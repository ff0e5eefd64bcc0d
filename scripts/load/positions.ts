import {
	type Document,
	isMap,
	isNode,
	isPair,
	isScalar,
	isSeq,
	LineCounter,
	type Node,
	type Pair,
	parseDocument,
} from "yaml";
import { FILE_START, type Span } from "./fault.ts";

/** Keys and list indexes from the top of a record to a place in it. */
export type Path = readonly (string | number)[];

/** Which side of a `key: value` pair is meant. */
export type Part = "key" | "value";

/** Positions of one text, parsed on the first question. The only place that parses a second time. */
export class Positions {
	readonly text: string;
	readonly #lines = new LineCounter();
	#document: Document | undefined;

	constructor(text: string) {
		this.text = text;
	}

	/**
	 * The span of a path's key or value. A path that is not there gives the span of the key of its nearest
	 * ancestor, which is where something is missing.
	 */
	locate(path: Path, part: Part): Span {
		const found = this.find(path);
		if (found.rest > 0) return this.#spanOf(found.key ?? found.node, FILE_START);
		if (part === "key" && found.key) return this.#spanOf(found.key, FILE_START);
		return this.#spanOf(found.node ?? found.key, FILE_START);
	}

	/** The node at a path, the key in front of it, and how many steps of the path are not there. */
	find(path: Path): { node: Node | null; key: Node | null; rest: number } {
		this.#document ??= parseDocument(this.text, {
			lineCounter: this.#lines,
			version: "1.2",
			schema: "core",
			uniqueKeys: false,
			keepSourceTokens: true,
		});
		let node: Node | null = this.#document.contents;
		let key: Node | null = null;
		for (const [index, step] of path.entries()) {
			const rest = path.length - index;
			if (isMap(node)) {
				const pair: Pair | undefined = node.items.find((item) => isPair(item) && keyText(item.key) === String(step));
				if (!pair) return { node, key, rest };
				key = isNode(pair.key) ? pair.key : null;
				node = isNode(pair.value) ? pair.value : null;
			} else if (isSeq(node)) {
				const item: unknown = node.items[Number(step)];
				if (!isNode(item)) return { node, key, rest };
				key = null;
				node = item;
			} else {
				return { node, key, rest };
			}
		}
		return { node, key, rest: 0 };
	}

	/** Offsets → span, over several lines where the range holds them. */
	span(start: number, end: number): Span {
		this.#document ?? this.find([]);
		const from = this.#lines.linePos(start);
		const to = this.#lines.linePos(Math.max(start, end));
		return { line: from.line, column: from.col, end_line: to.line, end_column: to.col };
	}

	#spanOf(node: Node | null, fallback: Span): Span {
		const range = node?.range;
		if (!range) return fallback;
		let end = range[1];
		while (end > range[0] && /\s/.test(this.text[end - 1] ?? "")) end--;
		return this.span(range[0], end);
	}
}

function keyText(key: unknown): string | null {
	return isScalar(key) ? String(key.value) : null;
}
