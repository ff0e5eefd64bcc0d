import { stringify } from "yaml";
import { DATASET } from "../../../schemas/dataset.ts";
import type { SchemaName } from "../../../schemas/json-schema.ts";
import { LICENSE_URL } from "../about.ts";
import type { Dataset } from "../dataset.ts";

/** A file of the API: its path below the major version, what it holds, and its schema where it is JSON with one. */
interface Endpoint {
	readonly path: string;
	readonly operation: string;
	readonly summary: string;
	readonly schema?: SchemaName;
	readonly mediaType?: string;
	readonly parameter?: { readonly name: string; readonly description: string; readonly example: string };
}

const id = { name: "id", description: "Id of the offering.", example: "claude-bedrock" };

/** Every path of the API, in the order of the documentation; the contract is made from it. */
export const ENDPOINTS: readonly Endpoint[] = [
	{
		path: "/offerings.json",
		operation: "listOfferings",
		summary: "List of offerings with their grades",
		schema: "index",
	},
	{
		path: "/offerings/{id}.json",
		operation: "getOffering",
		summary: "One offering with its changes",
		schema: "offering-file",
		parameter: id,
	},
	{
		path: "/dimensions/{id}.json",
		operation: "getDimension",
		summary: "One question with the answer of every offering",
		schema: "dimension-file",
		parameter: { name: "id", description: "Id of the dimension.", example: "hipaa_baa" },
	},
	{
		path: "/vendors/{id}.json",
		operation: "getVendor",
		summary: "One vendor with its services and offerings",
		schema: "vendor-file",
		parameter: { name: "id", description: "Id of the vendor.", example: "amazon" },
	},
	{
		path: "/by-identifier.json",
		operation: "getIdentifiers",
		summary: "Ids of other systems to offerings",
		schema: "by-identifier",
	},
	{ path: "/changes.json", operation: "listChanges", summary: "Every release with every change", schema: "changes" },
	{
		path: "/changes/{version}.json",
		operation: "getRelease",
		summary: "One release with every change",
		schema: "release-file",
		parameter: { name: "version", description: "Version of the release.", example: "2.0.0" },
	},
	{ path: "/data.json", operation: "getData", summary: "The whole data set", schema: "data" },
	{ path: "/data.ndjson", operation: "getLines", summary: "One answer per line", mediaType: "application/x-ndjson" },
	{
		path: "/{table}.csv",
		operation: "getCsv",
		summary: "One table as CSV",
		mediaType: "text/csv",
		parameter: { name: "table", description: "Name of the table, see datapackage.json.", example: "cells" },
	},
	{
		path: "/{table}.parquet",
		operation: "getParquet",
		summary: "One table as Parquet",
		mediaType: "application/vnd.apache.parquet",
		parameter: { name: "table", description: "Name of the table, see datapackage.json.", example: "cells" },
	},
	{
		path: "/registry.sqlite",
		operation: "getDatabase",
		summary: "The SQLite database",
		mediaType: "application/vnd.sqlite3",
	},
	{
		path: "/registry.xlsx",
		operation: "getWorkbook",
		summary: "The workbook",
		mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	},
	{
		path: "/datapackage.json",
		operation: "getDataPackage",
		summary: "The tables by Data Package v2",
		mediaType: "application/json",
	},
	{
		path: "/contract.json",
		operation: "getContract",
		summary: "What the formats promise, for programs",
		mediaType: "application/json",
	},
	{
		path: "/schemas/{name}.schema.json",
		operation: "getSchema",
		summary: "One JSON Schema, draft 2020-12",
		mediaType: "application/schema+json",
		parameter: { name: "name", description: "Name of the schema.", example: "data" },
	},
];

/**
 * Returns `openapi.yaml`: the files of the API in the words of OpenAPI 3.1. It refers to the schemas beside it, so that a
 * generator reads it from the site, from a copy and from a build alike.
 */
export function openapiYaml(header: Pick<Dataset["header"], "name" | "version" | "schema_version">): string {
	const base = `${DATASET.homepage}v${header.schema_version}`;
	return stringify({
		openapi: "3.1.0",
		info: {
			title: `${header.name} API`,
			version: header.version,
			description:
				"Static files, updated at each release. Within a major version keys are added and none is taken away; unknown keys are to be ignored.",
			license: { name: DATASET.license, url: LICENSE_URL },
		},
		servers: [{ url: base }],
		paths: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint.path, { get: operationOf(endpoint) }])),
	});
}

function operationOf({ operation, summary, schema, mediaType, parameter }: Endpoint) {
	return {
		operationId: operation,
		summary,
		...(parameter
			? {
					parameters: [
						{
							name: parameter.name,
							in: "path",
							required: true,
							description: parameter.description,
							schema: { type: "string" },
							example: parameter.example,
						},
					],
				}
			: {}),
		responses: {
			"200": {
				description: summary,
				content: schema
					? { "application/json": { schema: { $ref: `schemas/${schema}.schema.json` } } }
					: { [mediaType ?? "application/octet-stream"]: {} },
			},
			"404": { description: "There is no such file." },
		},
	};
}
