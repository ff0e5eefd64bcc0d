import type { Node } from "yaml";
import { isHeaderLine } from "./canonical-form.ts";
import { yamlLibrary } from "./yaml-library.ts";

/** The comments of a record by the place that they stand at (`/dimensions/soc2_type2`), each with its `#`. */
export interface Comments {
	/** Lines before the first key, set off from it by a blank line. */
	readonly top: readonly string[];
	/** Lines before a key or a list item. */
	readonly before: ReadonlyMap<string, readonly string[]>;
	/** Behind a value, or behind the header of a block, on the same line. */
	readonly inline: ReadonlyMap<string, string>;
	/** Lines after everything. */
	readonly bottom: readonly string[];
	/** True where a comment is kept before what comes next, and may be about what it followed. */
	readonly hasMoved: boolean;
}

export const NO_COMMENTS: Comments = { top: [], before: new Map(), inline: new Map(), bottom: [], hasMoved: false };

/** False for a text that surely holds no comment. */
export function mayHoldComments(text: string): boolean {
	return /(?:^|[ \t])#/m.test(text);
}

/** Every comment of a YAML text. What follows the last entry of a nested list or mapping moves to what comes next. */
export function commentsOf(text: string): Comments {
	const { isMap, isScalar, isSeq, parseDocument } = yamlLibrary();
	const document = parseDocument(text, { version: "1.2", schema: "core", uniqueKeys: false });
	const before = new Map<string, string[]>();
	const inline = new Map<string, string>();
	/** Comments that stand behind the entries of a collection and wait for the next place. */
	let waiting: string[] = [];
	let hasMoved = false;

	const add = (path: string, comment: string | null | undefined) => {
		const lines = [...waiting, ...linesOf(comment)];
		waiting = [];
		if (lines.length > 0) before.set(path, [...(before.get(path) ?? []), ...lines]);
	};
	const visit = (node: Node | null, path: string): void => {
		if (!node) return;
		if (isMap(node)) {
			for (const { key, value } of node.items) {
				const at = `${path}/${isScalar(key) ? String(key.value) : ""}`;
				add(at, isScalar(key) ? key.commentBefore : null);
				if (isScalar(key)) wait(key.comment);
				visitBelow(value as Node | null, at);
			}
		} else if (isSeq(node)) {
			for (const [index, item] of node.items.entries()) visitBelow(item as Node | null, `${path}/${index}`);
		} else if (node.comment) {
			const [first = "", ...more] = linesOf(node.comment);
			inline.set(path, first);
			waiting.push(...more);
		}
		if (!isScalar(node)) wait(node.comment);
	};
	const visitBelow = (node: Node | null, path: string): void => {
		if (node?.commentBefore) {
			// Between a key and its value nothing can stand in canonical form: the comment moves to the first place below.
			if (isScalar(node)) add(path, node.commentBefore);
			// Above a list it may be about the list or about its first item.
			else if (isSeq(node)) wait(node.commentBefore);
			else waiting.push(...linesOf(node.commentBefore));
		}
		if (node && !isScalar(node) && (node as { items?: unknown[] }).items?.length === 0) add(path, null);
		visit(node, path);
	};
	const wait = (comment: string | null | undefined) => {
		const lines = linesOf(comment);
		waiting.push(...lines);
		hasMoved ||= lines.length > 0;
	};
	const contents = document.contents as Node | null;
	const top = linesOf(document.commentBefore);
	waiting.push(...linesOf(contents?.commentBefore));
	visit(contents, "");
	return { top, before, inline, bottom: [...waiting, ...linesOf(document.comment)], hasMoved };
}

function linesOf(comment: string | null | undefined): string[] {
	if (comment === null || comment === undefined) return [];
	// yaml keeps what follows the #; a blank line between two comments is no comment.
	// The lines that canonical form makes itself are no comments of a person's.
	return comment
		.split("\n")
		.flatMap((line) => (line === "" && comment.includes("\n") ? [] : [`#${line}`]))
		.filter((line) => !isHeaderLine(line));
}
