import type { PublishedCell, PublishedOffering } from "../../schemas/published.ts";
import type { Dataset } from "./dataset.ts";
import { type Column, type Table, tableOf } from "./table.ts";

/** A cell with the offering that it belongs to; `model` for the cell of one model alone. */
export interface CellRow {
	readonly offering: PublishedOffering;
	readonly dimension: string;
	readonly model: string | null;
	readonly cell: PublishedCell;
}

const COLUMNS: readonly Column<CellRow>[] = [
	{ name: "offering_id", value: ({ offering }) => offering.id },
	{ name: "offering", value: ({ offering }) => offering.name },
	{ name: "developer_id", value: ({ offering }) => offering.developer_id },
	{ name: "platform_id", value: ({ offering }) => offering.platform_id },
	{ name: "dimension", value: ({ dimension }) => dimension },
	{ name: "model", value: ({ model }) => model },
	{ name: "value", value: ({ cell }) => cell.value },
	{ name: "contrary", type: "boolean", value: ({ cell }) => cell.contrary },
	{ name: "confidence", value: ({ cell }) => cell.confidence },
	{ name: "verified", type: "date", value: ({ cell }) => cell.verified },
	{ name: "verified_via", value: ({ cell }) => cell.verified_via },
	{ name: "expires", type: "date", value: ({ cell }) => cell.expires },
	{ name: "state", value: ({ cell }) => cell.state },
	{ name: "caveat", value: ({ cell }) => cell.caveat },
	{ name: "notes", value: ({ cell }) => cell.notes },
	{ name: "source", value: ({ cell }) => cell.source },
	{ name: "source_title", value: ({ cell }) => cell.sources[0]?.title ?? null },
	{ name: "source_kind", value: ({ cell }) => cell.sources[0]?.kind ?? null },
	{ name: "archived", value: ({ cell }) => cell.archived },
	{ name: "published", type: "date", value: ({ cell }) => cell.sources[0]?.published ?? null },
	{ name: "captured", type: "date", value: ({ cell }) => cell.sources[0]?.captured ?? null },
	{ name: "source_count", type: "integer", value: ({ cell }) => cell.sources.length },
	{ name: "searched", value: ({ cell }) => cell.searched },
	{ name: "tier", value: ({ cell }) => cell.tier },
	{ name: "route", value: ({ cell }) => cell.route },
	{ name: "default", value: ({ cell }) => cell.default },
	{ name: "geography", value: ({ cell }) => cell.geography },
	{ name: "valid_until", type: "date", value: ({ cell }) => cell.valid_until },
	{ name: "facts", value: ({ cell }) => Object.entries(cell.facts).map(([key, value]) => `${key}=${String(value)}`) },
];

/** One row per cell with every qualifier, its main source and its dates. */
export function cellsTable(dataset: Dataset): Table {
	return tableOf("cells", ["offering_id", "dimension", "model"], COLUMNS, () => cellRows(dataset));
}

/** Every cell, by offering and dimension; the cells of single models after those of the family. */
export function* cellRows(dataset: Dataset): Generator<CellRow> {
	for (const offering of dataset.offerings) {
		for (const { model, dimensions } of [
			{ model: null, dimensions: offering.dimensions },
			...offering.model_exceptions,
		]) {
			for (const [dimension, cell] of Object.entries(dimensions)) {
				if (cell) yield { offering, dimension, model, cell };
			}
		}
	}
}
