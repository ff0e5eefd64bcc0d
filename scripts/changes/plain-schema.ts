import type { JsonSchema } from "../registry/snapshot.ts";

/** Keywords that only explain. */
const REMARKS = new Set([
	"contentMediaType",
	"markdownDescription",
	"$comment",
	"deprecated",
	"$schema",
	"$id",
	"title",
	"description",
	"examples",
	"default",
	"$defs",
	"definitions",
]);

/** Deeper than any schema that is written here; a schema that refers to itself ends there. */
export const MAX_SCHEMA_DEPTH = 24;

/** Keyword under which a schema that is nothing but a choice keeps its alternatives. */
const UNION = "anyOf";

/**
 * Returns a schema in the one form in which schemas are compared: without references and remarks, a constant as a list
 * of one value, `oneOf` as `anyOf`, and parts that only share keys (`allOf`) put together.
 */
export function plainSchema(schema: unknown, root: JsonSchema): unknown {
	const target = resolved(schema, root);
	if (!isObject(target)) return target;
	const {
		const: only,
		oneOf,
		...rest
	} = Object.fromEntries(Object.entries(target).filter(([key]) => !REMARKS.has(key))) as Record<string, unknown>;
	return joined(
		{
			...rest,
			...("const" in target ? { enum: [only] } : {}),
			...(oneOf === undefined ? {} : { [UNION]: oneOf }),
		},
		root,
	);
}

/** Keywords of a part that only describes keys of an object. */
const SHARED = new Set(["type", "properties", "required", "allOf"]);

/** Puts the parts of an object together; conditions stay apart. */
function joined(schema: JsonSchema, root: JsonSchema): JsonSchema {
	if (schema.allOf === undefined) return schema;
	const parts = asList(schema.allOf).map((part) => asObject(plainSchema(part, root)));
	const isShared = (part: JsonSchema) => "properties" in part && Object.keys(part).every((key) => SHARED.has(key));
	if (!parts.every(isShared)) return schema;
	const { allOf: _parts, ...own } = schema;
	const all = [...parts, own];
	return {
		...Object.assign({}, ...parts),
		...own,
		properties: Object.assign({}, ...all.map((part) => part.properties)) as JsonSchema,
		required: [...new Set(all.flatMap((part) => asList(part.required)))],
	};
}

/** Returns the alternatives of a schema in plain form; a list of types is a choice, too. */
export function choicesOf(schema: JsonSchema): readonly unknown[] {
	const { [UNION]: choices, type, ...rest } = schema;
	if (Array.isArray(choices)) return choices;
	if (!Array.isArray(type)) return [schema];
	return type.map((one: unknown) => (one === "null" ? { type: one } : { ...rest, type: one }));
}

/** Returns what a schema refers to. */
export function resolved(schema: unknown, root: JsonSchema): unknown {
	let at = schema;
	for (let hops = 0; hops < MAX_SCHEMA_DEPTH && isObject(at) && typeof at.$ref === "string"; hops++) {
		let target: unknown = root;
		for (const part of at.$ref.replace(/^#\/?/, "").split("/")) {
			target = asObject(target)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
		}
		at = target;
	}
	return at;
}

export function isObject(value: unknown): value is JsonSchema {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonSchema {
	return isObject(value) ? value : {};
}

export function asList(value: unknown): readonly unknown[] {
	if (value === undefined) return [];
	return Array.isArray(value) ? value : [value];
}
