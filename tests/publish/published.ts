import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { parse as parseYaml, stringify } from "yaml";
import type { Release } from "../../schemas/changelog.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import type { Artifact } from "../../scripts/publish/artifact.ts";
import { rearmed } from "../../scripts/publish/csv.ts";
import { type Dataset, datasetOf } from "../../scripts/publish/dataset.ts";
import { artifactsOf } from "../../scripts/publish/index.ts";
import type { Table } from "../../scripts/publish/table.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

export const STAMP = { version: "2.3.4", generated: "2026-11-24" };

/** The data set of the records in the repository. */
export function realDataset(): Dataset {
	return datasetOf(loadRegistry(folderTree(REPOSITORY)), STAMP);
}

/** The data set of records, by path. */
export function datasetFrom(files: Readonly<Record<string, string>>): Dataset {
	return datasetOf(loadRegistry(memoryTree(files)), STAMP);
}

/** Path of every text artifact that is wanted → its text. */
export function textsOf(
	dataset: Dataset,
	wanted: RegExp = /./,
	releases: readonly Release[] = [],
): Record<string, string> {
	const artifacts = [...artifactsOf(dataset, releases)].filter(({ path }) => wanted.test(path));
	return Object.fromEntries(artifacts.map((artifact) => [artifact.path, textOf(artifact)]));
}

export function textOf(artifact: Artifact): string {
	return bytesOf(artifact).toString("utf8");
}

export function bytesOf(artifact: Artifact): Buffer {
	const scratch = mkdtempSync(join(tmpdir(), "registry-test-"));
	try {
		return Buffer.concat([...artifact.pieces(scratch)].map((piece) => Buffer.from(piece)));
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** Writes an artifact to a temporary folder of the test and gives its path. */
export function fileOf(artifact: Artifact): string {
	const path = join(temporaryFolder(), artifact.path.split("/").at(-1) ?? "");
	writeFileSync(path, bytesOf(artifact));
	return path;
}

/** Rows that DuckDB gives for some SQL. */
export async function duckdb(sql: string): Promise<Record<string, unknown>[]> {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	try {
		return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
	} finally {
		connection.closeSync();
	}
}

/** Rows of a CSV file as a reader has them who takes away the apostrophes before formulas. */
export function csvRows(text: string): Record<string, string>[] {
	const rows = parse(text, { columns: true }) as Record<string, string>[];
	return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, rearmed(value)])));
}

/** Rows of a table by column, as its description says. */
export function rowsOf({ columns, rows }: Table): Record<string, unknown>[] {
	return [...rows()].map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}

const LONG = `${"Long notes, – 千问 🙂. ".repeat(5000)}End.`;
/** Texts that break one format or another, or what reads it. */
export const HOSTILE = [
	'=HYPERLINK("https://evil.example","x")',
	"+1+1",
	"-1+1",
	"@SUM(1+1)",
	'Ask for it;=HYPERLINK("https://evil.example")',
	'"quoted", with a comma; and a semicolon',
	"two\n\nparagraphs",
	"'; DROP TABLE cells; --",
	"<script>alert(1)</script> & ]]> \\ \\n \\u0000",
	"Zażółć gęślą jaźń – 千问 🙂 \u00a0 é",
	"NULL",
	"'a quote before a word",
	"tab\t=1+1 and |=2, and ＝3",
	LONG,
];

/** The base records, notes, caveats and titles replaced by hostile texts, with a cell for one model, a dispute and reviews. */
export function hostileFiles(): Record<string, string> {
	const files = baseFiles();
	const path = "offerings/acme-api.yaml";
	const offering = parseYaml(files[path] ?? "") as { dimensions: Record<string, Record<string, unknown>> };
	const { facts: _, ...cell } = offering.dimensions.soc2_type2 ?? {};
	const hostile = (notes: string) => {
		const line = [...notes].slice(0, 60).join("").replaceAll("\n", " ");
		const sources = (cell.sources as Record<string, unknown>[]).map((source) => ({
			...source,
			title: line,
			quote: `${line} and more`,
			locator: line,
		}));
		return {
			...{ ...cell, notes, finding: line, caveat: line, sources },
			limits: [{ kind: "model", what: line }],
			geography: [...line].slice(0, 30).join("").trim(),
			reviews: [{ date: "2026-11-01", by: line, decision: "confirmed", reason: line }],
			dispute: { opened: "2026-11-01", by: line, statement: line, url: "https://acme.com/dispute" },
		};
	};
	const ids = [
		...["soc2_type2", "iso_27001", "iso_42001", "trust_center", "hipaa_baa", "gdpr_dpa", "subprocessor_change"],
		...[
			"breach_notice",
			"contract_terms",
			"ip_indemnity",
			"training_on_customer_data",
			"retention_zdr",
			"human_review",
		],
	];
	const dimensions = Object.fromEntries(ids.map((id, index) => [id, hostile(HOSTILE[index] ?? "")]));
	const model_exceptions = [{ model: "=acme-1", dimensions: { soc2_type2: hostile(LONG) } }];
	return {
		...files,
		[path]: stringify(
			{ ...offering, name: "@Acme", dimensions, model_exceptions },
			{ lineWidth: 0, defaultStringType: "QUOTE_DOUBLE" },
		),
	};
}

/** A release with the given changes. */
export function releaseWith(version: string, date: string, changes: Release["changes"]): Release {
	const statistics = { offerings: 2, cells: 9, upgrades: 0, downgrades: 0, reverified: 0 };
	return { version, date, bump: "minor", statistics, changes };
}

export function readText(path: string): string {
	return readFileSync(path, "utf8");
}
