import type { Contract, ContractColumn } from "../../schemas/contract.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";

/** Questions that came with version 2. */
const LATER = new Set(["subprocessor_change", "breach_notice", "contract_terms", "ip_indemnity", "human_review"]);

const DIMENSIONS_1 = DIMENSION_IDS.filter((id) => !LATER.has(id));

/** Columns written as `name`, `name:type`, with `?` behind where they may be null. */
function columns(...texts: readonly string[]): Readonly<Record<string, ContractColumn>> {
	return Object.fromEntries(
		texts.map((text) => {
			const [, name = "", type = "string", nullable] = /^(\w+)(?::(\w+))?(\?)?$/.exec(text) ?? [];
			return [name, { type, nullable: nullable === "?" }];
		}),
	);
}

/**
 * Contract of the releases of version 1, which did not write it down: read off `dist/` of 1.1.0 and the code that made
 * its database. Version 2.0.0 is compared with it.
 */
export const VERSION_1_CONTRACT: Contract = {
	tables: {
		offerings: {
			key: ["id"],
			columns: columns(
				...["id", "name", "developer_id", "developer", "platform_id", "platform", "category", "model_family", "status"],
				...DIMENSIONS_1,
				...["watch_outs:integer", "permalink"],
			),
		},
		cells: {
			key: ["offering_id", "dimension", "model"],
			columns: columns(
				...["offering_id", "offering", "developer_id", "platform_id", "dimension", "model?", "value"],
				...["contrary:boolean", "confidence", "verified:date", "verified_via", "expires:date?", "state", "caveat?"],
				...["notes", "source?", "source_title?", "source_kind?", "archived?", "published:date?", "captured:date?"],
				...["source_count:integer", "searched", "tier?", "route?", "default?", "geography?", "valid_until:date?"],
				"facts",
			),
		},
		sources: {
			key: ["offering_id", "dimension", "model", "position"],
			columns: columns(
				...["offering_id", "dimension", "model?", "position:integer", "kind", "url", "title?", "archived?"],
				...["published:date?", "captured:date?", "sha256?", "locator?", "quote?"],
			),
		},
		vendors: {
			key: ["id"],
			columns: columns("id", "name", "kind", "country", "domains", "trust_center?"),
		},
		changes: {
			key: [],
			columns: columns(
				...["version", "date", "kind", "offering?", "dimension?", "field?", "before", "after", "direction", "path"],
			),
		},
	},
	views: {
		cells_search: ["offering_id", "dimension", "notes", "caveat"],
		...Object.fromEntries(
			DIMENSIONS_1.map((id) => [
				`question_${id}`,
				["id", "name", "value", "confidence", "verified", "state", "caveat", "notes"],
			]),
		),
	},
	sheets: {},
	representations: {
		csv: { list: "joined by ; ", boolean: "true or false", date: "YYYY-MM-DD" },
		parquet: { list: "joined by ; ", boolean: "BOOLEAN", date: "DATE" },
		sqlite: { list: "JSON text", json: "JSON text", boolean: "0 or 1", date: "YYYY-MM-DD" },
	},
	files: [
		...["SHA256SUMS", "cells.csv", "cells.parquet", "changes.json", "data.json", "data.ndjson", "datapackage.json"],
		...["dataset.jsonld", "feed.xml", "index.json", "matrix.svg", "offerings.csv", "offerings/<id>.json"],
		...["registry.sqlite", "schemas/<name>.schema.json", "sources.csv", "sources.parquet"],
	],
	api: [],
	package: {
		exports: { ".": ["import", "require"], "./data.json": [], "./package.json": [] },
		declarations: {
			SchemaName: "export type SchemaName = string;",
			data: "export declare const data: RegistryData;",
			schemas: "export declare const schemas: Readonly<Record<SchemaName, Record<string, unknown>>>;",
			version: "export declare const version: string;",
			offering: "export declare const offering: (id: string) => PublishedOffering | undefined;",
		},
	},
};
