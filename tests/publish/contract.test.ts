import { expect, test } from "vitest";
import type { Contract } from "../../schemas/contract.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { jsonSchema } from "../../schemas/json-schema.ts";
import { bumpOfAll } from "../../scripts/changes/bump.ts";
import { contractChanges } from "../../scripts/changes/contract.ts";
import { schemaChanges } from "../../scripts/changes/schema.ts";
import { contractOf } from "../../scripts/publish/contract.ts";
import type { JsonSchema } from "../../scripts/registry/snapshot.ts";

const contract = contractOf();
const SCHEMAS = { data: jsonSchema("data"), offering: jsonSchema("offering") };

type Json = Record<string, unknown>;

/** Name of a schema or of the contract → what a prepared change makes of it. */
type Prepared = (name: "contract" | "data" | "offering", value: Json) => Json | undefined;

/** A copy of a value in which what stands at a path is replaced; undefined deletes it. */
function withAt(value: unknown, path: readonly string[], change: (old: unknown) => unknown): Json {
	const copy = structuredClone(value) as Json;
	let at = copy;
	for (const key of path.slice(0, -1)) at = at[key] as Json;
	const last = path.at(-1) ?? "";
	expect(at, path.join("/")).toBeTypeOf("object");
	const changed = change(at[last]);
	if (changed === undefined) delete at[last];
	else at[last] = changed;
	return copy;
}

function bumpOfChange(change: Prepared): string {
	const state = (prepared?: Prepared) => {
		const schemas = new Map<string, JsonSchema | null>([
			["contract", contract as unknown as JsonSchema],
			...Object.entries(SCHEMAS),
		]);
		for (const [name, value] of schemas) {
			const changed = prepared?.(name as "data", value as Json);
			if (changed) schemas.set(name, changed);
		}
		return schemas;
	};
	const [before, after] = [state(), state(change)];
	return bumpOfAll([...schemaChanges(before, after), ...contractChanges(before, after)]);
}

const inContract =
	(path: string, change: (old: never) => unknown): Prepared =>
	(name, value) =>
		name === "contract" ? withAt(value, path.split("/"), change as never) : undefined;
const inSchema =
	(schema: "data" | "offering", path: string, change: (old: never) => unknown): Prepared =>
	(name, value) =>
		name === schema ? withAt(value, path.split("/"), change as never) : undefined;

const CELL = "$defs/PublishedCellBase/properties";

const CASES: readonly (readonly [string, Prepared, string])[] = [
	[
		"a new value of a closed list that is read",
		inSchema("data", `${CELL}/value/enum`, (old: string[]) => [...old, "maybe"]),
		"major",
	],
	[
		"a new value of an open list",
		inSchema("data", "$defs/PublishedSource/properties/via/examples", (old: string[]) => [...old, "fax"]),
		"minor",
	],
	[
		"a value that may be null from now on",
		inSchema("data", `${CELL}/verified`, (old: object) => ({ anyOf: [old, { type: "null" }] })),
		"major",
	],
	[
		"a wider type",
		inSchema("data", "$defs/PublishedOffering/properties/watch_outs", () => ({
			anyOf: [{ type: "integer" }, { type: "string" }],
		})),
		"major",
	],
	["a format that is dropped", inSchema("data", `${CELL}/verified/format`, () => undefined), "major"],
	["a new key that is read", inSchema("data", `${CELL}/weather`, () => ({ type: "string" })), "minor"],
	["a key that is no longer always there", inSchema("data", "required", (old: string[]) => old.slice(1)), "major"],
	["a key that is gone", inSchema("data", `${CELL}/caveat`, () => undefined), "major"],
	["another description", inSchema("data", `${CELL}/caveat/description`, () => "Other words."), "none"],
	[
		"a new optional key that is written",
		inSchema("offering", "properties/nickname", () => ({ type: "string" })),
		"minor",
	],
	[
		"a new required key that is written",
		inSchema("offering", "required", (old: string[]) => [...old, "summary2"]),
		"major",
	],
	[
		"a new value of a list that is written",
		inSchema("offering", "properties/status/enum", (old: string[]) => [...old, "paused"]),
		"minor",
	],
	[
		"a column that is renamed",
		inContract("tables/cells/columns", ({ caveat, ...rest }: Record<string, unknown>) => ({
			...rest,
			watch_out: caveat,
		})),
		"major",
	],
	[
		"a column more",
		inContract("tables/cells/columns", (old: object) => ({ ...old, weather: { type: "string", nullable: true } })),
		"minor",
	],
	["a column that may be null from now on", inContract("tables/cells/columns/permalink/nullable", () => true), "major"],
	["a column of another type", inContract("tables/cells/columns/source_count/type", () => "number"), "major"],
	["a table that is dropped", inContract("tables/searched", () => undefined), "major"],
	["a table more", inContract("tables/weather", () => ({ key: ["id"], columns: {} })), "minor"],
	["another key of a table", inContract("tables/sources/key", () => ["cell_id"]), "major"],
	["a column of a view that is dropped", inContract("views/freshness_today", (old: string[]) => old.slice(1)), "major"],
	["the table that says what the database is", inContract("views/meta", () => undefined), "major"],
	[
		"an export of the package that is removed",
		inContract("package/exports", ({ ".": main }: Record<string, unknown>) => ({ ".": main })),
		"major",
	],
	["a function of the package that is removed", inContract("package/declarations/resolve", () => undefined), "major"],
	[
		"a function of the package more",
		inContract("package/declarations/weather", () => "export declare const weather: string;"),
		"minor",
	],
	["a path of the API that is removed", inContract("api", (old: string[]) => old.slice(1)), "major"],
	["a file more", inContract("files", (old: string[]) => [...old, "weather.json"]), "minor"],
	[
		"another form of lists in CSV",
		inContract("representations/csv", (old: object) => ({ ...old, list: "joined" })),
		"major",
	],
	[
		"other words of a function's declaration",
		inContract(
			"package/declarations/resolve",
			(old: string) => `/** Other words. */\n${old.replace(/\/\*\*.*?\*\/\n/s, "")}`,
		),
		"none",
	],
	[
		"a choice of types written as a list of them",
		inSchema("data", `${CELL}/caveat`, () => ({ type: ["string", "null"] })),
		"none",
	],
	[
		"keys that are shared through a part more",
		inSchema("data", "$defs/PublishedReview", (old: object) => ({ allOf: [old] })),
		"none",
	],
	["nothing", () => undefined, "none"],
];

test.each(CASES)("%s moves the version as the table says", (_what, change, bump) => {
	expect(bumpOfChange(change)).toBe(bump);
});

test("a difference of a part that several places share is told once", () => {
	const of = (value: object) => new Map<string, JsonSchema | null>([["data", value as JsonSchema]]);
	const [before, after] = [
		jsonSchema("data"),
		withAt(jsonSchema("data"), [...CELL.split("/"), "caveat"], () => undefined),
	];
	const paths = schemaChanges(of(before), of(after)).map(({ path }) => path);
	// Each question's cell is a part of its own; those of single models are the same parts.
	expect(paths.filter((path) => path.endsWith("/soc2_type2/properties/caveat"))).toHaveLength(1);
	expect(paths).toHaveLength(DIMENSION_IDS.length);
});

test("a state without a contract is compared by its schemas alone", () => {
	const none = new Map<string, JsonSchema | null>();
	expect(contractChanges(none, new Map([["contract", contract as unknown as JsonSchema]]))).toEqual([]);
});

test("the contract names what is built", () => {
	const { tables, package: published, api, files }: Contract = contract;
	expect(Object.keys(tables)).toEqual(expect.arrayContaining(["cells", "facts", "dimensions", "grades", "changes"]));
	expect(tables.cells?.columns.value).toMatchObject({ references: "grades", open: false });
	expect(tables.sources?.columns.via).toMatchObject({ open: true });
	expect(Object.keys(published.declarations)).toEqual(expect.arrayContaining(["match", "freshnessOn", "resolve"]));
	expect(api).toContain("/v2/by-identifier.json");
	expect(files).toEqual(expect.arrayContaining(["registry.sqlite", "registry.xlsx", "cells.parquet", "llms.txt"]));
});
