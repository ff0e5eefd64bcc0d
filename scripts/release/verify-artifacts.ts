import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { PublishedCell, PublishedData } from "../../schemas/published.ts";
import { sha256OfFile } from "../lib/hash.ts";
import { disarmed } from "../publish/csv.ts";
import { ReleaseError } from "./error.ts";

/** The columns of cells.csv that are compared. */
const COLUMNS = ["offering_id", "dimension", "model", "value", "confidence", "verified", "caveat", "notes"];

/**
 * Reads a release back as those who load it will, and holds the artifacts to data.json: the cells of data.ndjson and of
 * cells.csv, the grades of offerings.csv, the files and hashes of index.json, and the counts that data.json states.
 * Throws ReleaseError that names the artifact: nothing of it may be published.
 */
export function verifyArtifacts(folder: string): void {
	const text = (name: string) => readFileSync(join(folder, name), "utf8");
	const table = (name: string) => parse(text(name), { columns: true }) as Record<string, string>[];
	const { offerings, coverage } = JSON.parse(text("data.json")) as PublishedData;
	const cells = offerings.flatMap(({ id, dimensions, model_exceptions: exceptions }) =>
		[{ model: null, dimensions }, ...exceptions].flatMap(({ model, dimensions: own }) =>
			Object.entries(own).flatMap(([dimension, cell]) => (cell ? [{ id, dimension, model, cell }] : [])),
		),
	);
	const columns = cells.map(({ id, dimension, model, cell }) => columnsOf(id, dimension, model, cell));

	const family = cells.filter(({ model }) => model === null);
	same("data.json", [coverage.offerings, coverage.cells], [offerings.length, family.length]);
	const read = text("data.ndjson")
		.split("\n")
		.filter((line) => line !== "");
	const parsed = read.map((line) => JSON.parse(line) as NdjsonLine);
	const streamed = parsed.flatMap(({ offering, dimension, model, cell }) =>
		cell === null ? [] : [columnsOf(offering.id, dimension, model, cell)],
	);
	same("data.ndjson", streamed.map(lineOf), columns.map(lineOf));
	const assessed = table("cells.csv").filter(({ status }) => status === "assessed");
	const rows = assessed.map((row) => COLUMNS.map((column) => row[column] ?? ""));
	same(
		"cells.csv",
		rows.map(lineOf),
		columns.map((values) => lineOf(values.map(disarmed))),
	);
	const wide = table("offerings.csv").flatMap((row) =>
		Object.keys(coverage.dimensions)
			.filter((dimension) => row[dimension] !== "not_assessed" && row[dimension] !== "not_applicable")
			.map((dimension) => `${row.id} ${dimension} ${row[dimension]}`),
	);
	same(
		"offerings.csv",
		wide,
		family.map(({ id, dimension, cell }) => `${id} ${dimension} ${cell.value}`),
	);
	const sources = cells.flatMap(({ cell }) => cell.sources.map(({ url }) => `${cell.cell_id} ${url}`));
	same(
		"sources.csv",
		table("sources.csv").map((row) => `${row.cell_id} ${row.url}`),
		sources,
	);
	const index = JSON.parse(text("index.json")) as { offerings: { id: string; path: string; sha256: string }[] };
	const hashes = offerings.map(({ id }) => `${id} ${sha256OfFile(join(folder, "offerings", `${id}.json`))}`);
	same(
		"index.json",
		index.offerings.map(({ id, sha256 }) => `${id} ${sha256}`),
		hashes,
	);
}

interface NdjsonLine {
	readonly offering: { readonly id: string };
	readonly dimension: string;
	readonly model: string | null;
	readonly cell: PublishedCell | null;
}

/** Returns the values of COLUMNS for a cell. */
function columnsOf(id: string, dimension: string, model: string | null, cell: PublishedCell): string[] {
	const { value, confidence, verified, caveat, notes } = cell;
	return [id, dimension, model ?? "", value, confidence, verified, caveat ?? "", notes];
}

function lineOf(values: readonly string[]): string {
	return JSON.stringify(values);
}

function same(name: string, found: readonly unknown[], expected: readonly unknown[]): void {
	const at = found.findIndex((one, index) => one !== expected[index]);
	if (at < 0 && found.length === expected.length) return;
	const where = at < 0 ? `${found.length} instead of ${expected.length}` : `first at entry ${at + 1}`;
	throw new ReleaseError(
		`${name} disagrees with the data (${where}), so nothing may be published; this is a fault of the program`,
	);
}
