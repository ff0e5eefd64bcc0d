import { type MessagePort, parentPort } from "node:worker_threads";
import { Workbook } from "@cj-tech-master/excelts";
import type { GradeId } from "../../schemas/grades.ts";
import type { Sheet, SheetValue } from "./workbook.ts";

/** Input of the thread: the sheets, and shared memory for the bytes and the signal that they are ready. */
export interface WorkbookCall {
	readonly title: string;
	/** Day that the file says it was made on. */
	readonly day: string;
	readonly sheets: readonly Sheet[];
	readonly reply: MessagePort;
	readonly done: Int32Array;
}

/** Fill colours of the grades, as ARGB. */
const FILLS: Readonly<Record<GradeId, string>> = {
	yes_public: "FFB7E1CD",
	yes_sales_gated: "FFCFE8FC",
	yes_platform_only: "FFD9D2E9",
	partial: "FFFFF2CC",
	unclear: "FFFCE5CD",
	no_public_evidence: "FFF4CCCC",
};

async function workbookBytes({ title, day, sheets }: WorkbookCall): Promise<Uint8Array> {
	const made = dateOf(day);
	const book = new Workbook();
	book.title = title;
	book.created = made;
	book.modified = made;
	for (const sheet of sheets) addSheet(book, sheet);
	return await book.xlsx.writeBuffer({ zip: { modTime: localNoon(day) } });
}

function addSheet(book: Workbook, { name, heads, widths, frozen, rows }: Sheet): void {
	const sheet = book.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1, xSplit: frozen }] });
	sheet.addRow([...heads]).font = { bold: true };
	sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: 1, col: heads.length } };
	for (const values of rows) {
		const row = sheet.addRow(values.map(workbookValue));
		for (const [index, value] of values.entries()) {
			if (typeof value !== "object" || value === null || !("grade" in value)) continue;
			row.getCell(index + 1).fill = { type: "pattern", pattern: "solid", fgColor: { argb: FILLS[value.grade] } };
		}
	}
	for (const [index, width] of widths.entries()) sheet.getColumn(index + 1).width = width;
}

function workbookValue(
	value: SheetValue,
): string | number | boolean | null | Date | { text: string; hyperlink: string } {
	if (typeof value !== "object" || value === null) return value;
	if ("day" in value) return dateOf(value.day);
	return "url" in value ? { text: value.text, hyperlink: value.url } : value.text;
}

/** Returns noon of a day where the program runs: a zip file holds local times, which are then the same everywhere. */
function localNoon(day: string): Date {
	const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
	return new Date(year, month - 1, date, 12);
}

function dateOf(day: string): Date {
	return new Date(`${day}T00:00:00Z`);
}

parentPort?.on("message", async (call: WorkbookCall) => {
	let bytes: Uint8Array | Error;
	try {
		bytes = await workbookBytes(call);
	} catch (error) {
		bytes = error instanceof Error ? error : new Error(String(error));
	}
	call.reply.postMessage(bytes);
	Atomics.store(call.done, 0, 1);
	Atomics.notify(call.done, 0);
});
