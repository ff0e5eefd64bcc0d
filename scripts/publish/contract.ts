import type { Contract, ContractColumn } from "../../schemas/contract.ts";
import { jsonSchema, SCHEMAS, type SchemaName } from "../../schemas/json-schema.ts";
import { isClosedEnum } from "../../schemas/open-schema.ts";
import { byCodeUnit } from "../lib/order.ts";
import { Registry } from "../registry/registry.ts";
import { json, type TextArtifact, textArtifact } from "./artifact.ts";
import { type Dataset, datasetOf } from "./dataset.ts";
import { DECLARATIONS } from "./npm-declarations.ts";
import { EXPORTS } from "./npm-package.ts";
import { API_FOLDER } from "./site/api.ts";
import { ENDPOINTS } from "./site/openapi.ts";
import { META, VIEWS } from "./sqlite-ddl.ts";
import type { ColumnInfo, Table } from "./table.ts";
import { tablesOf } from "./tables/index.ts";
import { sheetsOf } from "./workbook.ts";

/** Representation, in each format, of column types that it lacks. */
const REPRESENTATIONS = {
	csv: { list: "JSON array", json: "JSON object", boolean: "true or false", date: "YYYY-MM-DD" },
	parquet: { list: "LIST of UTF8", json: "JSON text", boolean: "BOOLEAN", date: "DATE" },
	sqlite: { list: "JSON text", json: "JSON text", boolean: "0 or 1", date: "YYYY-MM-DD" },
} as const;

/** Files of a release beside those of tables, the package and the API. */
const FILES = [
	...["data.json", "data.ndjson", "index.json", "offerings/<id>.json", "changes.json", "contract.json"],
	...["datapackage.json", "dataset.jsonld", "feed.xml", "matrix.svg", "registry.sqlite", "registry.xlsx"],
	...["SHA256SUMS", "LICENSE-DATA", "NOTICE", "README.txt", "schemas/<name>.schema.json"],
];

/** Files of the site that are no part of the API. */
const SITE_FILES = [
	...["badges/<id>.svg", "badges/<id>.json", "feeds/<id>.xml", "feeds/changes.xml"],
	...["calendars/<id>.ics", "fresh-until.ics", "llms.txt"],
];

/** Returns the contract of this code: what programs may rely on beyond the JSON Schemas. */
export function contractOf(): Contract {
	const empty = datasetOf(new Registry([]), { version: "0.0.0", generated: "1970-01-01" });
	const tables = tablesOf(empty, []);
	return {
		tables: Object.fromEntries(tables.map((table) => [table.name, tableContract(table)])),
		views: Object.fromEntries([META, ...VIEWS].map(({ name, columns }) => [name, columns])),
		sheets: Object.fromEntries(sheetsOf(empty).map(({ name, heads }) => [name, heads])),
		representations: REPRESENTATIONS,
		files: [...FILES, ...SITE_FILES, ...tables.flatMap(({ name }) => [`${name}.csv`, `${name}.parquet`])].sort(
			byCodeUnit,
		),
		api: [...ENDPOINTS.map(({ path }) => `/${API_FOLDER.replace(/\/$/, "")}${path}`)].sort(byCodeUnit),
		package: {
			exports: Object.fromEntries(
				Object.entries(EXPORTS).map(([path, target]) => [path, typeof target === "string" ? [] : Object.keys(target)]),
			),
			declarations: DECLARATIONS,
		},
	};
}

/** Returns `contract.json`: the contract of a release with its JSON Schemas. */
export function contractJson({ header }: Dataset): TextArtifact {
	const { name, version, generated, license } = header;
	const schemas = Object.fromEntries((Object.keys(SCHEMAS) as SchemaName[]).map((one) => [one, jsonSchema(one)]));
	return textArtifact("contract.json", json({ name, version, generated, license, ...contractOf(), schemas }));
}

function tableContract({ key, columns }: Table): Contract["tables"][string] {
	return { key, columns: Object.fromEntries(columns.map((column) => [column.name, columnContract(column)])) };
}

function columnContract({ type, nullable, values, references }: ColumnInfo): ContractColumn {
	return {
		type,
		nullable,
		...(values ? { values, open: !isClosedEnum(values) } : {}),
		...(references === undefined ? {} : { references }),
	};
}
