import type { Holder, Lookups } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";
import { describedDocuments } from "./places.ts";
import type { Finding } from "./rule.ts";

/** A text of a record that people read. */
export interface PlacedText {
	readonly path: Path;
	readonly text: string;
}

/** Returns the Markdown texts of a record: an offering's summary and the notes of cells. */
export function* markdownOf(holder: Holder, lookups: Lookups): Generator<PlacedText> {
	if ("summary" in holder) yield { path: ["summary"], text: holder.summary };
	for (const { path, cell } of lookups.cellsOf(holder)) yield { path: [...path, "notes"], text: cell.notes };
}

/** Returns every text that the registry writes in its own words. */
export function* proseOf(holder: Holder, lookups: Lookups): Generator<PlacedText> {
	yield* markdownOf(holder, lookups);
	if ("limits" in holder) yield* limitsOf([], holder.limits);
	for (const { path, cell } of lookups.cellsOf(holder)) {
		for (const key of ["finding", "caveat", "differs"] as const) {
			const text = cell[key];
			if (text !== undefined) yield { path: [...path, key], text };
		}
		yield* limitsOf(path, cell.limits);
	}
}

/** Returns the titles of documents and the places in them. */
export function* labelsOf(holder: Holder, lookups: Lookups): Generator<PlacedText> {
	for (const { path, document } of describedDocuments(holder, lookups)) {
		if (document.title !== undefined) yield { path: [...path, "title"], text: document.title };
	}
	for (const { path, cell } of lookups.cellsOf(holder)) {
		for (const [index, { locator }] of (cell.sources ?? []).entries()) {
			if (locator !== undefined) yield { path: [...path, "sources", index, "locator"], text: locator };
		}
	}
}

function* limitsOf(path: Path, limits: readonly { readonly what: string }[] = []): Generator<PlacedText> {
	for (const [index, { what }] of limits.entries()) yield { path: [...path, "limits", index, "what"], text: what };
}

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
