import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, expect, test } from "vitest";
import { type PublishedData, publishedCell, publishedOffering } from "../../schemas/published.ts";
import type { Dataset } from "../../scripts/publish/dataset.ts";
import { artifactsOf, binaryArtifacts } from "../../scripts/publish/index.ts";
import type { Table } from "../../scripts/publish/table.ts";
import { answerRows } from "../../scripts/publish/tables/cells.ts";
import { tablesOf } from "../../scripts/publish/tables/index.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { temporaryFolderForAll } from "../support.ts";
import { csvRows, datasetFrom, duckdb, HOSTILE, hostileFiles, realDataset, rowsOf } from "./published.ts";

let hostile: Dataset;
let real: Dataset;
const folders: Record<string, string> = {};

beforeAll(() => {
	hostile = datasetFrom(hostileFiles());
	real = realDataset();
	for (const [name, dataset] of Object.entries({ hostile, real })) {
		const folder = temporaryFolderForAll();
		folders[name] = folder;
		const all = [...artifactsOf(dataset, []), ...binaryArtifacts(dataset, [])];
		const needed = all.filter(({ path }) => path !== "registry.xlsx" && !/^package\/(?!NOTICE)/.test(path));
		writeArtifacts(folder, join(folder, "out"), needed);
	}
});

const outOf = (name: string) => join(folders[name] ?? "", "out");

/** A row in the words of all formats: lists and objects as they are, dates as text. */
type Row = Record<string, unknown>;

const json = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value);

/** Format → the rows of a table in a folder, each value as the description of the table has it. */
const READERS: Readonly<Record<string, (out: string, table: Table) => Row[] | Promise<Row[]>>> = {
	csv: (out, { name, columns }) =>
		csvRows(readFileSync(join(out, `${name}.csv`), "utf8")).map((row) =>
			Object.fromEntries(
				columns.map(({ name: column, type }) => {
					const text = row[column] ?? "";
					if (text === "") return [column, null];
					if (type === "boolean") return [column, text === "true"];
					return [column, ["integer", "number", "list"].includes(type) ? JSON.parse(text) : text];
				}),
			),
		),
	sqlite: (out, { name, columns }) => {
		const db = new DatabaseSync(join(out, "registry.sqlite"), { readOnly: true });
		try {
			return db
				.prepare(`SELECT * FROM ${name} ORDER BY rowid`)
				.all()
				.map((row) =>
					Object.fromEntries(
						columns.map(({ name: column, type }) => {
							const value = row[column];
							if (type === "boolean" && value !== null) return [column, value === 1];
							return [column, type === "list" ? json(value) : value];
						}),
					),
				);
		} finally {
			db.close();
		}
	},
	parquet: async (out, { name }) => await duckdb(`SELECT * FROM '${join(out, `${name}.parquet`)}'`),
};

test.each(Object.keys(READERS))("%s has every row of every table, hostile texts included", async (format) => {
	for (const [name, dataset] of Object.entries({ hostile, real })) {
		for (const table of tablesOf(dataset, [])) {
			const rows = await READERS[format]?.(outOf(name), table);
			expect(rows, `${name} ${table.name}`).toEqual(rowsOf(table));
		}
	}
});

test("data.json and data.ndjson have the same answers, and the cells table a row for each", () => {
	for (const [name, dataset] of Object.entries({ hostile, real })) {
		const out = outOf(name);
		const { offerings } = JSON.parse(readFileSync(join(out, "data.json"), "utf8")) as PublishedData;
		const expected = [...answerRows({ offerings: offerings as Dataset["offerings"] })].map(
			({ cell_id, status, cell }) => [cell_id, status, cell],
		);
		const lines = readFileSync(join(out, "data.ndjson"), "utf8").trimEnd().split("\n");
		expect(lines.map((line) => JSON.parse(line)).map(({ cell_id, status, cell }) => [cell_id, status, cell])).toEqual(
			expected,
		);
		const [cells] = tablesOf(dataset, []).filter((table) => table.name === "cells");
		const ids = rowsOf(cells as Table).map(({ cell_id }) => cell_id);
		expect(ids).toEqual(expected.map(([id]) => id));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThanOrEqual(dataset.offerings.length * 16);
	}
});

test("the hostile texts are in what was read, and what was written of them is what was given", async () => {
	const rows = await duckdb(`SELECT notes FROM '${join(outOf("hostile"), "cells.parquet")}'`);
	const notes = rows.map((row) => row.notes);
	for (const text of HOSTILE) expect(notes).toContain(text);
	expect(HOSTILE.at(-1)?.length).toBeGreaterThan(100_000);
});

/** Keys that tables give in another form, with the column or table that has them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
	"offering.identifiers": "columns models_dev, openrouter, litellm of offerings",
	"offering.not_applicable": "status of each row of cells",
	"offering.dimensions": "rows of cells; a grade column each in offerings",
	"offering.model_exceptions": "rows of cells with a model",
	"cell.limits": "table limits",
	"cell.sources": "table sources",
	"cell.searched": "table searched",
	"cell.reviews": "table reviews",
	"cell.dispute": "columns dispute_… of cells",
	"cell.default": "column default_state of cells",
	"cell.source": "column source of cells",
};

test("every key of a published offering and cell is a column, or stands in another table with a reason", () => {
	const tables = tablesOf(real, []);
	const columns = (name: string) =>
		tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [];
	const missing = (prefix: string, shape: object, names: readonly string[]) =>
		Object.keys(shape).filter((key) => !names.includes(key) && !(`${prefix}.${key}` in ELSEWHERE));
	expect(missing("offering", publishedOffering.shape, columns("offerings"))).toEqual([]);
	expect(missing("cell", publishedCell.shape, columns("cells"))).toEqual([]);
	for (const reason of Object.values(ELSEWHERE)) {
		const [, table] = /^table (\w+)$/.exec(reason) ?? [];
		if (table !== undefined) expect(columns(table).length).toBeGreaterThan(2);
	}
	expect(columns("sources")).toEqual(expect.arrayContaining(["locator", "quote", "via", "publisher", "reader_name"]));
});

test("every file says its version and its licence", async () => {
	const out = outOf("real");
	const texts = (path: string) => readFileSync(join(out, path), "utf8");
	for (const path of ["data.json", "index.json", "changes.json", "contract.json", "offerings/claude-bedrock.json"]) {
		expect(JSON.parse(texts(path)), path).toMatchObject({ version: "2.3.4", license: "CC-BY-4.0" });
	}
	expect(JSON.parse(texts("datapackage.json"))).toMatchObject({ version: "2.3.4", licenses: [{ name: "CC-BY-4.0" }] });
	for (const path of ["README.txt", "LICENSE-DATA"]) expect(texts(path)).toMatch(/CC[- ]BY[- ]4\.0/);
	for (const path of ["NOTICE", "package/NOTICE"]) expect(texts(path)).toContain("PrivacyWatch");
	const metadata = await duckdb(`SELECT * FROM parquet_kv_metadata('${join(out, "cells.parquet")}')`);
	expect(JSON.stringify(metadata)).toContain("2.3.4");
	const db = new DatabaseSync(join(out, "registry.sqlite"), { readOnly: true });
	expect(db.prepare("SELECT value FROM meta WHERE key IN ('version', 'license') ORDER BY key").all()).toEqual([
		{ value: "CC-BY-4.0" },
		{ value: "2.3.4" },
	]);
	expect(db.prepare("PRAGMA user_version").all()).toEqual([{ user_version: 2 }]);
	db.close();
});
