import { expect, test } from "vitest";
import type { Change } from "../../schemas/change.ts";
import { bumped, bumpOf, bumpOfAll } from "../../scripts/changes/bump.ts";
import { changesBetween } from "../../scripts/changes/compare.ts";
import { schemaChanges } from "../../scripts/changes/schema.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { snapshotOf } from "../../scripts/registry/snapshot.ts";
import { baseFiles } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const base = baseFiles();

function stateWith(changes: Readonly<Record<string, string | null>>) {
	const files = Object.entries({ ...base, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null);
	return snapshotOf(loadRegistry(memoryTree(Object.fromEntries(files))));
}

function edited(from: string | RegExp, to: string, path = FILE): Record<string, string> {
	const text = (base[path] ?? "").replace(from, to);
	expect(text).not.toBe(base[path]);
	return { [path]: text };
}

function changed(files: Readonly<Record<string, string | null>>): Change[] {
	return changesBetween(stateWith({}), stateWith(files));
}

const moved = (text: string, extra = "") => `${text.replace("id: acme-api", "id: acme-anvil")}${extra}`;

/** Edits of the records, the expected changes (kind, path, direction), and the step of the version. */
const RECORD_CASES: readonly [string, () => Record<string, string | null>, readonly string[], string][] = [
	["nothing", () => ({}), [], "none"],
	["a comment", () => edited("id: acme-api", "# said by a person\nid: acme-api"), [], "none"],
	["another style", () => edited("caveat: The report needs an NDA.", 'caveat: "The report needs an NDA."'), [], "none"],
	["another order of keys", () => edited(/(developer: acme\n)(platform: acme\n)/, "$2$1"), [], "none"],
	["a block style", () => edited("summary: >-\n  Acme serves", "summary: Acme serves"), [], "none"],
	[
		"a better grade",
		() => edited("value: yes_sales_gated", "value: yes_public"),
		["grade_changed dimensions.soc2_type2.value up"],
		"patch",
	],
	[
		"a worse grade",
		() => edited("value: yes_sales_gated", "value: partial"),
		["grade_changed dimensions.soc2_type2.value down"],
		"patch",
	],
	[
		"less confidence",
		() => edited("confidence: high", "confidence: low"),
		["evidence_changed dimensions.soc2_type2.confidence down"],
		"patch",
	],
	[
		"more confidence",
		() => edited("confidence: medium", "confidence: high"),
		["evidence_changed dimensions.iso_42001.confidence up"],
		"patch",
	],
	[
		"another reading",
		() => edited('as_of: "2026-11-20"', 'as_of: "2026-11-22"'),
		["reverified dimensions.iso_42001.verified none", "evidence_changed dimensions.iso_42001.searched none"],
		"patch",
	],
	[
		"another way of reading",
		() => edited("via: copy", "via: excerpt"),
		["evidence_changed dimensions.soc2_type2.sources none"],
		"patch",
	],
	[
		"another source",
		() => edited("https://trust.acme.com/\n", "https://trust.acme.com/soc2\n"),
		["evidence_changed dimensions.soc2_type2.sources none"],
		"patch",
	],
	[
		"another page searched",
		() => edited("searched:\n", "searched:\n      - url: https://acme.com/policies\n"),
		["evidence_changed dimensions.iso_42001.searched none"],
		"patch",
	],
	[
		"another caveat",
		() => edited("The report needs an NDA.", "Sign the NDA first."),
		["prose_changed dimensions.soc2_type2.caveat none"],
		"patch",
	],
	[
		"other notes",
		() => edited("handed out under", "given under"),
		["prose_changed dimensions.soc2_type2.notes none"],
		"patch",
	],
	["another summary", () => edited("Acme serves its", "Acme hosts its"), ["prose_changed summary none"], "patch"],
	[
		"another fact",
		() => edited('period_end: "2026-06-30"', 'period_end: "2026-07-31"'),
		["field_changed dimensions.soc2_type2.facts.period_end none"],
		"patch",
	],
	[
		"a fact that goes",
		() => edited('      period_start: "2025-07-01"\n', ""),
		["field_changed dimensions.soc2_type2.facts.period_start none"],
		"patch",
	],
	[
		"another tier",
		() => edited("tier: self_serve", "tier: free"),
		["field_changed dimensions.soc2_type2.tier none"],
		"patch",
	],
	[
		"another route",
		() => edited("route: trust_center_nda", "route: sales"),
		["field_changed dimensions.soc2_type2.route none"],
		"patch",
	],
	["another name", () => edited("name: Acme API", "name: Acme Cloud API"), ["field_changed name none"], "patch"],
	[
		"another family",
		() => edited("model_family: Anvil", "model_family: Hammer"),
		["field_changed model_family none"],
		"patch",
	],
	[
		"an offering that retires",
		() => edited("model_family: Anvil\n", "model_family: Anvil\nstatus: retired\nretired_on: 2026-11-01\n"),
		["offering_retired status none", "field_changed retired_on none"],
		"minor",
	],
	[
		"a cell that goes",
		() => edited(/ {2}iso_42001:\n(?: {4}.*\n)+/, ""),
		["cell_removed dimensions.iso_42001 none"],
		"patch",
	],
	[
		"a cell that comes",
		() =>
			edited(
				"  iso_42001:\n",
				'  iso_27001:\n    value: no_public_evidence\n    confidence: low\n    finding: No certificate named\n    caveat: Ask.\n    notes: The page names none.\n    searched:\n      - url: https://acme.com/security\n        as_of: "2026-11-20"\n  iso_42001:\n',
			),
		["cell_added dimensions.iso_27001 none"],
		"minor",
	],
	["an offering that goes", () => ({ [FILE]: null }), ["offering_removed id none"], "major"],
	[
		"an offering that comes",
		() => ({ "offerings/acme-two.yaml": (base[FILE] ?? "").replace("id: acme-api", "id: acme-two") }),
		["offering_added id none"],
		"minor",
	],
	[
		"an offering that is renamed",
		() => ({ [FILE]: null, "offerings/acme-anvil.yaml": moved(base[FILE] ?? "", "aliases:\n  - acme-api\n") }),
		["offering_renamed id none"],
		"minor",
	],
	[
		"an offering that is renamed without an alias",
		() => ({ [FILE]: null, "offerings/acme-anvil.yaml": moved(base[FILE] ?? "") }),
		["offering_added id none", "offering_removed id none"],
		"major",
	],
	[
		"an offering that is renamed and corrected",
		() => ({
			[FILE]: null,
			"offerings/acme-anvil.yaml": moved(base[FILE] ?? "", "aliases:\n  - acme-api\n").replace(
				"value: yes_sales_gated",
				"value: yes_public",
			),
		}),
		["offering_renamed id none", "grade_changed dimensions.soc2_type2.value up"],
		"minor",
	],
	[
		"an offering that is merged into another",
		() => ({
			[FILE]: null,
			...edited("dimensions:\n", "aliases:\n  - acme-api\ndimensions:\n", "offerings/acme-nimbus.yaml"),
		}),
		["offering_renamed id none"],
		"minor",
	],
	[
		"an offering that gets an id for search",
		() => edited("dimensions:\n", "aliases:\n  - acme\ndimensions:\n"),
		["field_changed aliases none"],
		"patch",
	],
	["a file that cannot be read", () => ({ [FILE]: "id: [" }), [], "none"],
	[
		"a vendor's other name",
		() => edited(/name: .*/, "name: Acme Holding", "vendors/acme.yaml"),
		["vendor_changed vendors.acme.name none"],
		"patch",
	],
	[
		"a vendor that comes",
		() => ({ "vendors/zeta.yaml": "id: zeta\nname: Zeta\ndomains:\n  - zeta.example\ncountry: DE\n" }),
		["vendor_added vendors.zeta none"],
		"minor",
	],
	[
		"a vendor's other domains",
		() => edited("domains:\n", "domains:\n  - acme.org\n", "vendors/acme.yaml"),
		["vendor_changed vendors.acme.domains none"],
		"patch",
	],
	["a vendor that goes", () => ({ "vendors/nimbus.yaml": null }), ["vendor_changed vendors.nimbus none"], "major"],
];

test.each(RECORD_CASES)("%s", (_what, files, expected, bump) => {
	const changes = changed(files());
	expect(changes.map(({ kind, path, direction }) => `${kind} ${path} ${direction}`)).toEqual(expected);
	expect(bumpOfAll(changes)).toBe(bump);
});

test("a change holds both values, and the reverse of a comparison turns them round", () => {
	const files = edited("value: yes_sales_gated", "value: partial");
	const [there] = changed(files);
	const [back] = changesBetween(stateWith(files), stateWith({}));
	expect(there).toMatchObject({ offering: "acme-api", dimension: "soc2_type2", field: "value" });
	expect([there?.before, there?.after]).toEqual(["yes_sales_gated", "partial"]);
	expect([back?.before, back?.after, back?.direction]).toEqual(["partial", "yes_sales_gated", "up"]);
});

const object = (properties: object, rest: object = {}) => ({ type: "object", properties, ...rest });
const a = { type: "string" };

const growing = (...examples: string[]) => ({ ...a, $comment: "x-open-enum: true", examples });

/** Schema before and after, how a schema of records moves, and how one of artifacts does. */
const SCHEMA_CASES: readonly [string, object, object, string, string][] = [
	["the same", object({ a }), object({ a }), "none", "none"],
	["another title", object({ a }), object({ a }, { title: "T" }), "none", "none"],
	["another description", object({ a }), object({ a: { ...a, description: "d" } }), "none", "none"],
	["a property that comes", object({ a }), object({ a, b: a }), "minor", "minor"],
	["a property that goes", object({ a, b: a }), object({ a }), "major", "major"],
	["a key that is now required", object({ a }), object({ a }, { required: ["a"] }), "major", "none"],
	["a key that is no longer required", object({ a }, { required: ["a"] }), object({ a }), "minor", "major"],
	["a new required property", object({ a }), object({ a, b: a }, { required: ["b"] }), "major", "minor"],
	["another value of an enum", { enum: ["a"] }, { enum: ["a", "b"] }, "minor", "major"],
	["a value of an enum that goes", { enum: ["a", "b"] }, { enum: ["a"] }, "major", "major"],
	["a value more of a list that may grow", growing("a"), growing("a", "b"), "none", "minor"],
	["a value less of a list that may grow", growing("a", "b"), growing("a"), "none", "major"],
	["a list that may grow no more", growing("a"), { ...a, enum: ["a"] }, "major", "major"],
	["a format that goes", { ...a, format: "date" }, a, "minor", "major"],
	[
		"a property that comes beside null",
		{ anyOf: [object({ a }), { type: "null" }] },
		{ anyOf: [object({ a, b: a }), { type: "null" }] },
		"minor",
		"minor",
	],
	["an enum in another order", { enum: ["a", "b"] }, { enum: ["b", "a"] }, "none", "none"],
	["an enum that comes", a, { ...a, enum: ["a"] }, "major", "major"],
	["an enum that goes", { ...a, enum: ["a"] }, a, "minor", "major"],
	["another type", { type: "string" }, { type: "integer" }, "major", "major"],
	["one more type", { type: "string" }, { type: ["string", "null"] }, "minor", "major"],
	["one type less", { type: ["string", "null"] }, { type: "string" }, "major", "major"],
	["a shorter text", { maxLength: 200 }, { maxLength: 120 }, "major", "major"],
	["a longer text", { maxLength: 120 }, { maxLength: 200 }, "minor", "major"],
	["a limit that comes", a, { ...a, maxLength: 120 }, "major", "major"],
	["a limit that goes", { ...a, maxLength: 120 }, a, "minor", "major"],
	["a higher minimum", { minimum: 0 }, { minimum: 1 }, "major", "major"],
	["a lower minimum", { minimum: 1 }, { minimum: 0 }, "minor", "major"],
	["a pattern that comes", a, { ...a, pattern: "^x" }, "major", "major"],
	["a pattern that goes", { ...a, pattern: "^x" }, a, "minor", "major"],
	["another pattern", { pattern: "^x" }, { pattern: "^y" }, "major", "major"],
	["another constant", { const: 1 }, { const: 2 }, "major", "major"],
	["an alternative more", { anyOf: [a] }, { anyOf: [a, { type: "null" }] }, "minor", "major"],
	["an alternative less", { anyOf: [a, { type: "null" }] }, { anyOf: [a] }, "major", "major"],
	["a value more beside a constant", { const: 1 }, { enum: [1, 2] }, "minor", "major"],
	["a constant out of a list", { enum: [1, 2] }, { const: 2 }, "major", "major"],
	["alternatives in another order", { anyOf: [a, { type: "null" }] }, { oneOf: [{ type: "null" }, a] }, "none", "none"],
	["null as an alternative from now on", a, { anyOf: [a, { type: "null" }] }, "minor", "major"],
	["null that is no alternative any more", { anyOf: [a, { type: "null" }] }, a, "major", "major"],
	[
		"an alternative that takes less",
		{ anyOf: [{ maxLength: 9, type: "string" }, { type: "null" }] },
		{ anyOf: [{ maxLength: 8, type: "string" }, { type: "null" }] },
		"major",
		"major",
	],
	["alternatives where everything was taken", {}, { anyOf: [a, { type: "null" }] }, "major", "major"],
	["a condition less", { allOf: [a, { minLength: 1 }] }, { allOf: [a] }, "minor", "major"],
	["a condition that is not known here", a, { ...a, not: { enum: ["x"] } }, "major", "major"],
	["a condition more", { allOf: [a] }, { allOf: [a, { minLength: 1 }] }, "major", "major"],
	["items that take less", { items: { maxLength: 9 } }, { items: { maxLength: 8 } }, "major", "major"],
	["a deep property that goes", object({ a: object({ b: a }) }), object({ a: object({}) }), "major", "major"],
	["closed to other keys", { additionalProperties: true }, { additionalProperties: false }, "major", "major"],
	[
		"a shared part that takes less",
		{ $ref: "#/$defs/x", $defs: { x: { maxLength: 9 } } },
		{ $ref: "#/$defs/x", $defs: { x: { maxLength: 8 } } },
		"major",
		"major",
	],
	[
		"a part that is shared from now on",
		object({ a: { maxLength: 9 } }),
		object({ a: { $ref: "#/$defs/x" } }, { $defs: { x: { maxLength: 9 } } }),
		"none",
		"none",
	],
	[
		"a schema that refers to itself",
		{ $ref: "#/$defs/x", $defs: { x: object({ x: { $ref: "#/$defs/x" } }) } },
		{ $ref: "#/$defs/x", $defs: { x: object({ x: { $ref: "#/$defs/x" }, y: a }) } },
		"minor",
		"minor",
	],
];

test.each(SCHEMA_CASES)("schema: %s", (_what, before, after, written, read) => {
	for (const [name, bump] of [
		["offering", written],
		["data", read],
	] as const) {
		const schemas = (schema: object) => new Map([[name, schema as Record<string, unknown>]]);
		expect(bumpOfAll(schemaChanges(schemas(before), schemas(after)))).toBe(bump);
	}
});

test("a former id that is forgotten is a loss, of an offering and of a vendor", () => {
	const aliased = {
		...edited("dimensions:\n", "aliases:\n  - acme\ndimensions:\n"),
		...edited("domains:\n", "aliases:\n  - acme-inc\n  - Acme Works\ndomains:\n", "vendors/acme.yaml"),
	};
	expect(changesBetween(stateWith({}), stateWith(aliased)).map(bumpOf)).toEqual(["patch", "patch"]);
	expect(changesBetween(stateWith(aliased), stateWith({})).map(bumpOf)).toEqual(["major", "major"]);
	const named = edited("domains:\n", "aliases:\n  - Acme Works\ndomains:\n", "vendors/acme.yaml");
	expect(changesBetween(stateWith(named), stateWith({})).map(bumpOf)).toEqual(["patch"]);
});

test("a schema that is no JSON is not compared", () => {
	const broken = new Map([["data", null]]);
	expect(schemaChanges(broken, new Map([["data", {}]]))).toEqual([]);
	expect(schemaChanges(new Map([["data", {}]]), broken)).toEqual([]);
});

test("a schema that comes is an addition, one that goes is a loss", () => {
	const one = new Map([["data", {}]]);
	expect(schemaChanges(new Map(), one).map(bumpOf)).toEqual(["minor"]);
	expect(schemaChanges(one, new Map()).map(bumpOf)).toEqual(["major"]);
});

test("versions move by their bump, and what is no version is refused", () => {
	expect((["none", "patch", "minor", "major"] as const).map((bump) => bumped("1.2.3", bump))).toEqual([
		"1.2.3",
		"1.2.4",
		"1.3.0",
		"2.0.0",
	]);
	expect(() => bumped("1.2", "patch")).toThrow(RangeError);
});

test("the table has at least 60 cases", () => {
	expect(RECORD_CASES.length + SCHEMA_CASES.length).toBeGreaterThanOrEqual(60);
});
