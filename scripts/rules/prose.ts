import type { Holder, PlacedCell } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";
import { readMarkdown } from "./markdown.ts";
import type { MarkdownReading } from "./markdown-lint.ts";
import type { PlacedDocument } from "./places.ts";

/** A text of a record that people read. */
export interface PlacedText {
	readonly path: Path;
	readonly text: string;
}

/** A Markdown text with its faults and links. */
export interface PlacedMarkdown extends PlacedText {
	readonly reading: MarkdownReading;
}

/** Returns the Markdown texts of a record: an offering's summary and the notes of cells. */
export function markdownOf(holder: Holder, cells: readonly PlacedCell[]): PlacedMarkdown[] {
	const placed = (path: Path, text: string) => ({ path, text, reading: readMarkdown(text) });
	return [
		...("summary" in holder ? [placed(["summary"], holder.summary)] : []),
		...cells.map(({ path, cell }) => placed([...path, "notes"], cell.notes)),
	];
}

/** Returns every text that the registry writes in its own words. */
export function proseOf(
	holder: Holder,
	cells: readonly PlacedCell[],
	markdown: readonly PlacedMarkdown[],
): PlacedText[] {
	const texts: PlacedText[] = [...markdown];
	if ("limits" in holder) addLimits(texts, [], holder.limits);
	for (const { path, cell } of cells) {
		for (const key of ["finding", "caveat", "differs"] as const) {
			const text = cell[key];
			if (text !== undefined) texts.push({ path: [...path, key], text });
		}
		addLimits(texts, path, cell.limits);
	}
	return texts;
}

/** Returns the titles of documents and the places in them. */
export function labelsOf(cells: readonly PlacedCell[], documents: readonly PlacedDocument[]): PlacedText[] {
	const labels: PlacedText[] = [];
	for (const { path, document } of documents) {
		if (document.title !== undefined) labels.push({ path: [...path, "title"], text: document.title });
	}
	for (const { path, cell } of cells) {
		for (const [index, { locator }] of (cell.sources ?? []).entries()) {
			if (locator !== undefined) labels.push({ path: [...path, "sources", index, "locator"], text: locator });
		}
	}
	return labels;
}

function addLimits(texts: PlacedText[], path: Path, limits: readonly { readonly what: string }[] = []): void {
	for (const [index, { what }] of limits.entries())
		texts.push({ path: [...path, "limits", index, "what"], text: what });
}
