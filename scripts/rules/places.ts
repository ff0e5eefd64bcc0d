import type { WrittenSource } from "../../schemas/source.ts";
import type { Holder, PlacedCell } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";

/** The keys of a document, as far as they are there. */
export type DocumentKeys = Omit<WrittenSource, "document" | "locator" | "quote">;

/** A document as it is described in a record, by name or within a source; not yet known to have all its keys. */
export interface PlacedDocument {
	readonly path: Path;
	readonly document: DocumentKeys;
	/** The source that describes it; null for a document of `documents`. */
	readonly source: WrittenSource | null;
}

/** Returns every document that a record describes, in order. */
export function describedDocuments(holder: Holder, cells: readonly PlacedCell[]): PlacedDocument[] {
	const found: PlacedDocument[] = [];
	for (const [name, document] of Object.entries(holder.documents ?? {})) {
		found.push({ path: ["documents", name], document, source: null });
	}
	for (const { path, cell } of cells) {
		for (const [index, source] of (cell.sources ?? []).entries()) {
			if (source.document === undefined) found.push({ path: [...path, "sources", index], document: source, source });
		}
	}
	return found;
}
