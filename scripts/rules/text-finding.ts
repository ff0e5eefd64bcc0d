import type { PlacedText } from "./prose.ts";
import type { Finding } from "./rule.ts";

/** Returns a finding on the part of a text that a pattern matched. */
export function findingAt(
	placed: PlacedText,
	match: Pick<RegExpExecArray, 0 | "index">,
	words: Pick<Finding, "message" | "hint">,
): Finding {
	return { path: placed.path, range: { start: match.index, end: match.index + match[0].length }, ...words };
}

/** Returns the sentence that holds a place of a text. */
export function sentenceAround(text: string, at: number): string {
	const start = Math.max(text.lastIndexOf(". ", at), text.lastIndexOf("\n", at)) + 1;
	const end = text.slice(at).search(/[.!?](?:\s|$)|\n/);
	return text.slice(start, end === -1 ? text.length : at + end);
}
