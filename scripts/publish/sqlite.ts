import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Release } from "../../schemas/changelog.ts";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import type { Artifact } from "./artifact.ts";
import { cellRows } from "./cells-table.ts";
import type { Dataset } from "./dataset.ts";

const TABLES = `
CREATE TABLE vendors (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, domains TEXT NOT NULL, trust_center TEXT) STRICT;
CREATE TABLE offerings (id TEXT PRIMARY KEY, name TEXT NOT NULL, developer_id TEXT REFERENCES vendors (id), platform_id TEXT NOT NULL REFERENCES vendors (id), category TEXT NOT NULL, model_family TEXT NOT NULL, summary TEXT NOT NULL, status TEXT NOT NULL, watch_outs INTEGER NOT NULL) STRICT;
CREATE TABLE cells (id INTEGER PRIMARY KEY, offering_id TEXT NOT NULL REFERENCES offerings (id), dimension TEXT NOT NULL, model TEXT, value TEXT NOT NULL, contrary INTEGER NOT NULL, confidence TEXT NOT NULL, verified TEXT NOT NULL, verified_via TEXT NOT NULL, expires TEXT, state TEXT NOT NULL, caveat TEXT, notes TEXT NOT NULL, searched TEXT NOT NULL, tier TEXT, route TEXT, "default" TEXT, geography TEXT, valid_until TEXT, facts TEXT NOT NULL, UNIQUE (offering_id, dimension, model)) STRICT;
CREATE TABLE sources (cell_id INTEGER NOT NULL REFERENCES cells (id), position INTEGER NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, title TEXT, archived TEXT, published TEXT, captured TEXT, sha256 TEXT, locator TEXT, quote TEXT, PRIMARY KEY (cell_id, position)) STRICT;
CREATE TABLE changes (version TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL, offering TEXT, dimension TEXT, field TEXT, before TEXT NOT NULL, after TEXT NOT NULL, direction TEXT NOT NULL, path TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE cells_search USING fts5 (offering_id, dimension, notes, caveat, content='cells', content_rowid='id');
`;

/**
 * `registry.sqlite`: vendors, offerings, cells, sources and changes with foreign keys, a full-text index
 * `cells_search` over notes and caveats, and a view `question_<dimension>` for each question.
 */
export function sqliteDatabase(dataset: Dataset, releases: readonly Release[]): Artifact {
	return {
		path: "registry.sqlite",
		*pieces() {
			const folder = mkdtempSync(join(tmpdir(), "registry-sqlite-"));
			try {
				const path = join(folder, "registry.sqlite");
				writeDatabase(path, dataset, releases);
				yield readFileSync(path);
			} finally {
				rmSync(folder, { recursive: true, force: true });
			}
		},
	};
}

function writeDatabase(path: string, dataset: Dataset, releases: readonly Release[]): void {
	const db = new DatabaseSync(path, { enableForeignKeyConstraints: true });
	try {
		// The file is new and made in one go: what fails is thrown away whole, so nothing need be journalled or synced.
		db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;${TABLES}`);
		fill(db, dataset, releases);
		db.exec("INSERT INTO cells_search (cells_search) VALUES ('rebuild')");
		for (const { id } of DIMENSIONS) {
			db.exec(
				`CREATE VIEW question_${id} AS SELECT o.id, o.name, c.value, c.confidence, c.verified, c.state, c.caveat, c.notes FROM offerings o LEFT JOIN cells c ON c.offering_id = o.id AND c.dimension = '${id}' AND c.model IS NULL ORDER BY o.id`,
			);
		}
		db.exec("COMMIT");
	} finally {
		db.close();
	}
}

function fill(db: DatabaseSync, dataset: Dataset, releases: readonly Release[]): void {
	const into = (table: string, columns: number) =>
		db.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => "?").join(", ")})`);
	const vendors = into("vendors", 6);
	for (const { id, name, kind, country, domains, trust_center: center } of dataset.header.vendors) {
		vendors.run(id, name, kind, country, JSON.stringify(domains), center);
	}
	const known = new Set(dataset.header.vendors.map(({ id }) => id));
	const offerings = into("offerings", 9);
	for (const one of dataset.offerings) {
		const developer = known.has(one.developer_id) ? one.developer_id : null;
		const { id, name, platform_id: platform, category, model_family: family, summary, status, watch_outs: count } = one;
		offerings.run(id, name, developer, platform, category, family, summary, status, count);
	}
	const cells = into("cells", 20);
	const sources = into("sources", 11);
	let id = 0;
	for (const { offering, dimension, model, cell } of cellRows(dataset)) {
		id += 1;
		cells.run(
			...[id, offering.id, dimension, model, cell.value, cell.contrary ? 1 : 0, cell.confidence, cell.verified],
			...[cell.verified_via, cell.expires, cell.state, cell.caveat, cell.notes, JSON.stringify(cell.searched)],
			...[cell.tier, cell.route, cell.default, cell.geography, cell.valid_until, JSON.stringify(cell.facts)],
		);
		for (const [index, { kind, url, title, archived, published, captured, ...rest }] of cell.sources.entries()) {
			const { sha256, locator, quote } = rest;
			sources.run(id, index + 1, kind, url, title, archived, published, captured, sha256, locator, quote);
		}
	}
	const changes = into("changes", 10);
	for (const { version, date, changes: list } of releases) {
		for (const { kind, offering, dimension, field, before, after, direction, path } of list) {
			const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
			changes.run(version, date, kind, offering, dimension, field, was, is, direction, path);
		}
	}
}
