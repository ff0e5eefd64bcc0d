import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support.ts";
import { datasetFrom, hostileFiles, realDataset, textsOf } from "./published.ts";

interface Field {
	readonly name: string;
	readonly type: string;
	readonly description: string;
	readonly constraints?: { readonly required?: boolean; readonly enum?: readonly string[] };
}

interface Resource {
	readonly name: string;
	readonly path: string;
	readonly bytes: number;
	readonly hash: string;
	readonly schema: {
		readonly fields: readonly Field[];
		readonly primaryKey: readonly string[];
		readonly foreignKeys?: readonly {
			fields: readonly string[];
			reference: { resource: string; fields: readonly string[] };
		}[];
	};
}

const TYPES: Readonly<Record<string, string>> = {
	string: "VARCHAR",
	date: "DATE",
	boolean: "BOOLEAN",
	integer: "INTEGER",
	number: "DOUBLE",
	array: "VARCHAR[]",
	object: "JSON",
};

/** The statement that makes a table as the descriptor says, keys and lists of values included. */
function createStatement({ name, schema }: Resource): string {
	const columns = schema.fields.map(({ name: field, type, constraints }) => {
		const values =
			constraints?.enum && type === "string"
				? ` CHECK (${field} IN (${constraints.enum.map((one) => `'${one}'`)}))`
				: "";
		return `${field} ${TYPES[type]}${constraints?.required ? " NOT NULL" : ""}${values}`;
	});
	// A table that refers to itself is loaded row by row; DuckDB checks each at once.
	const keys = (schema.foreignKeys ?? [])
		.filter(({ reference }) => reference.resource !== name)
		.map(({ fields, reference }) => `FOREIGN KEY (${fields}) REFERENCES ${reference.resource} (${reference.fields})`);
	return `CREATE TABLE ${name} (${[...columns, `PRIMARY KEY (${schema.primaryKey})`, ...keys].join(", ")})`;
}

const DATASETS = { "hostile texts": () => datasetFrom(hostileFiles()), "the registry itself": realDataset };

test.each(Object.entries(DATASETS))(
	"DuckDB loads every table of %s by the descriptor, keys and values enforced",
	async (_of, dataset) => {
		const texts = textsOf(dataset(), /^(?:[a-z]+\.csv|datapackage\.json)$/);
		const { resources } = JSON.parse(texts["datapackage.json"] ?? "") as { resources: Resource[] };
		expect(resources.map(({ name }) => name)).toEqual(
			expect.arrayContaining(["cells", "facts", "offerings", "vendors"]),
		);
		const folder = temporaryFolder();
		const connection = await (await DuckDBInstance.create(":memory:")).connect();
		for (const resource of resources) {
			const text = texts[resource.path] ?? "";
			expect(resource.bytes).toBe(Buffer.byteLength(text));
			expect(resource.hash).toBe(`sha256:${createHash("sha256").update(text).digest("hex")}`);
			expect(
				resource.schema.fields.every(({ description }) => description !== ""),
				resource.name,
			).toBe(true);
			const path = join(folder, resource.path);
			writeFileSync(path, text);
			await connection.run(createStatement(resource));
			await connection.run(`COPY ${resource.name} FROM '${path}' (HEADER, NULLSTR '')`);
		}
		const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
		expect(await rows("SELECT count(*) AS n FROM sources JOIN cells USING (cell_id)")).toEqual(
			await rows("SELECT count(*) AS n FROM sources"),
		);
		await expect(
			connection.run("INSERT INTO sources SELECT * REPLACE ('nobody/x' AS cell_id) FROM sources LIMIT 1"),
		).rejects.toThrow(/foreign key/i);
		await expect(connection.run("INSERT INTO cells SELECT * FROM cells LIMIT 1")).rejects.toThrow(/duplicate key/i);
		connection.closeSync();
	},
);
