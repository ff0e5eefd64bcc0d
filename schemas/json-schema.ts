import { z } from "zod";
import { archivesSchema } from "./archives.ts";
import { changelogSchema, publishedOfferingFile } from "./changelog.ts";
import { correctionSchema } from "./correction.ts";
import { DATASET } from "./dataset.ts";
import { offeringSchema } from "./offering.ts";
import { policySchema } from "./policy.ts";
import { publishedCellLine, publishedData, publishedIndex } from "./published.ts";
import { serviceSchema } from "./service.ts";
import { vendorSchema } from "./vendor.ts";

/** Every schema that is published, by the name of its file. */
export const SCHEMAS = {
	offering: offeringSchema,
	service: serviceSchema,
	vendor: vendorSchema,
	archives: archivesSchema,
	policy: policySchema,
	correction: correctionSchema,
	data: publishedData,
	"offering-file": publishedOfferingFile,
	index: publishedIndex,
	"cell-line": publishedCellLine,
	changes: changelogSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type SchemaName = keyof typeof SCHEMAS;

/** The drafts in which each schema is written: the current one, and the one that most editors read. */
const DRAFTS = { "draft-2020-12": "", "draft-07": "draft-07/" } as const;
type Draft = keyof typeof DRAFTS;

/** Returns the URL of a published schema; there is one per major version of the data model. */
export function schemaUrl(name: SchemaName, draft: Draft = "draft-2020-12"): string {
	return `${DATASET.homepage}v${DATASET.schema_version}/schemas/${DRAFTS[draft]}${name}.schema.json`;
}

/** Returns the JSON Schema of one published shape. */
export function jsonSchema(name: SchemaName, draft: Draft = "draft-2020-12"): Record<string, unknown> {
	const schema = z.toJSONSchema(SCHEMAS[name], { target: draft, io: "input" });
	const { $schema, ...rest } = schema;
	return { $schema, $id: schemaUrl(name, draft), ...withoutIds(rest) };
}

/** Path below `schemas/` → text of every generated JSON Schema. */
export function schemaFiles(): Map<string, string> {
	const files = new Map<string, string>();
	for (const draft of Object.keys(DRAFTS) as Draft[]) {
		for (const name of Object.keys(SCHEMAS) as SchemaName[]) {
			files.set(`${DRAFTS[draft]}${name}.schema.json`, `${JSON.stringify(jsonSchema(name, draft), null, 2)}\n`);
		}
	}
	return files;
}

/** zod writes the name of a shared part into it as an `id`; `$defs` already bears it, and draft 2020-12 has no such keyword. */
function withoutIds(schema: Record<string, unknown>): Record<string, unknown> {
	for (const key of ["$defs", "definitions"]) {
		for (const part of Object.values((schema[key] ?? {}) as Record<string, Record<string, unknown>>)) {
			delete part.id;
			delete part.$id;
		}
	}
	return schema;
}
