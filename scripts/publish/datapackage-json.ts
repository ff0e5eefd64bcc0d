import { createHash } from "node:crypto";
import { DATASET } from "../../schemas/dataset.ts";
import { json, type TextArtifact } from "./artifact.ts";
import { csvArtifact } from "./csv.ts";
import type { Dataset } from "./dataset.ts";
import type { Table } from "./table.ts";

/** `datapackage.json`: the tables by Data Package v2, with their columns, sizes and hashes. */
export function datapackageJson(dataset: Dataset, tables: readonly Table[]): TextArtifact {
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

function resourceOf(table: Table) {
	const { path, pieces } = csvArtifact(table);
	const hash = createHash("sha256");
	let bytes = 0;
	for (const piece of pieces()) {
		hash.update(piece);
		bytes += Buffer.byteLength(piece);
	}
	return {
		name: table.name,
		path,
		type: "table",
		format: "csv",
		mediatype: "text/csv",
		encoding: "utf-8",
		bytes,
		hash: `sha256:${hash.digest("hex")}`,
		schema: { fields: table.columns, missingValues: [""], primaryKey: table.key },
	};
}
