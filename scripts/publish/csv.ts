import { stringify } from "csv-stringify/sync";
import type { TextArtifact } from "./artifact.ts";
import { joined, type Table } from "./table.ts";

/** Rows that are written at a time; one at a time would cost more than the rows. */
const ROWS = 500;

/**
 * A table as CSV by RFC 4180 (line ends LF), with a header row, lists joined by `; `, and a single quote in front of
 * whatever a spreadsheet would run as a formula.
 */
export function csvArtifact(table: Table): TextArtifact {
	return {
		path: `${table.name}.csv`,
		*pieces() {
			yield stringify([table.columns.map((column) => column.name)]);
			let rows: string[][] = [];
			for (const row of table.rows()) {
				rows.push(row.map((value) => String(joined(value) ?? "")));
				if (rows.length < ROWS) continue;
				yield stringify(rows, { escape_formulas: true });
				rows = [];
			}
			yield stringify(rows, { escape_formulas: true });
		},
	};
}
