import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { Artifact } from "./artifact.ts";
import { type ColumnType, joined, type Table, type Value } from "./table.ts";

type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>[number];

const TYPES: Readonly<Record<ColumnType, Pick<SchemaElement, "type" | "converted_type">>> = {
	string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
	date: { type: "INT32", converted_type: "DATE" },
	boolean: { type: "BOOLEAN" },
	integer: { type: "INT32" },
};

/** A table as Parquet, Snappy-compressed: dates, booleans and integers have types of their own, lists are joined by `; `. */
export function parquetArtifact(table: Table): Artifact {
	return {
		path: `${table.name}.parquet`,
		*pieces() {
			const columnData: ColumnSource[] = table.columns.map(({ name }) => ({ name, data: [] as unknown[] }));
			for (const row of table.rows()) {
				for (const [index, value] of row.entries()) {
					const values = columnData[index]?.data as unknown[] | undefined;
					values?.push(typed(value, table.columns[index]?.type ?? "string"));
				}
			}
			const schema: SchemaElement[] = [
				{ name: "root", num_children: table.columns.length },
				...table.columns.map(
					({ name, type }): SchemaElement => ({ name, ...TYPES[type], repetition_type: "OPTIONAL" }),
				),
			];
			yield Buffer.from(parquetWriteBuffer({ columnData, schema, statistics: false }));
		},
	};
}

function typed(value: Value, type: ColumnType): unknown {
	const plain = joined(value);
	return type === "date" && typeof plain === "string" ? new Date(`${plain}T00:00:00Z`) : plain;
}
