import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Release } from "../../schemas/changelog.ts";
import { filePieces } from "../lib/file-pieces.ts";
import { aboutOf } from "./about.ts";
import type { Artifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { tableStatements, VIEWS } from "./sqlite-ddl.ts";
import type { Table, Value } from "./table.ts";
import { tablesOf } from "./tables/index.ts";

/**
 * Returns `registry.sqlite`: every table with its keys, a table `meta`, a full-text index `cells_search`, a view
 * `question_<dimension>` for each question and `freshness_today`.
 */
export function sqliteDatabase(dataset: Dataset, releases: readonly Release[]): Artifact {
	return {
		path: "registry.sqlite",
		*pieces(scratch) {
			const path = join(scratch, "registry.sqlite");
			rmSync(path, { force: true });
			writeDatabase(path, dataset, tablesOf(dataset, releases));
			yield* filePieces(path);
		},
	};
}

function writeDatabase(path: string, dataset: Dataset, tables: readonly Table[]): void {
	const db = new DatabaseSync(path, { enableForeignKeyConstraints: true });
	try {
		// The file is new and made in one go: what fails is thrown away whole, so nothing need be journalled or synced.
		db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
		db.exec(`PRAGMA user_version = ${dataset.header.schema_version}; BEGIN`);
		// An offering may name its successor, whose row stands after its own.
		db.exec("PRAGMA defer_foreign_keys = ON");
		for (const statement of tableStatements(tables)) db.exec(statement);
		const meta = db.prepare("INSERT INTO meta VALUES (?, ?)");
		for (const [key, value] of Object.entries(aboutOf(dataset))) meta.run(key, value);
		for (const table of tables) fill(db, table);
		for (const { statements } of VIEWS) for (const statement of statements) db.exec(statement);
		db.exec("COMMIT");
	} finally {
		db.close();
	}
}

function fill(db: DatabaseSync, { name, columns, rows }: Table): void {
	const insert = db.prepare(`INSERT INTO ${name} VALUES (${columns.map(() => "?").join(", ")})`);
	for (const row of rows()) insert.run(...row.map(stored));
}

/** Returns a value as SQLite stores it: a list as JSON text, a boolean as 0 or 1. */
function stored(value: Value): string | number | null {
	if (typeof value === "boolean") return value ? 1 : 0;
	return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
