import { Workbook, type Worksheet } from "@cj-tech-master/excelts";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { type GradeId, gradeOf } from "../../schemas/grades.ts";
import { aboutOf } from "./about.ts";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import type { Table, Value } from "./table.ts";
import { cellRows, cellsTable } from "./tables/cells.ts";
import { gradeOrStatus } from "./tables/offerings.ts";
import { sourcesTable } from "./tables/sources.ts";

/** Fill colours of the grades in the matrix, as ARGB. */
const FILLS: Readonly<Record<GradeId, string>> = {
	yes_public: "FFB7E1CD",
	yes_sales_gated: "FFCFE8FC",
	yes_platform_only: "FFD9D2E9",
	partial: "FFFFF2CC",
	unclear: "FFFCE5CD",
	no_public_evidence: "FFF4CCCC",
};

/** Longest text that a spreadsheet's cell holds. */
const MAX_TEXT = 32_767;

/**
 * Returns `registry.xlsx`: sheets Matrix, Watch-outs, Cells, Sources and About, with filters, real dates and links. Nothing in it
 * is a formula, and the same data set gives the same bytes.
 */
export async function xlsxArtifact(dataset: Dataset): Promise<Artifact> {
	const made = new Date(`${dataset.header.generated}T00:00:00Z`);
	const book = new Workbook();
	book.created = made;
	book.modified = made;
	book.creator = dataset.header.name;
	book.title = `${dataset.header.name} ${dataset.header.version}`;
	addMatrix(book, dataset);
	addWatchOuts(book, dataset);
	addTable(book, "Cells", cellsTable(dataset));
	addTable(book, "Sources", sourcesTable(dataset));
	const about = book.addWorksheet("About");
	for (const [key, value] of Object.entries(aboutOf(dataset))) about.addRow([key, value]);
	about.getColumn(1).width = 18;
	about.getColumn(2).width = 100;
	const bytes = Buffer.from(await book.xlsx.writeBuffer({ zip: { modTime: made } }));
	return { path: "registry.xlsx", pieces: () => [bytes] };
}

function addMatrix(book: Workbook, { offerings }: Dataset): void {
	const sheet = sheetOf(book, "Matrix", ["Offering", ...DIMENSIONS.map(({ label }) => label)], 1);
	for (const offering of offerings) {
		const row = sheet.addRow([
			{ text: offering.name, hyperlink: offering.permalink },
			...DIMENSIONS.map(({ id }) => {
				const cell = offering.dimensions[id];
				if (!cell) return gradeOrStatus(offering, id).replace("_", " ");
				const { glyph, label } = gradeOf(cell.value);
				return `${glyph} ${label}${cell.value === "yes_public" && cell.limits.length > 0 ? ", with limits" : ""}`;
			}),
		]);
		for (const [index, { id }] of DIMENSIONS.entries()) {
			const grade = offering.dimensions[id]?.value;
			if (!grade) continue;
			row.getCell(index + 2).fill = { type: "pattern", pattern: "solid", fgColor: { argb: FILLS[grade] } };
		}
	}
	setWidths(sheet, [36, ...DIMENSIONS.map(() => 18)]);
}

function addWatchOuts(book: Workbook, dataset: Dataset): void {
	const sheet = sheetOf(book, "Watch-outs", ["Offering", "Question", "Grade", "Finding", "Check before you sign", "Fresh until"]);
	for (const { offering, dimension, model, cell } of cellRows(dataset)) {
		if (cell.value === "yes_public") continue;
		const { label } = DIMENSIONS.find(({ id }) => id === dimension) ?? { label: dimension };
		sheet.addRow([
			{ text: model === null ? offering.name : `${offering.name}: ${model}`, hyperlink: cell.permalink },
			label,
			gradeOf(cell.value).label,
			cell.finding,
			cell.caveat,
			cell.fresh_until === null ? null : dayOf(cell.fresh_until),
		]);
	}
	setWidths(sheet, [36, 20, 18, 44, 70, 12]);
}

function addTable(book: Workbook, name: string, { columns, rows }: Table): void {
	const sheet = sheetOf(book, name, columns.map((column) => column.name), 1);
	for (const row of rows()) {
		sheet.addRow(row.map((value, index) => (columns[index]?.type === "date" ? dateValue(value) : plainValue(value))));
	}
	setWidths(sheet, columns.map(({ type }) => (type === "date" ? 12 : 20)));
}

function sheetOf(book: Workbook, name: string, heads: readonly string[], frozenColumns = 0): Worksheet {
	const sheet = book.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1, xSplit: frozenColumns }] });
	const head = sheet.addRow([...heads]);
	head.font = { bold: true };
	sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: heads.length } };
	return sheet;
}

function setWidths(sheet: Worksheet, widths: readonly number[]): void {
	for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
}

function dateValue(value: Value): Date | null {
	return typeof value === "string" ? dayOf(value) : null;
}

function dayOf(day: string): Date {
	return new Date(`${day}T00:00:00Z`);
}

/** Returns a value as a spreadsheet holds it: a link for a URL, a list as JSON text, a long text cut with an ellipsis. */
function plainValue(value: Value): string | number | boolean | null | { text: string; hyperlink: string } {
	if (typeof value === "object" && value !== null) return plainValue(JSON.stringify(value));
	if (typeof value !== "string") return value;
	if (/^https:\/\/\S{1,2000}$/.test(value)) return { text: value, hyperlink: value };
	return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT - 1)}…` : value;
}
