import type { z } from "zod";

/** Tests one text, word, number or list by itself; what stands below a list or mapping is not looked at. */
export type QuickTest = (value: unknown) => boolean;

/**
 * Returns a test that passes only what a schema takes, several times as fast as the schema; it may refuse what the
 * schema takes, which is then the schema's to judge. A check of a kind that is not known here is left to the schema.
 */
export function quickTest(schema: z.ZodType): QuickTest {
	const definition = (schema as z.ZodType & z.core.$ZodTypes)._zod.def;
	switch (definition.type) {
		case "string":
			return textTest(definition.checks ?? []) ?? judgedBy(schema);
		case "array":
			return listTest(definition.checks ?? []) ?? judgedBy(schema);
		case "enum":
		case "literal": {
			const values: ReadonlySet<unknown> = schema._zod.values ?? new Set();
			return (value) => values.has(value);
		}
		case "boolean":
			return (value) => typeof value === "boolean";
		case "object":
		case "record":
			return (value) => typeof value === "object";
		default:
			return judgedBy(schema);
	}
}

function judgedBy(schema: z.ZodType): QuickTest {
	return (value) => schema.safeParse(value).success;
}

type Checks = readonly z.core.$ZodCheck<never>[];

/** Limits and forms of a value. */
interface Limits {
	readonly minimum: number;
	readonly maximum: number;
	readonly patterns: readonly RegExp[];
}

/** Returns what checks demand; null where one is of another kind. */
function limitsOf(checks: Checks): Limits | null {
	let limits: Limits = { minimum: 0, maximum: Number.POSITIVE_INFINITY, patterns: [] };
	for (const check of checks as readonly z.core.$ZodChecks[]) {
		const { def } = check._zod;
		if (def.check === "min_length") limits = { ...limits, minimum: Math.max(limits.minimum, def.minimum) };
		else if (def.check === "max_length") limits = { ...limits, maximum: Math.min(limits.maximum, def.maximum) };
		else if (def.check === "string_format" && def.format === "regex" && def.pattern)
			limits = { ...limits, patterns: [...limits.patterns, def.pattern] };
		else return null;
	}
	return limits;
}

function textTest(checks: Checks): QuickTest | null {
	const limits = limitsOf(checks);
	if (!limits) return null;
	const { minimum, maximum, patterns } = limits;
	return (value) =>
		typeof value === "string" &&
		value.length <= maximum &&
		// Zod counts code points, of which a text has at least half as many as code units.
		(value.length >= minimum * 2 || (value.length >= minimum && !/\p{Surrogate}|[^\0-\uffff]/u.test(value))) &&
		patterns.every((pattern) => pattern.test(value));
}

function listTest(checks: Checks): QuickTest | null {
	const limits = limitsOf(checks);
	if (!limits || limits.patterns.length > 0) return null;
	const { minimum, maximum } = limits;
	return (value) => Array.isArray(value) && value.length >= minimum && value.length <= maximum;
}
