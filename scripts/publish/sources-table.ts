import type { PublishedSource } from "../../schemas/published.ts";
import { type CellRow, cellRows } from "./cells-table.ts";
import type { Dataset } from "./dataset.ts";
import { type Column, type Table, tableOf } from "./table.ts";

interface SourceRow extends CellRow {
	/** Place in the cell's list; the first, 1, is the main one. */
	readonly position: number;
	readonly source: PublishedSource;
}

const COLUMNS: readonly Column<SourceRow>[] = [
	{ name: "offering_id", value: ({ offering }) => offering.id },
	{ name: "dimension", value: ({ dimension }) => dimension },
	{ name: "model", value: ({ model }) => model },
	{ name: "position", type: "integer", value: ({ position }) => position },
	{ name: "kind", value: ({ source }) => source.kind },
	{ name: "url", value: ({ source }) => source.url },
	{ name: "title", value: ({ source }) => source.title },
	{ name: "archived", value: ({ source }) => source.archived },
	{ name: "published", type: "date", value: ({ source }) => source.published },
	{ name: "captured", type: "date", value: ({ source }) => source.captured },
	{ name: "sha256", value: ({ source }) => source.sha256 },
	{ name: "locator", value: ({ source }) => source.locator },
	{ name: "quote", value: ({ source }) => source.quote },
];

/** One row per source, by offering, dimension and place in the cell. */
export function sourcesTable(dataset: Dataset): Table {
	return tableOf("sources", ["offering_id", "dimension", "model", "position"], COLUMNS, function* () {
		for (const row of cellRows(dataset)) {
			for (const [index, source] of row.cell.sources.entries()) yield { ...row, position: index + 1, source };
		}
	});
}
