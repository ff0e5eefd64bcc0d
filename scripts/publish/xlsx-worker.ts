import { Writable } from "node:stream";
import { type MessagePort, parentPort } from "node:worker_threads";
import { WorkbookWriter } from "@cj-tech-master/excelts";
import type { GradeId } from "../../schemas/grades.ts";
import type { Sheet, SheetRow, SheetValue } from "./workbook.ts";
import { atNoon } from "./zip-time.ts";

/** Part of a workbook, in the order in which the thread takes them: the book, its sheets with their rows, the end. */
export type WorkbookPart =
	/** `day` is the one that the file says it was made on. */
	| { readonly kind: "book"; readonly author: string; readonly title: string; readonly day: string }
	| { readonly kind: "sheet"; readonly sheet: Omit<Sheet, "rows"> }
	| { readonly kind: "rows"; readonly rows: readonly SheetRow[] }
	/** The bytes go to `reply`; `done` is shared memory, for the signal that they are there. */
	| { readonly kind: "end"; readonly reply: MessagePort; readonly done: Int32Array };

/** Fill colours of the grades, as ARGB. */
const FILLS: Readonly<Record<GradeId, string>> = {
	yes_public: "FFB7E1CD",
	yes_sales_gated: "FFCFE8FC",
	yes_platform_only: "FFD9D2E9",
	partial: "FFFFF2CC",
	unclear: "FFFCE5CD",
	no_public_evidence: "FFF4CCCC",
};

/** The library writes rows as they come, and holds none: a workbook of objects took most of the memory of a build. */
class Book {
	readonly #chunks: Uint8Array[] = [];
	readonly #day: string;
	readonly #writer: WorkbookWriter;
	#sheet: ReturnType<WorkbookWriter["addWorksheet"]> | undefined;

	constructor({ author, title, day }: Extract<WorkbookPart, { kind: "book" }>) {
		const made = dateOf(day);
		this.#day = day;
		this.#writer = new WorkbookWriter({
			creator: author,
			lastModifiedBy: author,
			created: made,
			modified: made,
			useStyles: true,
			stream: new Writable({
				write: (chunk: Uint8Array, _encoding, callback) => {
					this.#chunks.push(chunk);
					callback();
				},
			}),
		});
		// It writes a title, and its types do not say so.
		Object.assign(this.#writer, { title });
	}

	add({ name, heads, widths, frozen }: Omit<Sheet, "rows">): void {
		this.#sheet?.commit();
		this.#sheet = this.#writer.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1, xSplit: frozen }] });
		this.#sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: 1, col: heads.length } };
		for (const [index, width] of widths.entries()) this.#sheet.getColumn(index + 1).width = width;
		const row = this.#sheet.addRow([...heads]);
		row.font = { bold: true };
		row.commit();
	}

	addRow(values: SheetRow): void {
		const row = this.#sheet?.addRow(values.map(workbookValue));
		for (const [index, value] of values.entries()) {
			if (typeof value !== "object" || value === null || !("grade" in value)) continue;
			if (row)
				row.getCell(index + 1).fill = { type: "pattern", pattern: "solid", fgColor: { argb: FILLS[value.grade] } };
		}
		row?.commit();
	}

	async bytes(): Promise<Uint8Array> {
		this.#sheet?.commit();
		await this.#writer.commit();
		return atNoon(Buffer.concat(this.#chunks), this.#day);
	}
}

function workbookValue(
	value: SheetValue,
): string | number | boolean | null | Date | { text: string; hyperlink: string } {
	if (typeof value !== "object" || value === null) return value;
	if ("day" in value) return dateOf(value.day);
	return "url" in value ? { text: value.text, hyperlink: value.url } : value.text;
}

function dateOf(day: string): Date {
	return new Date(`${day}T00:00:00Z`);
}

let book: Book | undefined;
/** Reason why the present workbook cannot be made. */
let failure: Error | undefined;

function take(part: Exclude<WorkbookPart, { kind: "end" }>): void {
	if (part.kind === "book") {
		failure = undefined;
		book = new Book(part);
	} else if (part.kind === "sheet") book?.add(part.sheet);
	else for (const row of part.rows) book?.addRow(row);
}

async function finished(): Promise<Uint8Array | Error> {
	if (failure) return failure;
	try {
		return (await book?.bytes()) ?? new Error("no workbook was begun");
	} catch (error) {
		return asError(error);
	}
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

parentPort?.on("message", async (part: WorkbookPart) => {
	if (part.kind === "end") {
		part.reply.postMessage(await finished());
		Atomics.store(part.done, 0, 1);
		Atomics.notify(part.done, 0);
		return;
	}
	try {
		if (part.kind === "book" || !failure) take(part);
	} catch (error) {
		failure = asError(error);
	}
});
