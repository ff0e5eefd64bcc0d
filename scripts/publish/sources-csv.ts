import type { PublishedSource } from "../../schemas/published.ts";
import type { TextArtifact } from "./artifact.ts";
import { type CellRow, cellRows } from "./cells-csv.ts";
import { type Column, csvArtifact } from "./csv.ts";
import type { Dataset } from "./dataset.ts";

interface SourceRow extends CellRow {
	/** Place in the cell's list; the first, 1, is the main one. */
	readonly position: number;
	readonly source: PublishedSource;
}

const COLUMNS: readonly Column<SourceRow>[] = [
	{ name: "offering_id", value: ({ offering }) => offering.id },
	{ name: "dimension", value: ({ dimension }) => dimension },
	{ name: "model", value: ({ model }) => model },
	{ name: "position", value: ({ position }) => position },
	{ name: "kind", value: ({ source }) => source.kind },
	{ name: "url", value: ({ source }) => source.url },
	{ name: "title", value: ({ source }) => source.title },
	{ name: "archived", value: ({ source }) => source.archived },
	{ name: "published", value: ({ source }) => source.published },
	{ name: "captured", value: ({ source }) => source.captured },
	{ name: "sha256", value: ({ source }) => source.sha256 },
	{ name: "locator", value: ({ source }) => source.locator },
	{ name: "quote", value: ({ source }) => source.quote },
];

/** `sources.csv`: one row per source, by offering, dimension and place in the cell. */
export function sourcesCsv(dataset: Dataset): TextArtifact {
	return csvArtifact("sources.csv", COLUMNS, function* () {
		for (const row of cellRows(dataset)) {
			for (const [index, source] of row.cell.sources.entries()) yield { ...row, position: index + 1, source };
		}
	});
}
