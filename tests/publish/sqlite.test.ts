import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import type { Artifact } from "../../scripts/publish/artifact.ts";
import { sqliteDatabase } from "../../scripts/publish/sqlite.ts";
import { baseFiles } from "../support.ts";
import { bytesOf, datasetFrom, fileOf } from "./published.ts";

let artifact: Artifact;

beforeAll(() => {
	const bytes = bytesOf(sqliteDatabase(datasetFrom(baseFiles()), []));
	artifact = { path: "registry.sqlite", pieces: () => [bytes] };
});

function open() {
	const db = new DatabaseSync(fileOf(artifact), { readOnly: true });
	onTestFinished(() => db.close());
	return (sql: string, ...values: string[]) => db.prepare(sql).all(...values);
}

test("keys hold, what refers to a table is indexed, and the file is whole", () => {
	const all = open();
	expect(all("PRAGMA foreign_key_check")).toEqual([]);
	expect(all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
	const keys = all("PRAGMA foreign_key_list(sources)").map((key) => [key.table, key.from, key.to]);
	expect(keys).toEqual([["cells", "cell_id", "cell_id"]]);
	const plan = all("EXPLAIN QUERY PLAN SELECT * FROM cells WHERE dimension = 'hipaa_baa'").map(({ detail }) => detail);
	expect(plan.join()).toContain("cells_dimension");
	expect(all("SELECT count(*) AS n FROM sources s JOIN cells c USING (cell_id)")).toEqual(
		all("SELECT count(*) AS n FROM sources"),
	);
});

test("a view for each question has every offering, and freshness is computed for the day of the query", () => {
	const all = open();
	for (const id of DIMENSION_IDS) {
		expect(all(`SELECT count(*) AS n FROM question_${id}`), id).toEqual([{ n: 3 }]);
	}
	expect(all("SELECT id, status, value FROM question_soc2_type2 ORDER BY id")).toEqual([
		{ id: "acme-api", status: "assessed", value: "yes_sales_gated" },
		{ id: "acme-nimbus", status: "not_assessed", value: null },
		{ id: "bolt-nimbus", status: "not_assessed", value: null },
	]);
	const state = (offset: string) =>
		`SELECT state FROM (${all("SELECT sql FROM sqlite_master WHERE name = 'freshness_today'")[0]?.sql})`
			.replace("CREATE VIEW freshness_today AS ", "")
			.replaceAll("date('now'", `date('2027-04-13', '${offset}'`);
	// The copy is of 2026-10-15, and the dimension stays fresh for 180 days: until 2027-04-13.
	const on = (offset: string) => all(`${state(offset)} WHERE cell_id = 'acme-api/soc2_type2'`)[0]?.state;
	expect([on("-15 days"), on("-14 days"), on("0 days"), on("1 days")]).toEqual([
		"fresh",
		"expiring",
		"expiring",
		"expired",
	]);
});

/** Part of sql.js that the tests use; it has no types of its own. */
interface OldSqlite {
	readonly Database: new (bytes: Uint8Array) => { exec(sql: string): { values: unknown[][] }[]; close(): void };
}

/** Opens the database in SQLite 3.32; gives the rows of a query. */
async function openOld() {
	const require = createRequire(import.meta.url);
	const initialise = require("sql.js") as (options: { wasmBinary: Buffer }) => Promise<OldSqlite>;
	const { Database } = await initialise({ wasmBinary: readFileSync(require.resolve("sql.js/dist/sql-wasm.wasm")) });
	const db = new Database(readFileSync(fileOf(artifact)));
	onTestFinished(() => db.close());
	return (sql: string) => db.exec(sql)[0]?.values;
}

test("what people type into a search is found alike by the newest SQLite and by 3.32", async () => {
	const [all, values] = [open(), await openOld()];
	const found = {
		"zero-retention": [],
		"report NDA": ["acme-api/soc2_type2"],
		"report/NDA": ["acme-api/soc2_type2"],
		"finding:nda": ["acme-api/soc2_type2"],
		"report NOT nobody": ["acme-api/soc2_type2"],
		"nda*": ["acme-api/soc2_type2"],
		"-nda": ["acme-api/soc2_type2"],
		"SOC-2": [],
		"it's": [],
		"§ 5": [],
		千问: [],
		"cell_id:acme": [],
	};
	for (const [query, ids] of Object.entries(found)) {
		const sql = `SELECT cell_id FROM cells_search WHERE cells_search MATCH '${query.replaceAll("'", "''")}' ORDER BY cell_id`;
		const now = all(sql).map(({ cell_id }) => cell_id);
		expect([query, (values(sql) ?? []).flat()]).toEqual([query, now]);
		for (const id of ids) expect(now, query).toContain(id);
	}
});

test("SQLite 3.32 opens it, searches it, and takes a hyphen for what it is", async () => {
	const values = await openOld();
	expect(values("SELECT sqlite_version()")).toEqual([["3.32.0"]]);
	expect(values("PRAGMA integrity_check")).toEqual([["ok"]]);
	expect(values("SELECT cell_id FROM cells_search WHERE cells_search MATCH 'trust OR NDA'")).toEqual([
		["acme-api/soc2_type2"],
	]);
	expect(() => values("SELECT * FROM cells_search WHERE cells_search MATCH 'zero-retention'")).not.toThrow();
	expect(values("SELECT count(*) FROM freshness_today")?.[0]?.[0]).toBeGreaterThan(5);
	expect(values("SELECT value FROM meta WHERE key = 'version'")).toEqual([["2.3.4"]]);
});
