import { z } from "zod";

/** A value of a table's cell; formats without lists write a list as JSON text. */
export type Value = string | number | boolean | null | readonly string[];

/** Type of a column. A `date` is a text `YYYY-MM-DD`, a `list` a list of texts, `json` the JSON text of an object. */
export type ColumnType = "string" | "date" | "boolean" | "integer" | "number" | "list" | "json";

/** Description of a column; every format and the contract are made from it. */
export interface ColumnInfo {
	readonly name: string;
	readonly type: ColumnType;
	readonly nullable: boolean;
	readonly description: string;
	/** Values that it can have, where they are known. */
	readonly values?: readonly string[];
	/** Table whose key its values are. */
	readonly references?: string;
}

/** A column with the way in which its value is read from a row. */
export interface Column<Row> extends ColumnInfo {
	value(row: Row): Value;
}

/** A table of the data set; CSV, Parquet, SQLite, XLSX, the descriptor and the contract are written from it. */
export interface Table {
	/** Name of the table, and of its files without the ending. */
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly columns: readonly ColumnInfo[];
	/** Columns that tell one row from another; never null. */
	readonly key: readonly string[];
	/** Returns every row in order, its values in the order of the columns; each walk makes them anew. */
	rows(): Iterable<Value[]>;
}

/** Returns a table of rows, each read by the columns. */
export function tableOf<Row>(
	about: Pick<Table, "name" | "title" | "description" | "key">,
	columns: readonly Column<Row>[],
	rows: () => Iterable<Row>,
): Table {
	return {
		...about,
		columns: columns.map(({ value: _value, ...info }) => info),
		*rows() {
			for (const row of rows()) yield columns.map((column) => column.value(row));
		},
	};
}

/** Changes to what a schema says of a column. */
type Override = Partial<Pick<ColumnInfo, "nullable" | "references" | "description">> & { readonly name?: string };

/** Returns columns whose type, nullability and description are those of a schema's keys of the same names. */
export function columnsOf<Row, Key extends string>(
	schema: { readonly shape: Readonly<Record<Key, z.ZodType>> },
	keys: readonly Key[],
	read: (row: Row, key: Key) => unknown,
	override: Readonly<Record<string, Override | undefined>> = {},
): Column<Row>[] {
	return keys.map((key) => {
		const info = infoOf(key, schema.shape[key]);
		const column = { ...info, ...override[key] };
		return { ...column, value: (row: Row) => valueIn(read(row, key), column.type) };
	});
}

/** Returns a value as a column of a type holds it. */
function valueIn(value: unknown, type: ColumnType): Value {
	if (value === null || value === undefined) return null;
	return type === "json" ? JSON.stringify(value) : (value as Value);
}

/** A part of a JSON Schema, as far as columns ask. */
interface Part {
	readonly type?: string | readonly string[];
	readonly format?: string;
	readonly enum?: readonly string[];
	readonly description?: string;
	readonly anyOf?: readonly Part[];
}

function infoOf(name: string, type: z.ZodType): ColumnInfo {
	const whole = z.toJSONSchema(type, { io: "input" }) as Part;
	const alternatives = whole.anyOf ?? [whole];
	const [part = {}] = alternatives.filter((one) => one.type !== "null");
	const types = [part.type ?? []].flat();
	return {
		name,
		type: columnTypeOf(
			types.find((one) => one !== "null"),
			part.format,
		),
		nullable: alternatives.length > 1 || types.includes("null"),
		description: whole.description ?? part.description ?? "",
		...(part.enum ? { values: part.enum } : {}),
	};
}

function columnTypeOf(type: string | undefined, format: string | undefined): ColumnType {
	if (format === "date") return "date";
	if (type === "array") return "list";
	if (type === "object") return "json";
	return type === "integer" || type === "number" || type === "boolean" ? type : "string";
}
