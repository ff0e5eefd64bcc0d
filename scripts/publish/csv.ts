import { stringify } from "csv-stringify/sync";
import type { TextArtifact } from "./artifact.ts";
import type { ColumnType, Table, Value } from "./table.ts";

/** Rows that are written at a time; one at a time would cost more than the rows. */
const ROWS = 500;

/** Column types whose values are texts that anybody may have written. */
const TEXTS: ReadonlySet<ColumnType> = new Set(["string", "list", "json"]);

/**
 * Blanks and quotation marks, then apostrophes, before a sign that makes a spreadsheet calculate; the full-width signs
 * count as well. It begins where such a run begins, so that its time grows with the text alone.
 */
const BEFORE_SIGN = /((?<![\s"])[\s"]+|(?<![\s"']))('*)(?=[=+\-@＝＋－＠])/g;

/** Characters at which a spreadsheet may split a text. */
const [SEPARATOR, SEPARATING_BLANK] = [/[,;|]/, /[\t\r\n]/];

/** Returns a text in which nothing begins a formula: an apostrophe stands before each sign that would. */
export function disarmed(text: string): string {
	return withApostrophes(text, (apostrophes) => `'${apostrophes}`);
}

/** Returns the text that `disarmed` was given. */
export function rearmed(text: string): string {
	return withApostrophes(text, (apostrophes) => apostrophes.slice(1));
}

/** Replaces the apostrophes before each sign that would begin a formula without them. */
function withApostrophes(text: string, replaced: (apostrophes: string) => string): string {
	return text.replace(BEFORE_SIGN, (whole, blanks: string, apostrophes: string, at: number) => {
		const begins = at === 0 || SEPARATOR.test(text[at - 1] ?? "") || SEPARATING_BLANK.test(blanks);
		return begins ? `${blanks}${replaced(apostrophes)}` : whole;
	});
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
