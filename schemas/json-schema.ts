import { z } from "zod";
import { byIdentifier, dimensionFile, releaseFile, vendorFile } from "./api.ts";
import { archivesSchema } from "./archives.ts";
import { changelogSchema, publishedOfferingFile } from "./changelog.ts";
import { correctionSchema } from "./correction.ts";
import { DATASET } from "./dataset.ts";
import { EXAMPLES } from "./examples.ts";
import { offeringSchema } from "./offering.ts";
import { openedSchema } from "./open-schema.ts";
import { policySchema } from "./policy.ts";
import { publishedCellLine, publishedData, publishedIndex } from "./published.ts";
import { serviceSchema } from "./service.ts";
import { vendorSchema } from "./vendor.ts";

/** Schemas of what people write, by the name of their file: closed, for an unknown key is a mistake. */
const WRITTEN_SCHEMAS = {
	offering: offeringSchema,
	service: serviceSchema,
	vendor: vendorSchema,
	archives: archivesSchema,
	policy: policySchema,
	correction: correctionSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Schemas of what programs read: published open, for an unknown key is news. */
const READ_SCHEMAS = {
	data: publishedData,
	"offering-file": publishedOfferingFile,
	index: publishedIndex,
	"cell-line": publishedCellLine,
	changes: changelogSchema,
	"dimension-file": dimensionFile,
	"vendor-file": vendorFile,
	"by-identifier": byIdentifier,
	"release-file": releaseFile,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Every schema that is published, by the name of its file. */
export const SCHEMAS = { ...WRITTEN_SCHEMAS, ...READ_SCHEMAS };

export type WrittenSchemaName = keyof typeof WRITTEN_SCHEMAS;
export type SchemaName = keyof typeof SCHEMAS;

/** Names of the schemas of what people write. */
export const WRITTEN_SCHEMA_NAMES = Object.keys(WRITTEN_SCHEMAS) as WrittenSchemaName[];

/** True for a schema of what people write. */
export function isWritten(name: string): name is WrittenSchemaName {
	return Object.hasOwn(WRITTEN_SCHEMAS, name);
}

/** The drafts in which each schema is written: the current one, and the one that most editors read. */
const DRAFTS = { "draft-2020-12": "", "draft-07": "draft-07/" } as const;
export type SchemaDraft = keyof typeof DRAFTS;

type JsonSchema = Record<string, unknown>;

/** Returns the URL of a published schema; there is one per major version of the data model. */
export function schemaUrl(name: SchemaName, draft: SchemaDraft = "draft-2020-12"): string {
	return `${DATASET.homepage}v${DATASET.schema_version}/schemas/${DRAFTS[draft]}${name}.schema.json`;
}

/** Returns the JSON Schema of one published shape: closed for what is written, open for what is read. */
export function jsonSchema(name: SchemaName, draft: SchemaDraft = "draft-2020-12"): JsonSchema {
	const closed = closedSchema(name, draft);
	if (isWritten(name)) return { ...withMarkdown(closed), examples: EXAMPLES[name] };
	return openedSchema(closed);
}

/** Texts of the closed schemas: zod takes half a second for all of them, and they depend on nothing but the definitions. */
const closedTexts = new Map<string, string>();

/** Returns the schema that an artifact is held to before it is written: no key and no value beyond those that are described. */
export function closedSchema(name: SchemaName, draft: SchemaDraft = "draft-2020-12"): JsonSchema {
	const url = schemaUrl(name, draft);
	const text = closedTexts.get(url) ?? closedText(name, draft);
	closedTexts.set(url, text);
	return JSON.parse(text);
}

function closedText(name: SchemaName, draft: SchemaDraft): string {
	const { $schema, ...rest } = z.toJSONSchema(SCHEMAS[name], { target: draft, io: "input" });
	return JSON.stringify({ $schema, $id: schemaUrl(name, draft), ...withoutIds(rest) });
}

let written: ReadonlyMap<string, string> | undefined;

/** Returns path below `schemas/` → text of every generated JSON Schema. */
export function schemaFiles(): ReadonlyMap<string, string> {
	written ??= allFiles();
	return written;
}

function allFiles(): Map<string, string> {
	const files = new Map<string, string>();
	for (const draft of Object.keys(DRAFTS) as SchemaDraft[]) {
		for (const name of Object.keys(SCHEMAS) as SchemaName[]) {
			files.set(`${DRAFTS[draft]}${name}.schema.json`, `${JSON.stringify(jsonSchema(name, draft), null, 2)}\n`);
		}
	}
	return files;
}

/** Deletes the ids that zod writes into shared parts; `$defs` already bears them, and draft 2020-12 has no such keyword. */
function withoutIds(schema: JsonSchema): JsonSchema {
	for (const key of ["$defs", "definitions"]) {
		for (const part of Object.values((schema[key] ?? {}) as Record<string, JsonSchema>)) {
			delete part.id;
			delete part.$id;
		}
	}
	return schema;
}

/** An id with underscores that stands bare in a text; Markdown would take the underscores for emphasis. */
const BARE_ID = /(?<![\w`/.:<-])[a-z0-9]+(?:_[a-z0-9]+)+(?![\w`])/g;

/** Adds to each description the same text as Markdown, which editors show in place of it. */
function withMarkdown(schema: JsonSchema): JsonSchema {
	const walked = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walked);
		if (typeof value !== "object" || value === null) return value;
		const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, walked(inner)]);
		const { description, markdownDescription } = value as JsonSchema;
		if (typeof description !== "string" || markdownDescription !== undefined) return Object.fromEntries(entries);
		return Object.fromEntries([...entries, ["markdownDescription", description.replace(BARE_ID, "`$&`")]]);
	};
	return walked(schema) as JsonSchema;
}
