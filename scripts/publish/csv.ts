import { stringify } from "csv-stringify/sync";
import type { TextArtifact } from "./artifact.ts";
import { joined, type Table } from "./table.ts";

/**
 * A table as CSV by RFC 4180 (line ends LF), with a header row, lists joined by `; `, and a single quote in front of
 * whatever a spreadsheet would run as a formula.
 */
export function csvArtifact(table: Table): TextArtifact {
	return {
		path: `${table.name}.csv`,
		*pieces() {
			yield stringify([table.columns.map((column) => column.name)]);
			for (const row of table.rows()) {
				yield stringify([row.map((value) => String(joined(value) ?? ""))], { escape_formulas: true });
			}
		},
	};
}
