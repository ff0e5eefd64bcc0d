import type { EntryKind } from "../lib/tree.ts";

/** A span of a text: 1-based lines and columns (UTF-16 code units), the end column exclusive. */
export interface Span {
	readonly line: number;
	readonly column: number;
	readonly end_line: number;
	readonly end_column: number;
}

/** The span at which a file as a whole is reported. */
export const FILE_START: Span = { line: 1, column: 1, end_line: 1, end_column: 1 };

/** Reason why a file has no value. At most one: nothing after the first can be trusted. */
export type ParseError =
	| { readonly kind: "irregular"; readonly what: EntryKind; readonly span: Span }
	| { readonly kind: "name"; readonly span: Span }
	| { readonly kind: "unreadable"; readonly reason: string; readonly span: Span }
	| { readonly kind: "size"; readonly message: string; readonly hint: string; readonly span: Span }
	| { readonly kind: "encoding"; readonly message: string; readonly hint: string; readonly span: Span }
	| { readonly kind: "syntax"; readonly message: string; readonly hint: string; readonly span: Span };

/** The span of `length` code units at `offset` in `text`, ending at the latest with its line. */
export function spanAt(text: string, offset: number, length: number): Span {
	const start = Math.max(0, Math.min(offset, text.length));
	const lineStart = lineStartOf(text, start);
	let line = 1;
	for (let at = text.indexOf("\n"); at !== -1 && at < lineStart; at = text.indexOf("\n", at + 1)) line++;
	const lineEnd = text.indexOf("\n", start);
	const end = Math.min(start + length, lineEnd === -1 ? text.length : lineEnd);
	return { line, column: start - lineStart + 1, end_line: line, end_column: Math.max(end, start) - lineStart + 1 };
}

/** Offset at which the line of an offset begins. */
export function lineStartOf(text: string, offset: number): number {
	return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
