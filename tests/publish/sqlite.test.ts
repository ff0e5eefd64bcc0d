import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { cellRows } from "../../scripts/publish/cells-table.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { sqliteDatabase } from "../../scripts/publish/sqlite.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { releasesIn } from "../../scripts/release/history.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

test("the database holds every record of the registry, whole and searchable", () => {
	const dataset = datasetOf(loadRegistry(folderTree(REPOSITORY)), { version: "1.2.3", generated: "2026-11-24" });
	const path = join(temporaryFolder(), "registry.sqlite");
	const [content = ""] = sqliteDatabase(dataset, releasesIn(REPOSITORY)).pieces();
	writeFileSync(path, content);
	const db = new DatabaseSync(path, { readOnly: true });
	onTestFinished(() => db.close());
	const all = (sql: string, ...values: string[]) => db.prepare(sql).all(...values);
	const cells = [...cellRows(dataset)];
	expect(all("SELECT offering_id, dimension, value, notes FROM cells ORDER BY id")).toEqual(
		cells.map(({ offering, dimension, cell }) => ({
			offering_id: offering.id,
			dimension,
			value: cell.value,
			notes: cell.notes,
		})),
	);
	expect(all("SELECT url FROM sources ORDER BY cell_id, position").map(({ url }) => url)).toEqual(
		cells.flatMap(({ cell }) => cell.sources.map(({ url }) => url)),
	);
	expect(all("PRAGMA foreign_key_check")).toEqual([]);
	expect(all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
	const found = all("SELECT DISTINCT offering_id FROM cells_search WHERE cells_search MATCH ?", '"AWS Artifact"');
	expect(found.map(({ offering_id: id }) => id)).toContain("claude-bedrock");
	for (const id of DIMENSION_IDS) {
		expect(all(`SELECT count(*) AS n FROM question_${id}`)).toEqual([{ n: dataset.offerings.length }]);
	}
});

test("the sqlite3 program reads the same, hostile texts and long notes included", ({ skip }) => {
	skip(
		spawnSync("sqlite3", ["--version"]).error !== undefined,
		"the program sqlite3 is missing; install the package sqlite3",
	);
	const notes = `=1+1 '; DROP TABLE cells; -- "quoted" 千问\n\n${"long ".repeat(20_000)}end`;
	const text = (baseFiles()["offerings/acme-api.yaml"] ?? "").replace(
		/notes: >-\n\s+Acme states.*\n/,
		`notes: ${JSON.stringify(notes)}\n`,
	);
	const registry = loadRegistry(memoryTree({ ...baseFiles(), "offerings/acme-api.yaml": text }));
	const path = join(temporaryFolder(), "registry.sqlite");
	const [content = ""] = sqliteDatabase(
		datasetOf(registry, { version: "1.2.3", generated: "2026-11-24" }),
		[],
	).pieces();
	writeFileSync(path, content);
	const sql =
		"SELECT notes FROM question_soc2_type2 WHERE id = 'acme-api'; PRAGMA foreign_key_check; PRAGMA integrity_check;";
	const { stdout, stderr } = spawnSync("sqlite3", ["-readonly", path, sql], { encoding: "utf8" });
	expect([stdout, stderr]).toEqual([`${notes}\nok\n`, ""]);
});
