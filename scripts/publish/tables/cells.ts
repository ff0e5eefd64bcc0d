import { DIMENSION_IDS, type DimensionId } from "../../../schemas/dimensions/index.ts";
import {
	CELL_STATUSES,
	type CellStatus,
	type PublishedCell,
	type PublishedOffering,
	publishedCell,
	publishedDispute,
	publishedOffering,
	publishedReader,
	publishedSource,
} from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { type Column, columnsOf, type Table, tableOf } from "../table.ts";

/** One answer about one offering, assessed or not. */
export interface AnswerRow {
	readonly offering: PublishedOffering;
	readonly dimension: DimensionId;
	/** The model, for the cell of one model alone. */
	readonly model: string | null;
	readonly cell_id: string;
	readonly status: CellStatus;
	readonly cell: PublishedCell | null;
}

/** An assessed answer. */
export interface CellRow extends AnswerRow {
	readonly cell: PublishedCell;
}

/** Returns every answer by offering and dimension; the cells of single models after those of the family. */
export function* answerRows(dataset: Pick<Dataset, "offerings">): Generator<AnswerRow> {
	for (const offering of dataset.offerings) {
		for (const dimension of DIMENSION_IDS) {
			const cell = offering.dimensions[dimension] ?? null;
			const status = cellStatus(offering, dimension);
			yield { offering, dimension, model: null, cell_id: `${offering.id}/${dimension}`, status, cell };
		}
		for (const { model, dimensions } of offering.model_exceptions) {
			for (const [dimension, cell] of Object.entries(dimensions) as [DimensionId, PublishedCell][]) {
				yield { offering, dimension, model, cell_id: cell.cell_id, status: "assessed", cell };
			}
		}
	}
}

/** Returns every assessed answer. */
export function* cellRows(dataset: Pick<Dataset, "offerings">): Generator<CellRow> {
	for (const row of answerRows(dataset)) if (row.cell) yield { ...row, cell: row.cell };
}

/** Returns the state of an offering's answer to a question. */
export function cellStatus(offering: PublishedOffering, dimension: DimensionId): CellStatus {
	if (offering.dimensions[dimension]) return "assessed";
	return offering.not_applicable.includes(dimension) ? "not_applicable" : "not_assessed";
}

/** Keys of a cell that are columns as they are, after those that every answer has. */
const CELL_KEYS = [
	...["value", "contrary", "confidence", "finding", "caveat", "requires", "notes", "verified", "evidence_date"],
	...["verified_via", "checked", "fresh_until", "state_at_release", "valid_until", "written_in", "differs"],
	...["tier", "route", "default", "geography", "facts"],
] as const satisfies readonly (keyof PublishedCell)[];

/** Keys of a source that the row of its cell repeats for the main one. */
const MAIN_SOURCE_KEYS = [
	"title",
	"publisher",
	"via",
	"published",
	"captured",
	"unchanged",
	"locator",
	"quote",
] as const;

const COLUMNS: readonly Column<AnswerRow>[] = [
	{
		...text("cell_id", "Key of the answer: `<offering>/<dimension>`, with `/<model>` for a model exception."),
		value: (row) => row.cell_id,
	},
	...columnsOf(
		publishedOffering,
		["id", "name", "developer_id", "platform_id", "service_id"],
		({ offering }: AnswerRow, key) => offering[key],
		{
			id: { name: "offering_id", references: "offerings" },
			name: { name: "offering" },
			developer_id: { references: "vendors" },
			platform_id: { references: "vendors" },
			service_id: { references: "services" },
		},
	),
	{ ...text("dimension", "Id of the dimension."), references: "dimensions", value: (row) => row.dimension },
	{ ...text("model", "The model, for the cell of one model alone."), nullable: true, value: (row) => row.model },
	{
		...text("status", "assessed, not_assessed or not_applicable; all further columns are null unless it is assessed."),
		values: CELL_STATUSES,
		value: (row) => row.status,
	},
	...columnsOf(publishedCell, CELL_KEYS, ({ cell }: AnswerRow, key) => cell?.[key] ?? null, {
		...Object.fromEntries(CELL_KEYS.map((key) => [key, { nullable: true }])),
		value: { nullable: true, references: "grades" },
		default: { nullable: true, name: "default_state" },
	}),
	...columnsOf(publishedCell, ["source", "archived"], ({ cell }: AnswerRow, key) => cell?.[key] ?? null),
	...columnsOf(
		publishedSource,
		MAIN_SOURCE_KEYS,
		({ cell }: AnswerRow, key) => cell?.sources[0]?.[key] ?? null,
		Object.fromEntries(
			MAIN_SOURCE_KEYS.map((key) => [
				key,
				{ name: `source_${key}`, nullable: true, description: `\`${key}\` of the main source; see sources.` },
			]),
		),
	),
	...columnsOf(publishedReader, ["name"], ({ cell }: AnswerRow) => cell?.sources[0]?.reader?.name ?? null, {
		name: { name: "source_reader", nullable: true, description: "Name of the main source's reader." },
	}),
	counted("source_count", "Number of sources.", (cell) => cell.sources.length),
	counted("limit_count", "Number of limits.", (cell) => cell.limits.length),
	...columnsOf(
		publishedDispute,
		["opened", "by", "statement", "url", "outcome", "closed"],
		({ cell }: AnswerRow, key) => cell?.dispute?.[key] ?? null,
		Object.fromEntries(
			(["opened", "by", "statement", "url", "outcome", "closed"] as const).map((key) => [
				key,
				{ name: `dispute_${key}`, nullable: true },
			]),
		),
	),
	{
		...text("permalink", "URL of the answer on the site."),
		value: ({ offering, dimension }) => `${offering.permalink}#${dimension}`,
	},
];

/** Returns the long table: one row per offering and dimension, assessed or not, and per model exception. */
export function cellsTable(dataset: Dataset): Table {
	return tableOf(
		{
			name: "cells",
			title: "Cells",
			description: "One row per offering and dimension, assessed or not, and per cell of a single model.",
			key: ["cell_id"],
		},
		COLUMNS,
		() => answerRows(dataset),
	);
}

/** Returns the column that names the cell of a row. */
export function cellIdColumn(): Column<CellRow> {
	return { ...text("cell_id", "Key of the cell."), references: "cells", value: ({ cell }) => cell.cell_id };
}

/** Returns the description of a text column that is never null. */
export function text(name: string, description: string) {
	return { name, type: "string", nullable: false, description } as const;
}

function counted(name: string, description: string, count: (cell: PublishedCell) => number): Column<AnswerRow> {
	return {
		name,
		type: "integer",
		nullable: true,
		description,
		value: ({ cell }) => (cell ? count(cell) : null),
	};
}
