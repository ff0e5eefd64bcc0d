import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { EXPIRING_DAYS } from "../registry/freshness.ts";
import type { ColumnInfo, ColumnType, Table } from "./table.ts";

const TYPES: Readonly<Record<ColumnType, string>> = {
	string: "TEXT",
	date: "TEXT",
	list: "TEXT",
	json: "TEXT",
	boolean: "INTEGER",
	integer: "INTEGER",
	number: "REAL",
};

/** Table that says what the database is: one row for its name, version, licence and the like. */
export const META = { name: "meta", columns: ["key", "value"] } as const;

/** Returns the statements that make the tables, without their rows. No statement is younger than SQLite 3.31. */
export function tableStatements(tables: readonly Table[]): string[] {
	return [
		`CREATE TABLE ${META.name} (${META.columns.map((name) => `${name} TEXT NOT NULL`).join(", ")}, PRIMARY KEY (key))`,
		...tables.map((table) => createTable(table, tables)),
		...tables.flatMap(({ name, key, columns }) =>
			columns
				.filter((column) => column.references !== undefined && key[0] !== column.name)
				.map((column) => `CREATE INDEX ${name}_${column.name} ON ${name} (${column.name})`),
		),
	];
}

/** A view of the database, or its full-text index, which is read as one. */
interface View {
	readonly name: string;
	readonly columns: readonly string[];
	/** Statements that make it, once the tables are filled. */
	readonly statements: readonly string[];
}

const SEARCHED = ["cell_id", "finding", "notes", "caveat"];

const QUESTION_COLUMNS = [
	...["o.id", "o.name", "c.status", "c.value", "c.confidence", "c.finding", "c.verified", "c.evidence_date"],
	...["c.fresh_until", "c.caveat", "c.notes", "c.permalink"],
];

/** The search, the freshness of each cell on the day of the query, and a view for each question. */
export const VIEWS: readonly View[] = [
	{
		name: "cells_search",
		columns: SEARCHED,
		statements: [
			`CREATE VIRTUAL TABLE cells_search USING fts4 (${SEARCHED.join(", ")}, notindexed=cell_id, tokenize=unicode61)`,
			`INSERT INTO cells_search (${SEARCHED.join(", ")}) SELECT ${SEARCHED.join(", ")} FROM cells WHERE status = 'assessed' ORDER BY rowid`,
			"INSERT INTO cells_search (cells_search) VALUES ('optimize')",
		],
	},
	{
		name: "freshness_today",
		columns: ["cell_id", "offering_id", "dimension", "fresh_until", "state"],
		statements: [
			`CREATE VIEW freshness_today AS SELECT cell_id, offering_id, dimension, fresh_until, CASE WHEN fresh_until IS NULL THEN 'undated' WHEN fresh_until < date('now') THEN 'expired' WHEN fresh_until <= date('now', '+${EXPIRING_DAYS} days') THEN 'expiring' ELSE 'fresh' END AS state FROM cells WHERE status = 'assessed'`,
		],
	},
	...DIMENSION_IDS.map((id) => ({
		name: `question_${id}`,
		columns: QUESTION_COLUMNS.map((column) => column.slice(2)),
		statements: [
			`CREATE VIEW question_${id} AS SELECT ${QUESTION_COLUMNS.join(", ")} FROM offerings o JOIN cells c ON c.offering_id = o.id AND c.dimension = '${id}' AND c.model IS NULL ORDER BY o.id`,
		],
	})),
];

function createTable({ name, key, columns }: Table, tables: readonly Table[]): string {
	const definitions = [
		...columns.map(columnDefinition),
		`PRIMARY KEY (${key.join(", ")})`,
		...columns.flatMap(({ name: column, references }) => {
			const target = tables.find((table) => table.name === references);
			return target ? [`FOREIGN KEY (${column}) REFERENCES ${target.name} (${target.key.join(", ")})`] : [];
		}),
	];
	return `CREATE TABLE ${name} (\n  ${definitions.join(",\n  ")}\n)`;
}

function columnDefinition({ name, type, nullable, values }: ColumnInfo): string {
	const checks = [
		...(type === "boolean" ? [`${name} IN (0, 1)`] : []),
		...(type === "date" ? [`${name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`] : []),
		...(type === "string" && values ? [`${name} IN (${values.map((value) => `'${value}'`).join(", ")})`] : []),
	];
	return [name, TYPES[type], ...(nullable ? [] : ["NOT NULL"]), ...checks.map((check) => `CHECK (${check})`)].join(" ");
}
