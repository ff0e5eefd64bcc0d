import {
	getScalarValue,
	SCALAR_STYLE_DOUBLE_QUOTED,
	SCALAR_STYLE_FOLDED_BLOCK,
	SCALAR_STYLE_LITERAL_BLOCK,
	SCALAR_STYLE_SINGLE_QUOTED,
	type ScalarEvent,
} from "js-yaml";
import { lineStartOf } from "./parse-error.ts";

/** True for a block, folded or literal. */
export function isBlock({ style }: ScalarEvent): boolean {
	return style === SCALAR_STYLE_FOLDED_BLOCK || style === SCALAR_STYLE_LITERAL_BLOCK;
}

/** True for a scalar in quotes; its event's range leaves them out. */
export function isQuoted({ style }: ScalarEvent): boolean {
	return style === SCALAR_STYLE_SINGLE_QUOTED || style === SCALAR_STYLE_DOUBLE_QUOTED;
}

/** Offset of the `>` or `|` with which a block begins, on the line before its text. */
export function blockHeaderStart(text: string, event: ScalarEvent): number {
	const lineEnd = text.lastIndexOf("\n", event.valueStart - 1);
	const lineStart = lineStartOf(text, lineEnd);
	const header = /[>|][-+\d]*[ \t]*(?:#.*)?$/s.exec(text.slice(lineStart, lineEnd));
	return header ? lineStart + header.index : event.valueStart;
}

/**
 * Returns the offset in the text of each UTF-16 code unit of a scalar's decoded value: value index → offset.
 * White space that the parser made (a folded line break) maps to the break that it was made from.
 */
export function sourceOffsets(text: string, event: ScalarEvent): number[] {
	const value = getScalarValue(text, event);
	if (event.style === SCALAR_STYLE_DOUBLE_QUOTED) return ofDoubleQuoted(text, event, value);
	return isBlock(event) ? ofBlock(text, event, value) : ofFlow(text, event, value);
}

/** A block: each line of the text without its indentation; line breaks between folded lines read as one space. */
function ofBlock(text: string, { valueStart, valueEnd, indent }: ScalarEvent, value: string): number[] {
	const offsets: number[] = [];
	let at = valueStart;
	for (let index = 0; index < value.length; index++) {
		const atLineStart = at === valueStart || text[at - 1] === "\n";
		if (atLineStart && text[at] !== "\n") at += Math.min(indent, blanks(text, at));
		if (text[at] === value[index]) {
			offsets.push(at++);
			continue;
		}
		// A folded break: either it became a space, or it vanished before the blank lines that follow it.
		if (value[index] === " ") {
			offsets.push(at++);
			continue;
		}
		while (text[at] === "\n" && at < valueEnd) {
			at++;
			if (text[at] !== "\n") at += Math.min(indent, blanks(text, at));
			if (text[at] === value[index]) break;
		}
		offsets.push(Math.min(at++, valueEnd));
	}
	return offsets;
}

/** Plain or single-quoted text: every character but white space at line breaks stands as it is; `''` is one quote. */
function ofFlow(text: string, { valueStart, valueEnd, style }: ScalarEvent, value: string): number[] {
	const offsets: number[] = [];
	let at = valueStart;
	// The end of the blanks that were looked at last, and of the fold that they are.
	let [gapEnd, foldEnd] = [-1, -1];
	for (let index = 0; index < value.length; index++) {
		if (at >= gapEnd) {
			gapEnd = at + blanks(text, at);
			foldEnd = text[gapEnd] === "\n" ? at + foldAt(text, at, valueEnd).length : -1;
			if (foldEnd >= 0) gapEnd = foldEnd;
		}
		if (foldEnd > at) {
			offsets.push(at);
			// Of several breaks each but the first is a line feed of the value; all of them map to where they begin.
			if (!/\s/.test(value[index + 1] ?? "") || value[index] === " ") at = foldEnd;
			continue;
		}
		offsets.push(at);
		at += style === SCALAR_STYLE_SINGLE_QUOTED && text[at] === "'" ? 2 : 1;
	}
	return offsets;
}

function ofDoubleQuoted(text: string, { valueStart, valueEnd }: ScalarEvent, value: string): number[] {
	const offsets: number[] = [];
	let at = valueStart;
	while (offsets.length < value.length && at < valueEnd) {
		const gap = blanks(text, at);
		if (text[at + gap] === "\n") {
			const fold = foldAt(text, at, valueEnd);
			const breaks = fold.split("\n").length - 1;
			for (let made = 0; made < Math.max(1, breaks - 1); made++) offsets.push(at);
			at += fold.length;
		} else if (gap > 0) {
			for (const end = at + gap; at < end; at++) offsets.push(at);
		} else if (text.startsWith("\\\n", at)) {
			// An escaped line break joins two lines and leaves nothing behind.
			at += 2 + blanks(text, at + 2);
		} else {
			const length = text[at] === "\\" ? escapeLength(text, at) : 1;
			const units = length === 10 && Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1;
			for (let unit = 0; unit < units; unit++) offsets.push(at);
			at += length;
		}
	}
	return offsets;
}

/** Blanks around the line breaks of a fold. */
function foldAt(text: string, at: number, valueEnd: number): string {
	return /^\s*/.exec(text.slice(at, valueEnd))?.[0] ?? "";
}

function blanks(text: string, at: number): number {
	let end = at;
	while (text[end] === " " || text[end] === "\t") end++;
	return end - at;
}

function escapeLength(text: string, at: number): number {
	switch (text[at + 1]) {
		case "x":
			return 4;
		case "u":
			return 6;
		case "U":
			return 10;
		default:
			return 2;
	}
}
