import { expect, test } from "vitest";
import { parquetArtifact } from "../../scripts/publish/parquet.ts";
import { tablesOf } from "../../scripts/publish/tables/index.ts";
import { baseFiles } from "../support.ts";
import { bytesOf, datasetFrom, duckdb, fileOf } from "./published.ts";

const dataset = datasetFrom(baseFiles());
const table = (name: string) => {
	const found = tablesOf(dataset, []).find((one) => one.name === name);
	if (!found) throw new Error(`no table ${name}`);
	return found;
};

test("dates, booleans, numbers and lists have types of their own, and null is not the empty list", async () => {
	const cells = fileOf(parquetArtifact(table("cells"), dataset));
	const types =
		"typeof(verified) AS date, typeof(contrary) AS bool, typeof(source_count) AS int, typeof(requires) AS list";
	expect(await duckdb(`SELECT DISTINCT ${types} FROM '${cells}'`)).toEqual([
		{ date: "DATE", bool: "BOOLEAN", int: "INTEGER", list: "VARCHAR[]" },
	]);
	const lists = await duckdb(`SELECT DISTINCT status, requires FROM '${cells}' ORDER BY ALL`);
	expect(lists).toHaveLength(3);
	expect(lists).toContainEqual({ status: "assessed", requires: [] });
	expect(lists).toContainEqual({ status: "assessed", requires: ["training_on_customer_data"] });
	expect(lists).toContainEqual({ status: "not_assessed", requires: null });
});

test("its metadata says what it is, and its row groups have statistics", async () => {
	const cells = fileOf(parquetArtifact(table("cells"), dataset));
	const metadata = await duckdb(
		`SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${cells}')`,
	);
	expect(metadata).toContainEqual({ key: "license", value: "CC-BY-4.0" });
	expect(metadata).toContainEqual({ key: "version", value: "2.3.4" });
	const [group] = await duckdb(
		`SELECT stats_min_value AS low, row_group_num_rows AS n FROM parquet_metadata('${cells}') WHERE path_in_schema = 'offering_id'`,
	);
	expect(group).toEqual({ low: "acme-api", n: "48" });
});

test("the same data set gives the same bytes", () => {
	const bytes = () => bytesOf(parquetArtifact(table("sources"), dataset));
	expect(bytes().equals(bytes())).toBe(true);
});
