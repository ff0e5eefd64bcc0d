import { DATASET } from "../../schemas/dataset.ts";
import { LICENSE_URL } from "./about.ts";
import { type DigestedArtifact, json, type TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import type { ColumnInfo, ColumnType, Table } from "./table.ts";

/** A table and the file that it is written to. */
export interface TableFile {
	readonly table: Table;
	readonly csv: DigestedArtifact;
}

/** Types of Data Package v2; lists and objects are JSON text, as it asks. */
const FIELD_TYPES: Readonly<Record<ColumnType, string>> = {
	string: "string",
	date: "date",
	boolean: "boolean",
	integer: "integer",
	number: "number",
	list: "array",
	json: "object",
};

/** Returns `datapackage.json`: the tables by Data Package v2, with their columns, keys, sizes and hashes. */
export function datapackageJson(dataset: Dataset, files: readonly TableFile[]): TextArtifact {
	return {
		path: "datapackage.json",
		*pieces() {
			const { version, generated, name } = dataset.header;
			yield json({
				$schema: "https://datapackage.org/profiles/2.0/datapackage.json",
				name: "ai-offering-registry",
				title: name,
				description: dataset.header.disclaimer,
				homepage: DATASET.homepage,
				version,
				created: `${generated}T00:00:00Z`,
				licenses: [{ name: DATASET.license, path: LICENSE_URL }],
				resources: files.map((file) => resourceOf(file, files)),
			});
		},
	};
}

function resourceOf({ table, csv }: TableFile, files: readonly TableFile[]) {
	const { bytes, sha256 } = csv.digest();
	return {
		name: table.name,
		title: table.title,
		description: table.description,
		path: csv.path,
		type: "table",
		format: "csv",
		mediatype: "text/csv",
		encoding: "utf-8",
		bytes,
		hash: `sha256:${sha256}`,
		schema: {
			fields: table.columns.map(fieldOf),
			missingValues: [""],
			primaryKey: table.key,
			...foreignKeysOf(table, files),
		},
	};
}

function fieldOf({ name, type, nullable, description, values }: ColumnInfo) {
	const constraints = { ...(nullable ? {} : { required: true }), ...(values ? { enum: values } : {}) };
	return {
		name,
		type: FIELD_TYPES[type],
		...(type === "boolean" ? { trueValues: ["true"], falseValues: ["false"] } : {}),
		description,
		...(Object.keys(constraints).length > 0 ? { constraints } : {}),
	};
}

function foreignKeysOf(table: Table, files: readonly TableFile[]) {
	const keys = table.columns.flatMap(({ name, references }) => {
		const target = files.find((file) => file.table.name === references)?.table;
		return target ? [{ fields: [name], reference: { resource: target.name, fields: target.key } }] : [];
	});
	return keys.length > 0 ? { foreignKeys: keys } : {};
}
