import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { FOLDERS } from "../../scripts/lib/tree.ts";
import { validate } from "../../scripts/registry/validate.ts";
import { canonicalText } from "../../scripts/yaml/canonical.ts";
import { parse } from "../../scripts/yaml/parse.ts";
import { quickTest } from "../../scripts/yaml/quick-test.ts";
import { readCanonical } from "../../scripts/yaml/read-canonical.ts";
import { REPOSITORY, runs } from "../support.ts";

const REAL = FOLDERS.flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder)).map((name) => {
		const parsed = parse(readFileSync(join(REPOSITORY, folder, name), "utf8"));
		if ("fault" in parsed) throw new Error(name);
		return { folder, value: parsed.value };
	}),
);

test("a record is found proper while it is read only where its schema takes it, and the real ones are", () => {
	let proper = 0;
	for (const { folder, value } of REAL) {
		const read = readCanonical(folder, canonicalText(folder, value));
		if (read?.isProper) proper++;
	}
	expect(proper).toBe(REAL.length);
});

/** Values of all kinds, which take the place of others. */
const OTHERS: readonly unknown[] = [
	...[
		"x",
		"yes",
		"partial",
		"two\nlines",
		"long ".repeat(30),
		"-",
		"A",
		"a--b",
		"https://x",
		"2026-01-01",
		"😀".repeat(9),
	],
	...[
		"a".repeat(64),
		"a".repeat(65),
		"a".repeat(80),
		"a".repeat(81),
		"a".repeat(2001),
		1,
		0,
		-1,
		99_999,
		true,
		false,
		{},
	],
	...[
		["a"],
		Array.from({ length: 31 }, () => "a"),
		[{ url: "https://x.com/" }],
		{ x: { url: "https://x.com/", via: "live" } },
	],
];

/** Paths of everything in a value. */
function paths(value: unknown, path: readonly string[] = []): (readonly string[])[] {
	if (typeof value !== "object" || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

test("a record that its schema refuses is never found proper", () => {
	let refused = 0;
	let proper = 0;
	fc.assert(
		fc.property(
			fc.constantFrom(...REAL),
			fc.nat(),
			fc.option(fc.constantFrom(...OTHERS)),
			({ folder, value }, at, put) => {
				const changed = structuredClone(value) as Record<string, unknown>;
				const all = paths(changed).filter((path) => path.length > 0);
				const path = all[at % all.length] ?? [];
				const parent = path.slice(0, -1).reduce((inner, key) => inner[key] as Record<string, unknown>, changed);
				const last = path.at(-1) ?? "";
				// Nothing in its place, or something else.
				if (put !== null) parent[last] = put;
				else if (Array.isArray(parent)) parent.splice(Number(last), 1);
				else delete parent[last];
				const read = readCanonical(folder, canonicalText(folder, changed));
				const issues = read ? validate(folder, read.value) : [];
				if (issues.length > 0) refused++;
				if (read?.isProper) proper++;
				expect(read?.isProper === true && issues.length > 0).toBe(false);
			},
		),
		runs(5_000),
	);
	expect(refused).toBeGreaterThan(100);
	expect(proper).toBeGreaterThan(50);
});

test.each<[string, z.ZodType, readonly unknown[]]>([
	["a short text", z.string().min(10), ["123456789", "1234567890", "😀😀😀😀😀", "😀".repeat(10)]],
	["a long text", z.string().max(3), ["", "abc", "abcd", "😀😀"]],
	["a form", z.string().regex(/^a+$/, "letters"), ["a", "aa", "b", 1]],
	["a text with another check", z.string().refine((text) => text !== "no"), ["no", "yes"]],
	["a list", z.array(z.string()).min(1).max(2), [[], ["a"], ["a", "b"], ["a", "b", "c"], "a"]],
	["a choice", z.enum(["a", "b"]), ["a", "c", 1]],
	["one value", z.literal(true), [true, false, "true"]],
	["yes or no", z.boolean(), [true, false, "true", 0]],
	["a number", z.int().min(2).max(5), [1, 2, 5, 6, 2.5, "3"]],
])("%s passes only where its schema takes it", (_what, schema, values) => {
	const isProper = quickTest(schema);
	for (const value of values) expect(isProper(value) && !schema.safeParse(value).success).toBe(false);
	expect(values.some((value) => isProper(value))).toBe(true);
	expect(values.some((value) => !isProper(value))).toBe(true);
});
