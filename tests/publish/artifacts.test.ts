import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import type { PublishedData } from "../../schemas/published.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { artifactsOf } from "../../scripts/publish/index.ts";
import { assertValid } from "../../scripts/publish/validate.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, filesBelow, REPOSITORY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";
let files: Record<string, string> = {};

function published(records: Record<string, string>): Record<string, string> {
	const dataset = datasetOf(loadRegistry(memoryTree(records)), { version: "1.2.3", generated: "2026-11-24" });
	return Object.fromEntries(
		[...artifactsOf(dataset, [])].map((artifact) => [artifact.path, [...artifact.pieces()].join("")]),
	);
}

function rows(name: string, from = files): Record<string, string>[] {
	return parse(from[name] ?? "", { columns: true });
}

function data(from = files): PublishedData {
	return JSON.parse(from["data.json"] ?? "");
}

beforeAll(() => {
	files = published(baseFiles());
});

test("data.json holds the shape that clients parse", () => {
	const { offerings, ...top } = data();
	expect(top).toMatchObject({
		schema_version: 1,
		name: "AI Offering Registry",
		version: "1.2.3",
		generated: "2026-11-24",
	});
	expect(Object.keys(top.dimensions)).toEqual(DIMENSION_IDS);
	expect(offerings.map(({ id, sort_order }) => [id, sort_order])).toEqual([
		["acme-api", 0],
		["acme-nimbus", 1],
	]);
	expect(offerings[0]).toMatchObject({ developer: "Acme", developer_id: "acme", platform: "Acme", watch_outs: 2 });
	expect(offerings[0]?.dimensions.soc2_type2).toMatchObject({
		value: "yes_sales_gated",
		confidence: "high",
		source: "https://trust.acme.com/",
		archived: null,
		verified: "2026-11-20",
		caveat: "The report needs an NDA.",
		// The copy is of 2026-10-15, and the dimension stays fresh for 180 days.
		expires: "2027-04-13",
		state: "fresh",
		contrary: false,
	});
	expect(offerings[0]?.dimensions.training_on_customer_data?.caveat).toBeNull();
	expect(offerings[0]?.dimensions.iso_27001).toBeUndefined();
});

test("a source is primary under the domains of its own vendors and of authorities alone", () => {
	const kinds = data().offerings.flatMap((offering) =>
		Object.values(offering.dimensions).flatMap(
			(cell) => cell?.sources.map((source) => `${source.url} ${source.kind}`) ?? [],
		),
	);
	expect(kinds).toContain("https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai primary");
	const foreign = published({
		...baseFiles(),
		[A]: (baseFiles()[A] ?? "").replace("https://acme.com/terms\n", "https://docs.nimbus.io/acme-terms\n"),
	});
	expect(data(foreign).offerings[0]?.dimensions.training_on_customer_data?.sources[0]?.kind).toBe("secondary");
});

test("every JSON artifact matches its published schema by a validator that knows nothing of ours", () => {
	const ajv = new Ajv2020({ strict: true, strictTypes: false });
	formats.default(ajv);
	const schemaOf = (path: string) => (path.startsWith("offerings/") ? "offering-file" : path.replace(/\.json$/, ""));
	const json = Object.keys(files).filter(
		(path) =>
			path.endsWith(".json") &&
			!path.startsWith("schemas/") &&
			!path.startsWith("package/") &&
			path !== "datapackage.json",
	);
	expect(json).toHaveLength(5);
	for (const path of json) {
		const schema = JSON.parse(files[`schemas/${schemaOf(path)}.schema.json`] ?? "null");
		const validate = ajv.getSchema(schema.$id) ?? ajv.compile(schema);
		expect(validate(JSON.parse(files[path] ?? "")), `${path}: ${JSON.stringify(validate.errors)}`).toBe(true);
	}
});

test("a value that does not match its schema is refused before it is written", () => {
	expect(() => assertValid("index", { offerings: [] }, "index.json")).toThrow(/index\.json does not match/);
	const out = join(temporaryFolder(), "out");
	const broken = {
		path: "bad.json",
		*pieces() {
			assertValid("index", {}, "bad.json");
			yield "{}";
		},
	};
	expect(() => writeArtifacts(out, [broken])).toThrow(/does not match/);
	expect(filesBelow(join(out, ".."))).toEqual({});
});

test("counts and grades agree in data.json, index.json and both CSV files", () => {
	const { offerings, coverage } = data();
	const cells = offerings.flatMap(({ id, dimensions }) =>
		Object.entries(dimensions).map(([key, cell]) => [id, key, cell?.value]),
	);
	expect(coverage).toMatchObject({ offerings: 2, cells: cells.length, possible: 22, not_applicable: 0 });
	expect(rows("cells.csv").map((row) => [row.offering_id, row.dimension, row.value])).toEqual(cells);
	const wide = rows("offerings.csv").flatMap((row) =>
		DIMENSION_IDS.filter((id) => row[id] !== "not_assessed").map((id) => [row.id, id, row[id]]),
	);
	expect(wide).toEqual(cells);
	const index = JSON.parse(files["index.json"] ?? "");
	for (const entry of index.offerings) {
		expect(entry.sha256).toBe(
			createHash("sha256")
				.update(files[entry.path] ?? "")
				.digest("hex"),
		);
		expect(JSON.parse(files[entry.path] ?? "").offering).toEqual(offerings.find(({ id }) => id === entry.id));
	}
});

test("what does not apply is neither assessed nor unassessed", () => {
	const text = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "")
		.replace("developer: acme", "developer: various")
		.replace("cloud_distribution", "gateway")
		.replace(/ {2}gpai_cop:[\s\S]*/, "");
	const many = published({ ...baseFiles(), "offerings/acme-nimbus.yaml": text });
	expect(data(many).offerings[1]).toMatchObject({
		developer: "Various",
		not_applicable: ["gpai_cop", "art53_summary"],
	});
	expect(data(many).coverage).toMatchObject({ possible: 20, not_applicable: 2 });
	expect(rows("offerings.csv", many)[1]).toMatchObject({ gpai_cop: "not_applicable", soc2_type2: "not_assessed" });
});

test("no cell of a CSV file runs as a formula, and quotes, line breaks and other scripts survive", () => {
	const notes = '=HYPERLINK("https://evil.example","x"), "quoted" – 千问\n\nsecond';
	const text = (baseFiles()[A] ?? "")
		.replace("name: Acme API", 'name: "@SUM(1+1)"')
		.replace(/notes: >-\n\s+Acme states.*\n/, `notes: ${JSON.stringify(notes)}\n`);
	const hostile = published({ ...baseFiles(), [A]: text });
	const [row] = rows("cells.csv", hostile);
	expect(row?.notes).toBe(`'${notes}`);
	expect(row?.offering).toBe("'@SUM(1+1)");
	expect(data(hostile).offerings[0]?.dimensions.soc2_type2?.notes).toBe(notes);
	for (const value of rows("cells.csv", hostile).flatMap(Object.values)) expect(value).not.toMatch(/^[=+\-@\t\r]/);
});

test("text artifacts end with one line feed and hold no carriage return", () => {
	for (const [path, text] of Object.entries(files)) {
		expect(text.endsWith("\n") && !text.endsWith("\n\n"), path).toBe(true);
		expect(text.includes("\r"), path).toBe(false);
	}
});

test("SHA256SUMS holds the hash of every other file", () => {
	const out = join(temporaryFolder(), "out");
	const dataset = datasetOf(loadRegistry(memoryTree(baseFiles())), { version: "1.2.3", generated: "2026-11-24" });
	writeArtifacts(out, artifactsOf(dataset, []));
	const lines = readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd().split("\n");
	const names = Object.keys(filesBelow(out)).filter((name) => name !== "SHA256SUMS");
	expect(lines.map((line) => line.slice(66)).sort()).toEqual(names.sort());
	for (const line of lines) {
		const hash = createHash("sha256")
			.update(readFileSync(join(out, line.slice(66))))
			.digest("hex");
		expect(line.slice(0, 64)).toBe(hash);
	}
});

test("cells and sources agree in every artifact", () => {
	const cells = data().offerings.flatMap(({ id, dimensions }) =>
		Object.entries(dimensions).map(([dimension, cell]) => ({ id, dimension, cell })),
	);
	const lines = (files["data.ndjson"] ?? "")
		.trimEnd()
		.split("\n")
		.map((line) => JSON.parse(line));
	expect(lines.map(({ offering, dimension, cell }) => ({ id: offering.id, dimension, cell }))).toEqual(cells);
	expect(rows("cells.csv").map(({ offering_id, dimension, value }) => `${offering_id} ${dimension} ${value}`)).toEqual(
		cells.map(({ id, dimension, cell }) => `${id} ${dimension} ${cell?.value}`),
	);
	const sources = cells.flatMap(({ id, dimension, cell }) =>
		(cell?.sources ?? []).map(({ url, kind }, index) => `${id} ${dimension} ${index + 1} ${kind} ${url}`),
	);
	expect(sources.length).toBeGreaterThan(0);
	expect(
		rows("sources.csv").map((row) => `${row.offering_id} ${row.dimension} ${row.position} ${row.kind} ${row.url}`),
	).toEqual(sources);
});

test("the matrix shows every grade with its words, and texts cannot become markup", () => {
	const hostile = published({
		...baseFiles(),
		[A]: (baseFiles()[A] ?? "").replace("name: Acme API", 'name: "<script>&\\"x"'),
	});
	const svg = hostile["matrix.svg"] ?? "";
	expect(svg).toContain("&#60;script&#62;&#38;&#34;x");
	expect(svg).not.toContain("<script>");
	expect(svg.match(/class="g"/g)).toHaveLength(2 * DIMENSION_IDS.length);
	expect(svg).toContain("<title>SOC 2 Type II: Yes, sales-gated</title>");
	expect(svg).toContain("prefers-color-scheme:dark");
});

test("the matrix of thirty offerings and more is small enough to show anywhere", () => {
	const real = datasetOf(loadRegistry(folderTree(REPOSITORY)), { version: "1.2.3", generated: "2026-11-24" });
	expect(real.offerings.length).toBeGreaterThanOrEqual(30);
	const svg = [...artifactsOf(real, [])].find(({ path }) => path === "matrix.svg");
	expect(Buffer.byteLength([...(svg?.pieces() ?? [])].join(""))).toBeLessThan(100_000);
	expect(svg).toBeDefined();
});

test("the data package describes each table as it is", () => {
	const { resources } = JSON.parse(files["datapackage.json"] ?? "") as {
		resources: {
			path: string;
			bytes: number;
			hash: string;
			schema: { fields: { name: string }[]; primaryKey: string[] };
		}[];
	};
	expect(resources.map(({ path }) => path)).toEqual(["offerings.csv", "cells.csv", "sources.csv"]);
	for (const { path, bytes, hash, schema } of resources) {
		const text = files[path] ?? "";
		expect([bytes, hash]).toEqual([
			Buffer.byteLength(text),
			`sha256:${createHash("sha256").update(text).digest("hex")}`,
		]);
		const table = rows(path);
		expect(schema.fields.map(({ name }) => name)).toEqual(Object.keys(table[0] ?? {}));
		const keys = table.map((row) => JSON.stringify(schema.primaryKey.map((column) => row[column])));
		expect(new Set(keys).size).toBe(table.length);
	}
});
