import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { type GradeId, glyphOf, gradeOf } from "../../schemas/grades.ts";
import { aboutOf } from "./about.ts";
import type { Dataset } from "./dataset.ts";
import type { ColumnType, Table, Value } from "./table.ts";
import { cellRows, cellsTable } from "./tables/cells.ts";
import { gradeOrStatus } from "./tables/offerings.ts";
import { sourcesTable } from "./tables/sources.ts";

/** A value of the workbook: a day is `{ day }`, a link `{ text, url }`, a cell of the matrix may name its grade. */
export type SheetValue =
	| string
	| number
	| boolean
	| null
	| { readonly day: string }
	| { readonly text: string; readonly url: string }
	| { readonly text: string; readonly grade: GradeId };

/** One row of a sheet. */
export type SheetRow = readonly SheetValue[];

/** One sheet of the workbook, as plain data. */
export interface Sheet {
	readonly name: string;
	readonly heads: readonly string[];
	readonly widths: readonly number[];
	/** Columns that stay in view. */
	readonly frozen: number;
	readonly rows: Iterable<SheetRow>;
}

/**
 * Most rows of a sheet: Excel opens no sheet with more than 65,530 links, of which a row has up to six.
 */
export const MAX_ROWS = 10_000;
/** Longest text that a spreadsheet's cell holds, in characters. */
export const MAX_TEXT = 32_767;
/** Columns of the table of cells that the workbook leaves out: they stand in other sheets or serve programs. */
const LEFT_OUT = new Set([
	...["developer_id", "platform_id", "service_id", "facts", "requires", "contrary", "checked", "written_in", "differs"],
	...["source_unchanged", "source_locator", "source_quote", "source_reader", "source_publisher", "archived"],
	...["dispute_by", "dispute_statement", "dispute_url", "dispute_outcome", "dispute_closed"],
]);

/** Returns the sheets Matrix, Watch-outs, Cells, Sources and About. */
export function sheetsOf(dataset: Dataset): Sheet[] {
	return [
		matrixSheet(dataset),
		watchOutsSheet(dataset),
		tableSheet("Cells", cellsTable(dataset), LEFT_OUT),
		tableSheet("Sources", sourcesTable(dataset), new Set(["sha256", "document"])),
		{ name: "About", heads: ["what", "value"], widths: [18, 100], frozen: 0, rows: Object.entries(aboutOf(dataset)) },
	];
}

function matrixSheet({ offerings }: Dataset): Sheet {
	return {
		name: "Matrix",
		heads: ["Offering", ...DIMENSIONS.map(({ label }) => label)],
		widths: [36, ...DIMENSIONS.map(() => 18)],
		frozen: 1,
		rows: bounded(
			offerings.map(
				(offering): SheetRow => [
					{ text: offering.name, url: offering.permalink },
					...DIMENSIONS.map(({ id }): SheetValue => {
						const cell = offering.dimensions[id];
						if (!cell) return gradeOrStatus(offering, id).replace("_", " ");
						const { label } = gradeOf(cell.value);
						const glyph = glyphOf(cell);
						const limited = cell.value === "yes_public" && cell.limits.length > 0 ? ", with limits" : "";
						return { text: `${glyph} ${label}${limited}`, grade: cell.value };
					}),
				],
			),
		),
	};
}

function watchOutsSheet(dataset: Dataset): Sheet {
	const labels = new Map<string, string>(DIMENSIONS.map(({ id, label }) => [id, label]));
	function* rows(): Generator<SheetValue[]> {
		for (const { offering, dimension, model, cell } of cellRows(dataset)) {
			if (cell.value === "yes_public") continue;
			yield [
				{ text: model === null ? offering.name : `${offering.name}: ${model}`, url: cell.permalink },
				labels.get(dimension) ?? dimension,
				gradeOf(cell.value).label,
				cell.finding,
				cell.caveat,
				cell.fresh_until === null ? null : { day: cell.fresh_until },
			];
		}
	}
	return {
		name: "Watch-outs",
		heads: ["Offering", "Question", "Grade", "Finding", "Check before you sign", "Fresh until"],
		widths: [36, 20, 18, 44, 70, 12],
		frozen: 1,
		rows: bounded(rows()),
	};
}

function tableSheet(name: string, table: Table, leftOut: ReadonlySet<string>): Sheet {
	const kept = table.columns.flatMap((column, index) => (leftOut.has(column.name) ? [] : [{ ...column, index }]));
	function* rows(): Generator<SheetValue[]> {
		for (const row of table.rows()) yield kept.map(({ index, type }) => sheetValue(row[index] ?? null, type));
	}
	return {
		name,
		heads: kept.map((column) => column.name),
		widths: kept.map(({ type }) => (type === "date" ? 12 : 20)),
		frozen: 1,
		rows: bounded(rows()),
	};
}

/** Yields the first rows, and a last one that says how many are left out. */
function* bounded(rows: Iterable<SheetRow>): Generator<SheetRow> {
	let count = 0;
	for (const row of rows) if (count++ < MAX_ROWS) yield row;
	if (count > MAX_ROWS) yield [`and ${count - MAX_ROWS} more: see the CSV files`];
}

/** Returns a value as a sheet holds it: a list as JSON text, a long text cut with an ellipsis. */
function sheetValue(value: Value, type: ColumnType): SheetValue {
	if (typeof value === "object" && value !== null) return sheetValue(JSON.stringify(value), "string");
	if (typeof value !== "string") return value;
	if (type === "date") return { day: value };
	if (/^https:\/\/\S{1,2000}$/.test(value)) return { text: value, url: value };
	return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value;
}
