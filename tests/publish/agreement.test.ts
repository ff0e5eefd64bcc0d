import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse as parseYaml, stringify } from "yaml";
import type { PublishedData } from "../../schemas/published.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { artifactsOf, binaryArtifacts } from "../../scripts/publish/index.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY } from "../support.ts";

const LONG = `${"Long notes, – 千问 🙂. ".repeat(5000)}End.`;
/** Texts that break one format or another, or what reads it. */
const HOSTILE = [
	'=HYPERLINK("https://evil.example","x")',
	"+1+1",
	"-1+1",
	"@SUM(1+1)",
	'"quoted", with a comma; and a semicolon',
	"two\n\nparagraphs",
	"'; DROP TABLE cells; --",
	"<script>alert(1)</script> & ]]> \\ \\n \\u0000",
	"Zażółć gęślą jaźń – 千问 🙂 \u00a0 é",
	"NULL",
	"'a quote before a word",
	LONG,
];

/** The small valid registry, its notes, caveats and titles replaced by hostile texts, with a cell for one model alone. */
function hostileFiles(): Record<string, string> {
	const files = baseFiles();
	const path = "offerings/acme-api.yaml";
	const offering = parseYaml(files[path] ?? "") as { dimensions: Record<string, Record<string, unknown>> };
	const [first = {}] = Object.values(offering.dimensions);
	const ids = [
		"soc2_type2",
		"iso_27001",
		"iso_42001",
		"trust_center",
		"hipaa_baa",
		"gdpr_dpa",
		"training_on_customer_data",
	];
	const all = [...ids, "retention_zdr", "data_residency", "gpai_cop", "art53_summary"];
	const { facts: _, ...cell } = first;
	const hostile = (index: number) => {
		const notes = HOSTILE[index] ?? "";
		const line = [...notes].slice(0, 60).join("").replaceAll("\n", " ");
		const sources = (cell.sources as Record<string, unknown>[]).map((source) => ({ ...source, title: line }));
		return { ...cell, notes, caveat: line, geography: [...line].slice(0, 30).join("").trim(), sources };
	};
	const dimensions = Object.fromEntries(all.map((id, index) => [id, hostile(index)]));
	const model_exceptions = [{ model: "=acme-1", dimensions: { soc2_type2: hostile(HOSTILE.length - 1) } }];
	return { ...files, [path]: stringify({ ...offering, name: "@Acme", dimensions, model_exceptions }) };
}

/** The columns that every format has, in the words of cells.csv. */
const COLUMNS = [
	...[
		"offering_id",
		"dimension",
		"model",
		"value",
		"contrary",
		"confidence",
		"verified",
		"verified_via",
		"expires",
		"state",
	],
	...["caveat", "notes", "tier", "route", "default", "geography", "valid_until", "source_count", "source_title"],
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

const row = (value: (column: (typeof COLUMNS)[number]) => unknown) =>
	Object.fromEntries(COLUMNS.map((column) => [column, value(column)])) as Row;

/** Folder of every artifact → its cells, as each format gives them. */
const READERS: Readonly<Record<string, (out: string) => Row[] | Promise<Row[]>>> = {
	"data.json": (out) => {
		const { offerings } = JSON.parse(readFileSync(join(out, "data.json"), "utf8")) as PublishedData;
		return offerings.flatMap(({ id, dimensions, model_exceptions: exceptions }) =>
			[{ model: null, dimensions }, ...exceptions].flatMap(({ model, dimensions: cells }) =>
				Object.entries(cells).map(([dimension, cell]) => cellRow(id, dimension, model, cell ?? {})),
			),
		);
	},
	"data.ndjson": (out) =>
		readFileSync(join(out, "data.ndjson"), "utf8")
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line))
			.map(({ offering, dimension, model, cell }) => cellRow(offering.id, dimension, model, cell)),
	"cells.csv": (out) => {
		const records = parse(readFileSync(join(out, "cells.csv")), { columns: true }) as Record<string, string>[];
		// The one thing that CSV changes: a quote before what a spreadsheet would run. It has no types, and no null.
		const plain = (text = "") => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text) || null;
		return records.map((record) =>
			row((column) => {
				const value = plain(record[column]);
				if (column === "contrary") return value === "true";
				return column === "source_count" ? Number(value) : value;
			}),
		);
	},
	"registry.sqlite": (out) => {
		const db = new DatabaseSync(join(out, "registry.sqlite"), { readOnly: true });
		try {
			const counted = "(SELECT count(*) FROM sources s WHERE s.cell_id = c.id) AS source_count";
			const titled = "(SELECT title FROM sources s WHERE s.cell_id = c.id AND s.position = 1) AS source_title";
			const records = db.prepare(`SELECT c.*, ${counted}, ${titled} FROM cells c ORDER BY c.id`).all();
			return records.map((record) => row((column) => (column === "contrary" ? record[column] === 1 : record[column])));
		} finally {
			db.close();
		}
	},
	"cells.parquet": async (out) => {
		const connection = await (await DuckDBInstance.create(":memory:")).connect();
		try {
			const reader = await connection.runAndReadAll(`SELECT * FROM '${join(out, "cells.parquet")}'`);
			return reader.getRowObjectsJson().map((record) => row((column) => record[column]));
		} finally {
			connection.closeSync();
		}
	},
};

function cellRow(id: string, dimension: string, model: string | null, cell: object): Row {
	const fields = cell as Record<string, unknown> & { sources: { title: string | null }[] };
	const own: Record<string, unknown> = { offering_id: id, dimension, model, source_count: fields.sources.length };
	own.source_title = fields.sources[0]?.title ?? null;
	return row((column) => (column in own ? own[column] : fields[column]));
}

/** Temporary folders, removed whatever became of the artifacts in them. */
const folders: string[] = [];
let hostile = "";
let real = "";

beforeAll(() => {
	const write = (tree: ReturnType<typeof memoryTree>) => {
		const dataset = datasetOf(loadRegistry(tree), { version: "1.2.3", generated: "2026-11-24" });
		const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
		folders.push(folder);
		const out = join(folder, "out");
		writeArtifacts(out, [...artifactsOf(dataset, []), ...binaryArtifacts(dataset, [])]);
		return out;
	};
	hostile = write(memoryTree(hostileFiles()));
	real = write(folderTree(REPOSITORY));
});

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test.each(Object.keys(READERS))("%s has the cells of data.json, hostile texts included", async (name) => {
	for (const [out, least] of [
		[hostile, 12],
		[real, 330],
	] as const) {
		const expected = await READERS["data.json"]?.(out);
		expect(expected?.length).toBeGreaterThan(least);
		expect(await READERS[name]?.(out)).toEqual(expected);
	}
});

test("the hostile texts are in what was read, and what was written of them is what was given", async () => {
	const notes = new Set((await READERS["cells.parquet"]?.(hostile))?.map((one) => one.notes));
	for (const text of HOSTILE.slice(0, 11)) expect(notes).toContain(text);
	expect(notes).toContain(LONG);
	expect(LONG.length).toBeGreaterThan(100_000);
});
