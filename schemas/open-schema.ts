import { BUMPS } from "./change.ts";
import { CONFIDENCES, GRADE_IDS } from "./grades.ts";
import { STATUSES } from "./offering.ts";
import { CELL_STATUSES, STATES } from "./published.ts";

type JsonSchema = Record<string, unknown>;

/** Lists of values that a reader may rely on for a whole major version. Every other list may grow in a minor one. */
const CLOSED_ENUMS: readonly (readonly string[])[] = [
	GRADE_IDS,
	CONFIDENCES,
	STATES,
	STATUSES,
	CELL_STATUSES,
	BUMPS,
	[...GRADE_IDS, "not_assessed", "not_applicable"],
	["up", "down", "none"],
	["platform", "developer"],
	["vendor", "authority"],
];

/** Keywords that only bound what we write; a reader gains nothing by them. */
const BOUNDS = new Set([
	...["minLength", "maxLength", "pattern", "minItems", "maxItems", "minimum", "maximum"],
	...["exclusiveMinimum", "exclusiveMaximum", "propertyNames"],
]);

/**
 * Marks a list of values that may grow. It stands in `$comment`, which every validator knows, since a strict one (Ajv by
 * default) refuses a schema with a keyword of its own such as `x-open-enum`.
 */
export const OPEN_ENUM = "x-open-enum: true";

/** Name of the shared part that all cells of the data set have in common. */
const CELL = "PublishedCellBase";
/** Beginning of the name of one dimension's cell. */
const CELL_OF = "cell_";

/**
 * Returns the schema that readers are given for one that artifacts are held to: it allows keys that are not described,
 * values of open lists that are not known, and no bounds. The cells of the dimensions share one part and add their own facts.
 */
export function openedSchema(closed: JsonSchema): JsonSchema {
	const opened = openedPart(closed);
	for (const key of ["$defs", "definitions"]) {
		const parts = opened[key] as Record<string, JsonSchema> | undefined;
		if (parts) shareCells(parts, `#/${key}/`);
	}
	return opened;
}

/** Keywords that hold a map of names to schemas, a list of schemas, and one schema. */
const MAPS = new Set(["properties", "$defs", "definitions"]);
const LISTS = new Set(["anyOf", "allOf"]);
const SINGLE = new Set(["items", "additionalProperties"]);

function openedPart(schema: JsonSchema): JsonSchema {
	const { additionalProperties: rest, enum: values, type, ...keywords } = schema;
	const own: JsonSchema = {
		...(type === undefined || Array.isArray(type) ? {} : { type }),
		...Object.fromEntries(
			Object.entries({ ...keywords, ...(rest === false ? {} : { additionalProperties: rest }) })
				.filter(([key, value]) => !BOUNDS.has(key) && value !== undefined)
				.map(([key, value]) => [key, openedKeyword(key, value)]),
		),
		...(Array.isArray(values) ? openedEnum(values) : {}),
	};
	if (!Array.isArray(type)) return own;
	// `type: [x, "null"]` is a union of types, which strict validators refuse.
	const { description, ...described } = own;
	return {
		...(description === undefined ? {} : { description }),
		anyOf: type.map((one) => (one === "null" ? { type: one } : { type: one, ...described })),
	};
}

function openedKeyword(key: string, value: unknown): unknown {
	if (MAPS.has(key)) {
		const parts = Object.entries(value as Record<string, JsonSchema>);
		return Object.fromEntries(parts.map(([name, part]) => [name, openedPart(part)]));
	}
	if (LISTS.has(key)) return (value as JsonSchema[]).map(openedPart);
	return SINGLE.has(key) && typeof value === "object" ? openedPart(value as JsonSchema) : value;
}

/** True for a list of values that stays as it is for a whole major version. */
export function isClosedEnum(values: readonly unknown[]): boolean {
	return CLOSED_ENUMS.some((list) => list.length === values.length && list.every((one, at) => one === values[at]));
}

function openedEnum(values: readonly unknown[]): JsonSchema {
	return isClosedEnum(values) ? { enum: values } : { $comment: OPEN_ENUM, examples: values };
}

/** Replaces what the cells of all dimensions have in common by one part; each keeps its title and its facts. */
function shareCells(parts: Record<string, JsonSchema>, prefix: string): void {
	const cells = Object.entries(parts).filter(([name]) => name.startsWith(CELL_OF));
	const [first] = cells;
	if (!first) return;
	const { title: _title, description: _description, ...common } = first[1];
	const { facts: _facts, ...properties } = common.properties as JsonSchema;
	parts[CELL] = {
		...common,
		title: "Cell base",
		description: "What the answers to all questions have in common; each adds its own facts.",
		properties,
		required: (common.required as string[]).filter((key) => key !== "facts"),
	};
	for (const [name, { title, description, properties: own }] of cells) {
		parts[name] = {
			title,
			description,
			type: "object",
			allOf: [{ $ref: `${prefix}${CELL}` }],
			properties: { facts: (own as JsonSchema).facts },
			required: ["facts"],
		};
	}
}
