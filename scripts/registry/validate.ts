import { z } from "zod";
import { offeringSchema } from "../../schemas/offering.ts";
import { serviceSchema } from "../../schemas/service.ts";
import { vendorSchema } from "../../schemas/vendor.ts";
import type { Folder } from "../lib/tree.ts";
import type { Path } from "../yaml/positions.ts";

/** One way in which a value is not what its schema says, in the words of the `schema/` rules. */
export type SchemaIssue =
	| { readonly kind: "unknown_key"; readonly path: Path; readonly key: string; readonly known: readonly string[] }
	| { readonly kind: "required"; readonly path: Path }
	| { readonly kind: "type"; readonly path: Path; readonly expected: string; readonly received: unknown }
	| { readonly kind: "enum"; readonly path: Path; readonly allowed: readonly unknown[]; readonly received: unknown }
	| {
			readonly kind: "length";
			readonly path: Path;
			readonly limit: number;
			readonly actual: number | null;
			readonly side: "min" | "max";
			readonly of: "characters" | "items" | "number";
	  }
	| {
			readonly kind: "pattern";
			readonly path: Path;
			readonly expected: string;
			/** True where the key at the end of the path has not the form of a name. */
			readonly isKey?: boolean;
	  };

const SCHEMAS: Readonly<Record<Folder, z.ZodType>> = {
	offerings: offeringSchema,
	services: serviceSchema,
	vendors: vendorSchema,
};

/** Every issue of a value with the schema of its folder; empty when it is a proper record. */
export function validate(folder: Folder, value: unknown): SchemaIssue[] {
	return issuesWith(SCHEMAS[folder], value);
}

/** Every issue of a value with a schema. */
export function issuesWith(schema: z.ZodType, value: unknown): SchemaIssue[] {
	const result = schema.safeParse(value);
	if (result.success) return [];
	const issues = result.error.issues.flatMap((issue) => translate(issue, value, schema));
	// The length or form of a value of another type is no second mistake.
	const mistyped = new Set(issues.filter(({ kind }) => kind === "type").map(({ path }) => path.join("\0")));
	return issues.filter(({ kind, path }) => kind === "type" || !mistyped.has(path.join("\0")));
}

function translate(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType): SchemaIssue[] {
	const path = issue.path as Path;
	switch (issue.code) {
		case "unrecognized_keys":
			return issue.keys.map((key) => ({
				kind: "unknown_key",
				path: [...path, key],
				key,
				known: knownKeys(schema, path),
			}));
		case "invalid_type": {
			const received = at(value, path);
			if (received === undefined) return [{ kind: "required", path }];
			return [{ kind: "type", path, expected: issue.expected, received }];
		}
		case "invalid_value": {
			const received = at(value, path);
			if (received === undefined) return [{ kind: "required", path }];
			return [{ kind: "enum", path, allowed: issue.values, received }];
		}
		case "too_small":
			return [length(path, "min", Number(issue.minimum), issue.origin, at(value, path))];
		case "too_big":
			return [length(path, "max", Number(issue.maximum), issue.origin, at(value, path))];
		case "invalid_key":
			return [{ kind: "pattern", path, expected: issue.issues[0]?.message ?? issue.message, isKey: true }];
		case "invalid_format":
			return [{ kind: "pattern", path, expected: issue.message }];
		default:
			// The schemas use no unions, keys, custom checks or multiples: whatever else comes is still a problem.
			return [{ kind: "pattern", path, expected: issue.message }];
	}
}

function length(path: Path, side: "min" | "max", limit: number, origin: string, received: unknown): SchemaIssue {
	const of = origin === "string" ? "characters" : origin === "array" ? "items" : "number";
	const actual = typeof received === "string" || Array.isArray(received) ? received.length : null;
	return { kind: "length", path, limit, actual, side, of };
}

/** The value at a path, reading own properties only. */
export function at(value: unknown, path: Path): unknown {
	let current = value;
	for (const step of path) {
		if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
		current = (current as Record<string | number, unknown>)[step];
	}
	return current;
}

/** The keys that the schema knows at a path. */
function knownKeys(schema: z.ZodType, path: Path): string[] {
	let current: unknown = schema;
	for (const step of path) {
		current = unwrap(current);
		if (typeof step === "number") current = (current as z.ZodArray).element;
		else if (current instanceof z.ZodRecord) current = current.valueType;
		else current = (current as z.ZodObject).shape[step];
	}
	return Object.keys((unwrap(current) as z.ZodObject).shape);
}

function unwrap(schema: unknown): unknown {
	let current = schema as { unwrap?: () => unknown; element?: unknown };
	// An array has `unwrap` too, but it is its element that the path asks for next.
	while (typeof current.unwrap === "function" && current.element === undefined)
		current = current.unwrap() as typeof current;
	return current;
}
