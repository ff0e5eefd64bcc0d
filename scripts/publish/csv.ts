import { stringify } from "csv-stringify/sync";
import type { TextArtifact } from "./artifact.ts";

/** A value that one CSV field can show. */
export type CsvValue = string | number | boolean | null | readonly (string | number | boolean)[];

/** A column: its header, and how its value is read from a row. */
export interface Column<Row> {
	readonly name: string;
	value(row: Row): CsvValue;
}

/**
 * A CSV artifact by RFC 4180 (line ends LF), with a header row, lists joined by `; `, and a single quote in front of
 * whatever a spreadsheet would run as a formula.
 */
export function csvArtifact<Row>(
	path: string,
	columns: readonly Column<Row>[],
	rows: () => Iterable<Row>,
): TextArtifact {
	return {
		path,
		*pieces() {
			yield stringify([columns.map((column) => column.name)]);
			for (const row of rows())
				yield stringify([columns.map((column) => fieldOf(column.value(row)))], { escape_formulas: true });
		},
	};
}

function fieldOf(value: CsvValue): string {
	if (value === null) return "";
	return typeof value === "object" ? value.join("; ") : String(value);
}
