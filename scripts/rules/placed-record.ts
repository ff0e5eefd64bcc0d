import type { Lookups, PlacedCell } from "../registry/lookups.ts";
import type { RegistryRecord } from "../registry/record.ts";
import { datesOf, type PlacedDate } from "./dates.ts";
import { describedDocuments, type PlacedDocument } from "./places.ts";
import { labelsOf, markdownOf, type PlacedMarkdown, type PlacedText, proseOf } from "./prose.ts";
import { type PlacedUrl, urlsOf } from "./urls.ts";

/** The parts of a record that rules look at, each with its place: gathered once for all rules. */
interface Parts {
	/** Cells that are written in the record, those of model exceptions included. */
	readonly cells: readonly PlacedCell[];
	readonly documents: readonly PlacedDocument[];
	/** URLs that stand as evidence or lead to it, archived copies apart. */
	readonly urls: readonly PlacedUrl[];
	readonly dates: readonly PlacedDate[];
	/** Markdown texts: an offering's summary and the notes of cells. */
	readonly markdown: readonly PlacedMarkdown[];
	/** Every text that the registry writes in its own words. */
	readonly prose: readonly PlacedText[];
	/** Titles of documents and places in them. */
	readonly labels: readonly PlacedText[];
}

/** A record with its parts. */
export type PlacedRecord = RegistryRecord & Parts;

/** Gathers the parts of a record. */
export function placedRecord(record: RegistryRecord, lookups: Lookups): PlacedRecord {
	const { value } = record;
	const cells = lookups.cellsOf(value);
	const documents = describedDocuments(value, cells);
	const markdown = markdownOf(value, cells);
	return {
		...record,
		cells,
		documents,
		urls: urlsOf(value, cells, documents),
		dates: datesOf(value, cells, documents),
		markdown,
		prose: proseOf(value, cells, markdown),
		labels: labelsOf(cells, documents),
	};
}
