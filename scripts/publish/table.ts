/** A value of a table's cell; a list is joined where a format has none. */
export type Value = string | number | boolean | null | readonly (string | number | boolean)[];

/** What a column holds: text unless said otherwise. A `date` is a text `YYYY-MM-DD`. */
export type ColumnType = "string" | "date" | "boolean" | "integer";

/** A column: its name, its type, and how its value is read from a row. */
export interface Column<Row> {
	readonly name: string;
	readonly type?: ColumnType;
	value(row: Row): Value;
}

/** A table of the data set; CSV, Parquet and the Data Package descriptor are written from it. */
export interface Table {
	/** Name of the table, and of its files without the ending. */
	readonly name: string;
	readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
	/** The columns that tell one row from another. */
	readonly key: readonly string[];
	/** Every row in order, its values in the order of the columns; each walk makes them anew. */
	rows(): Iterable<Value[]>;
}

/** A table of rows, each read by the columns. */
export function tableOf<Row>(
	name: string,
	key: readonly string[],
	columns: readonly Column<Row>[],
	rows: () => Iterable<Row>,
): Table {
	return {
		name,
		key,
		columns: columns.map((column) => ({ name: column.name, type: column.type ?? "string" })),
		*rows() {
			for (const row of rows()) yield columns.map((column) => column.value(row));
		},
	};
}

/** A list as text, in the one way in which tables show it. */
export function joined(value: Value): string | number | boolean | null {
	return typeof value === "object" && value !== null ? value.join("; ") : value;
}
