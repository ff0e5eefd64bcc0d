import { commandLine } from "../lib/command-line.ts";
import { type ParseError, spanAt } from "./parse-error.ts";

/** Hint for what `check --fix` fixes. */
export const FIX = `Run: ${commandLine("check --fix")}`;

/** Text whose every character needs no further look: printable ASCII, tabs and line feeds. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/**
 * Characters that a record may not hold: controls, zero-width and bidirectional marks, variation selectors,
 * tag characters and private use. Tabs are left to the parser.
 */
const FORBIDDEN =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	/[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Co}]|\p{Variation_Selector}/u;

/** Decoder that keeps a byte order mark, which is no part of a record and must be seen. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 bytes → text; null for bytes that are none. */
function utf8(bytes: Uint8Array): string | null {
	try {
		return UTF8.decode(bytes);
	} catch {
		return null;
	}
}

/** UTF-8 bytes → text, or the first reason why they are not the text of a record. */
export function decode(bytes: Uint8Array): { text: string } | { fault: ParseError } {
	const text = utf8(bytes);
	if (text === null) return { fault: notUtf8(bytes) };
	if (PLAIN.test(text)) return { text };
	const at = text.search(FORBIDDEN);
	if (at !== -1) return { fault: forbidden(text, at) };
	const normal = text.normalize("NFC");
	if (normal !== text) return { fault: notNormal(text, normal) };
	return { text };
}

/**
 * Returns UTF-8 text without a byte order mark, with LF line ends and its letters whole (NFC); bytes of which none of
 * that can be said come back unchanged. The words stay the same.
 */
export function fixedBytes(bytes: Uint8Array): Uint8Array {
	const text = utf8(bytes);
	if (text === null) return bytes;
	const fixed = text
		.replace(/^\ufeff/, "")
		.replaceAll("\r\n", "\n")
		.normalize("NFC");
	return fixed === text ? bytes : new TextEncoder().encode(fixed);
}

/** Returns why a text that a record spells with escapes cannot stand there; null for one that can. */
export function textError(text: string): { readonly message: string; readonly hint: string } | null {
	if (PLAIN.test(text)) return null;
	const hint = "Write the text without it: an escape may only spell what may stand in a record.";
	const at = text.isWellFormed() ? text.search(FORBIDDEN) : text.search(/\p{Surrogate}/u);
	if (at !== -1) {
		return { message: `an escape spells ${codePoint(text.codePointAt(at) ?? 0)}, which is not allowed`, hint };
	}
	if (text.normalize("NFC") === text) return null;
	return { message: "an escape spells an accented letter in two parts", hint };
}

function codePoint(code: number): string {
	return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function notUtf8(bytes: Uint8Array): ParseError {
	// The longest prefix that decodes tells where the first bad byte stands.
	let good = 0;
	let bad = bytes.length;
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		const boundary = characterBoundary(bytes, middle);
		if (utf8(bytes.subarray(0, boundary)) !== null) good = middle;
		else bad = middle;
	}
	const text = utf8(bytes.subarray(0, characterBoundary(bytes, good))) ?? "";
	const binary = bytes.includes(0);
	return {
		kind: "encoding",
		message: binary ? "this is a binary file, not text" : "this is not UTF-8 text",
		hint: "Save the file as UTF-8.",
		span: spanAt(text, text.length, 1),
	};
}

/** The largest index at or below `at` that does not cut a multi-byte character. */
function characterBoundary(bytes: Uint8Array, at: number): number {
	let start = at;
	while (start > 0 && at - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
	return start;
}

function forbidden(text: string, at: number): ParseError {
	const code = text.codePointAt(at) ?? 0;
	const base = { kind: "encoding", span: spanAt(text, at, code > 0xffff ? 2 : 1) } as const;
	if (code === 0xfeff && at === 0) {
		return { ...base, message: "the file begins with a byte order mark (BOM)", hint: FIX };
	}
	if (code === 0x0d) {
		return {
			...base,
			message: "the line ends with a carriage return (CRLF)",
			hint: FIX,
		};
	}
	if (code === 0) return { ...base, message: "this is a binary file, not text", hint: "Save the file as UTF-8." };
	return {
		...base,
		message: `the invisible or control character ${codePoint(code)} is not allowed`,
		hint: "Delete it; it often comes along when text is pasted.",
	};
}

function notNormal(text: string, normal: string): ParseError {
	let at = 0;
	while (text[at] === normal[at]) at++;
	// The combining mark changes the letter before it, so the letter is what is shown.
	const start = Math.max(0, at - 1);
	return {
		kind: "encoding",
		message: "an accented letter is written in two parts, the letter and its accent",
		hint: FIX,
		span: spanAt(text, start, 2),
	};
}
