import { stringify } from "csv-stringify/sync";
import type { TextArtifact } from "./artifact.ts";
import type { ColumnType, Table, Value } from "./table.ts";

/** Rows that are written at a time; one at a time would cost more than the rows. */
const ROWS = 500;

/** Column types whose values are texts that anybody may have written. */
const TEXTS: ReadonlySet<ColumnType> = new Set(["string", "list", "json"]);

/**
 * Beginning of a formula: a sign that makes a spreadsheet calculate, at the beginning of a text or after a character at
 * which one may split it, whatever blanks, quotation marks and apostrophes stand between. The full-width signs count
 * as well.
 */
const FORMULA = /(^|[,;|\t\r\n])([\s"]*)(?='*[=+\-@＝＋－＠])/g;
const DISARMED = /(^|[,;|\t\r\n])([\s"]*)'(?='*[=+\-@＝＋－＠])/g;

/** Returns a text in which nothing begins a formula: an apostrophe stands before each sign that would. */
export function disarmed(text: string): string {
	return text.replace(FORMULA, "$1$2'");
}

/** Returns the text that `disarmed` was given. */
export function rearmed(text: string): string {
	return text.replace(DISARMED, "$1$2");
}

/**
 * Returns a table as CSV by RFC 4180 (line ends LF, every field quoted) with a header row. Lists and objects are JSON text, null is
 * empty, and nothing in it runs as a formula, whatever a spreadsheet takes for the separator.
 */
export function csvArtifact(table: Table): TextArtifact {
	return {
		path: `${table.name}.csv`,
		*pieces() {
			const isText = table.columns.map(({ type }) => TEXTS.has(type));
			yield stringify([table.columns.map((column) => column.name)], { quoted: true });
			let rows: string[][] = [];
			for (const row of table.rows()) {
				rows.push(row.map((value, index) => (isText[index] ? disarmed(plainText(value)) : plainText(value))));
				if (rows.length < ROWS) continue;
				yield stringify(rows, { quoted: true });
				rows = [];
			}
			yield stringify(rows, { quoted: true });
		},
	};
}

/** Returns a value as text: a list as JSON, null as nothing. */
function plainText(value: Value): string {
	if (value === null) return "";
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}
