import { ByteWriter, parquetWriteRows } from "hyparquet-writer";
import { aboutOf } from "./about.ts";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import type { ColumnInfo, ColumnType, Table, Value } from "./table.ts";

type SchemaElement = NonNullable<Parameters<typeof parquetWriteRows>[0]["schema"]>[number];

const TYPES: Readonly<Record<Exclude<ColumnType, "list">, Pick<SchemaElement, "type" | "converted_type">>> = {
	string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
	json: { type: "BYTE_ARRAY", converted_type: "UTF8" },
	date: { type: "INT32", converted_type: "DATE" },
	boolean: { type: "BOOLEAN" },
	integer: { type: "INT32" },
	number: { type: "DOUBLE" },
};

/** Rows of a row group: enough to compress well, few enough to skip by their statistics. */
const ROW_GROUP = 10_000;

/**
 * Returns a table as Parquet, Snappy-compressed: dates, booleans and numbers have types of their own, lists are LIST,
 * objects JSON text. Its key-value metadata says what it is.
 */
export function parquetArtifact(table: Table, dataset: Pick<Dataset, "header">): Artifact {
	return {
		path: `${table.name}.parquet`,
		*pieces() {
			const schema: SchemaElement[] = [
				{ name: "root", num_children: table.columns.length },
				...table.columns.flatMap(elementsOf),
			];
			const writer = new ByteWriter();
			parquetWriteRows({
				writer,
				rows: rowObjects(table),
				columns: table.columns.map(({ name }) => ({ name })),
				schema,
				statistics: true,
				rowGroupSize: ROW_GROUP,
				kvMetadata: Object.entries({ ...aboutOf(dataset), table: table.description }).map(([key, value]) => ({
					key,
					value,
				})),
			});
			yield Buffer.from(writer.getBytes());
		},
	};
}

/** Yields each row as an object; the library holds those of one row group at a time. */
function* rowObjects({ columns, rows }: Table): Generator<Record<string, unknown>> {
	for (const row of rows()) {
		yield Object.fromEntries(columns.map(({ name, type }, index) => [name, typed(row[index] ?? null, type)]));
	}
}

/** Returns the schema elements of a column; a list has three levels, as the Parquet format asks. */
function elementsOf({ name, type, nullable }: ColumnInfo): SchemaElement[] {
	const repetition_type = nullable ? "OPTIONAL" : "REQUIRED";
	if (type !== "list") return [{ name, ...TYPES[type], repetition_type }];
	return [
		{ name, repetition_type, converted_type: "LIST", num_children: 1 },
		{ name: "list", repetition_type: "REPEATED", num_children: 1 },
		{ name: "element", ...TYPES.string, repetition_type: "REQUIRED" },
	];
}

function typed(value: Value, type: ColumnType): unknown {
	return type === "date" && typeof value === "string" ? new Date(`${value}T00:00:00Z`) : value;
}
