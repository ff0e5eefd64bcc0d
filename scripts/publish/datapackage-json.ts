import { createHash } from "node:crypto";
import { DATASET } from "../../schemas/dataset.ts";
import { json, type TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** The tables that the descriptor describes, each with the columns that tell one row from another. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
	"offerings.csv": ["id"],
	"cells.csv": ["offering_id", "dimension", "model"],
	"sources.csv": ["offering_id", "dimension", "model", "position"],
};

/** Columns that hold something else than text. */
const TYPES: Readonly<Record<string, string>> = {
	verified: "date",
	expires: "date",
	published: "date",
	captured: "date",
	valid_until: "date",
	retired_on: "date",
	contrary: "boolean",
	position: "integer",
	source_count: "integer",
	watch_outs: "integer",
};

/** `datapackage.json`: the tables by Data Package v2, with their columns, sizes and hashes. */
export function datapackageJson(dataset: Dataset, artifacts: readonly TextArtifact[]): TextArtifact {
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
				resources: artifacts.filter(({ path }) => path in TABLES).map(resourceOf),
			});
		},
	};
}

function resourceOf(artifact: TextArtifact) {
	const hash = createHash("sha256");
	let bytes = 0;
	let head: string | undefined;
	for (const piece of artifact.pieces()) {
		head ??= piece;
		hash.update(piece);
		bytes += Buffer.byteLength(piece);
	}
	const fields = (head ?? "").trimEnd().split(",");
	return {
		name: artifact.path.replace(".csv", ""),
		path: artifact.path,
		type: "table",
		format: "csv",
		mediatype: "text/csv",
		encoding: "utf-8",
		bytes,
		hash: `sha256:${hash.digest("hex")}`,
		schema: {
			fields: fields.map((field) => ({ name: field, type: TYPES[field] ?? "string" })),
			missingValues: [""],
			primaryKey: TABLES[artifact.path],
		},
	};
}
