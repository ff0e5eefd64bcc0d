import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { cellRows, cellsTable } from "../../scripts/publish/cells-table.ts";
import { type Dataset, datasetOf } from "../../scripts/publish/dataset.ts";
import { parquetArtifact } from "../../scripts/publish/parquet.ts";
import { sourcesTable } from "../../scripts/publish/sources-table.ts";
import type { Table } from "../../scripts/publish/table.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

const STAMP = { version: "1.2.3", generated: "2026-11-24" };
const real = datasetOf(loadRegistry(folderTree(REPOSITORY)), STAMP);

/** What DuckDB finds in the Parquet file of a table. */
async function query(table: Table, sql: string): Promise<Record<string, unknown>[]> {
	const path = join(temporaryFolder(), "table.parquet");
	for (const piece of parquetArtifact(table).pieces()) writeFileSync(path, piece);
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	try {
		const reader = await connection.runAndReadAll(sql.replace("TABLE", `read_parquet('${path}')`));
		return reader.getRowObjectsJson() as Record<string, unknown>[];
	} finally {
		connection.closeSync();
	}
}

test("cells.parquet holds every cell with its values, dates as dates", async () => {
	const cells = [...cellRows(real)];
	expect(cells.length).toBeGreaterThan(300);
	expect(
		await query(cellsTable(real), "SELECT offering_id, dimension, value, notes, contrary, verified FROM TABLE"),
	).toEqual(
		cells.map(({ offering, dimension, cell }) => ({
			offering_id: offering.id,
			dimension,
			value: cell.value,
			notes: cell.notes,
			contrary: cell.contrary,
			verified: cell.verified,
		})),
	);
	const types = await query(
		cellsTable(real),
		"SELECT typeof(verified) AS a, typeof(contrary) AS b, typeof(source_count) AS c FROM TABLE LIMIT 1",
	);
	expect(types).toEqual([{ a: "DATE", b: "BOOLEAN", c: "INTEGER" }]);
});

test("sources.parquet holds every source in its place", async () => {
	const sources = [...cellRows(real)].flatMap(({ offering, cell }) =>
		cell.sources.map(({ url, captured }, index) => ({ offering_id: offering.id, position: index + 1, url, captured })),
	);
	expect(sources.length).toBeGreaterThan(300);
	expect(await query(sourcesTable(real), "SELECT offering_id, position, url, captured FROM TABLE")).toEqual(sources);
});

test("long notes, quotes, line breaks and other scripts survive", async () => {
	const notes = `=1+1 "quoted" – 千问 🙂\n\n${"long ".repeat(20_000)}end`;
	const text = (baseFiles()["offerings/acme-api.yaml"] ?? "").replace(
		/notes: >-\n\s+Acme states.*\n/,
		`notes: ${JSON.stringify(notes)}\n`,
	);
	const dataset: Dataset = datasetOf(
		loadRegistry(memoryTree({ ...baseFiles(), "offerings/acme-api.yaml": text })),
		STAMP,
	);
	const rows = await query(cellsTable(dataset), "SELECT notes FROM TABLE WHERE dimension = 'soc2_type2'");
	expect(rows).toContainEqual({ notes });
});

test("the same data set gives the same bytes", () => {
	const bytes = () => Buffer.concat([...parquetArtifact(cellsTable(real)).pieces()].map((piece) => Buffer.from(piece)));
	expect(bytes().equals(bytes())).toBe(true);
});
