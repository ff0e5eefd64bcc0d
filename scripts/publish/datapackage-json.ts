import { DATASET } from "../../schemas/dataset.ts";
import { type DigestedArtifact, json, type TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import type { Table } from "./table.ts";

/** A table and the file that it is written to. */
export interface TableFile {
	readonly table: Table;
	readonly csv: DigestedArtifact;
}

/** `datapackage.json`: the tables by Data Package v2, with their columns, sizes and hashes. */
export function datapackageJson(dataset: Dataset, tables: readonly TableFile[]): TextArtifact {
	return {
		path: "datapackage.json",
		*pieces() {
			const { version, generated, name } = dataset.header;
			yield json({
				$schema: "https://datapackage.org/profiles/2.0/datapackage.json",
				name: "ai-offering-registry",
				title: name,
				homepage: DATASET.homepage,
				version,
				created: `${generated}T00:00:00Z`,
				licenses: [{ name: DATASET.license, path: "https://creativecommons.org/licenses/by/4.0/" }],
				resources: tables.map(resourceOf),
			});
		},
	};
}

function resourceOf({ table, csv }: TableFile) {
	const { bytes, sha256 } = csv.digest();
	return {
		name: table.name,
		path: csv.path,
		type: "table",
		format: "csv",
		mediatype: "text/csv",
		encoding: "utf-8",
		bytes,
		hash: `sha256:${sha256}`,
		schema: { fields: table.columns, missingValues: [""], primaryKey: table.key },
	};
}
