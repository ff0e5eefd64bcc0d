import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import type { PublishedData } from "../../schemas/published.ts";
import { textArtifact } from "../../scripts/publish/artifact.ts";
import { assertValid } from "../../scripts/publish/validate.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { baseFiles, filesBelow, temporaryFolder } from "../support.ts";
import { csvRows, datasetFrom, realDataset, textsOf } from "./published.ts";

const A = "offerings/acme-api.yaml";
let files: Record<string, string> = {};

function published(records: Record<string, string>, wanted = /^(?!package\/|schemas\/)/): Record<string, string> {
	return textsOf(datasetFrom(records), wanted);
}

function data(from = files): PublishedData {
	return JSON.parse(from["data.json"] ?? "");
}

const edited = (path: string, from: string | RegExp, to: string) => {
	const text = baseFiles()[path] ?? "";
	const changed = text.replace(from, to);
	expect(changed).not.toBe(text);
	return { ...baseFiles(), [path]: changed };
};

beforeAll(() => {
	files = published(baseFiles(), /./);
});

test("data.json holds the shape that clients parse", () => {
	const { offerings, ...top } = data();
	expect(top).toMatchObject({
		schema_version: 2,
		name: "AI Offering Registry",
		version: "2.3.4",
		generated: "2026-11-24",
	});
	expect(Object.keys(top.dimensions)).toEqual(DIMENSION_IDS);
	expect(offerings.map(({ id, sort_order }) => [id, sort_order])).toEqual([
		["acme-api", 0],
		["acme-nimbus", 1],
		["bolt-nimbus", 2],
	]);
	expect(offerings[0]).toMatchObject({ developer: "Acme", developer_id: "acme", platform: "Acme", service_id: null });
	expect(offerings[1]).toMatchObject({ platform: "Nimbus Models", platform_id: "nimbus", service_id: "nimbus-models" });
	expect(offerings[0]?.dimensions.soc2_type2).toMatchObject({
		cell_id: "acme-api/soc2_type2",
		value: "yes_sales_gated",
		source: "https://trust.acme.com/",
		// The copy is of 2026-10-15, and the dimension stays fresh for 180 days.
		verified: "2026-10-15",
		evidence_date: "2026-10-15",
		fresh_until: "2027-04-13",
		state_at_release: "fresh",
		written_in: "offerings/acme-api.yaml",
		caveat: "The report needs an NDA.",
		contrary: false,
	});
	expect(offerings[0]?.dimensions.iso_27001).toBeUndefined();
});

test("the client of the original's data.json finds what it reads", () => {
	/** Keys that the client reads: offerings[].dimensions[id].{value, confidence, source, archived, verified, notes, caveat}. */
	const texts = ["value", "confidence", "verified", "notes"];
	const nullable = ["source", "archived", "caveat"];
	for (const { developer, platform, dimensions } of data().offerings) {
		expect([typeof developer, typeof platform]).toEqual(["string", "string"]);
		for (const cell of Object.values(dimensions) as unknown as Record<string, unknown>[]) {
			for (const key of texts) expect(typeof cell[key], key).toBe("string");
			for (const key of nullable) expect(cell[key] === null || typeof cell[key] === "string", key).toBe(true);
		}
	}
	const found = data().offerings.filter(
		({ developer, platform }) => developer === "Acme" && platform === "Nimbus Models",
	);
	expect(found.map(({ id }) => id)).toEqual(["acme-nimbus"]);
});

test("an answer that moves from an offering to its service is the same published answer", () => {
	const service = baseFiles()["services/nimbus-models.yaml"] ?? "";
	const cell = /^ {2}gdpr_dpa:\n(?: {4}.*\n)+/m.exec(service)?.[0] ?? "";
	const own = cell
		.replace(/ {8}offerings:\n {10}- acme-nimbus\n/, "")
		.replace("document: service-terms", "document: nimbus-models/service-terms");
	const offering = (baseFiles()["offerings/acme-nimbus.yaml"] ?? "").replace("dimensions:\n", `dimensions:\n${own}`);
	const before = published({ ...baseFiles(), "offerings/acme-nimbus.yaml": offering }, /^data\.json$/);
	const cellIn = (from: Record<string, string>) => data(from).offerings[1]?.dimensions.gdpr_dpa;
	expect(cell).toContain("gdpr_dpa");
	expect(cellIn(before)?.written_in).toBe("offerings/acme-nimbus.yaml");
	expect(cellIn(files)?.written_in).toBe("services/nimbus-models.yaml");
	const known = (from: Record<string, string>) => {
		const { written_in: _where, sources, ...rest } = cellIn(from) ?? { sources: [] };
		return { ...rest, sources: sources.map(({ document: _name, ...source }) => source) };
	};
	expect(known(files)).toEqual(known(before));
	// What is not of this answer does not change at all.
	expect(data(before).offerings[2]).toEqual(data().offerings[2]);
});

test("a limit reaches the offerings that it names, and an offering's own limits all that it inherits", () => {
	const limits = (id: string) =>
		data()
			.offerings.find((offering) => offering.id === id)
			?.dimensions.gdpr_dpa?.limits.map(({ what }) => what);
	expect(limits("acme-nimbus")).toEqual(["The list of subprocessors for Japan needs an account."]);
	expect(limits("bolt-nimbus")).toEqual(["Bolt's fine-tuning is left out."]);
});

test("a page is the vendor's under its own domains, and nobody else's", () => {
	const publishers = data().offerings.flatMap(({ dimensions }) =>
		Object.values(dimensions).flatMap((cell) => cell?.sources.map(({ url, publisher }) => `${publisher} ${url}`) ?? []),
	);
	expect(publishers).toContain("authority https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai");
	expect(publishers).toContain("vendor https://trust.acme.com/");
	const foreign = published(edited(A, "https://trust.acme.com/\n", "https://docs.nimbus.io/acme\n"), /^data\.json$/);
	expect(data(foreign).offerings[0]?.dimensions.soc2_type2?.sources[0]?.publisher).toBe("other");
});

test("a value that does not match its schema is refused before it is written, and so is a key that no schema has", () => {
	expect(() => assertValid("index", { offerings: [] }, "index.json")).toThrow(/index\.json does not match/);
	const { offerings, ...header } = data();
	expect(() => assertValid("data", { ...header, offerings: [] }, "data.json")).not.toThrow();
	expect(() => assertValid("data", { ...header, offerings: [], news: 1 }, "data.json")).toThrow(
		/additional properties/,
	);
	const out = join(temporaryFolder(), "out");
	const broken = {
		path: "bad.json",
		*pieces() {
			assertValid("index", {}, "bad.json");
			yield "{}";
		},
	};
	expect(() => writeArtifacts(dirname(out), out, [broken])).toThrow(/does not match/);
	expect(filesBelow(join(out, ".."))).toEqual({});
	expect(offerings).toHaveLength(3);
});

test("counts and grades agree in data.json, index.json and the wide and the long table", () => {
	const { offerings, coverage } = data();
	const assessed = offerings.flatMap(({ id, dimensions }) =>
		DIMENSION_IDS.flatMap((key) => (dimensions[key] ? [[id, key, dimensions[key].value]] : [])),
	);
	expect(coverage).toMatchObject({ offerings: 3, cells: assessed.length, possible: 48, not_applicable: 0 });
	const long = csvRows(files["cells.csv"] ?? "");
	expect(long).toHaveLength(48);
	expect(
		long.filter(({ status }) => status === "assessed").map((row) => [row.offering_id, row.dimension, row.value]),
	).toEqual(assessed);
	const wide = csvRows(files["offerings.csv"] ?? "");
	expect(
		wide.flatMap((row) => DIMENSION_IDS.filter((id) => row[id] !== "not_assessed").map((id) => [row.id, id, row[id]])),
	).toEqual(assessed);
	const index = JSON.parse(files["index.json"] ?? "") as {
		offerings: { id: string; path: string; sha256: string; grades: Record<string, string> }[];
	};
	for (const entry of index.offerings) {
		const text = files[entry.path] ?? "";
		expect(entry.sha256).toBe(createHash("sha256").update(text).digest("hex"));
		expect(JSON.parse(text).offering).toEqual(offerings.find(({ id }) => id === entry.id));
		const row = wide.find(({ id }) => id === entry.id) ?? {};
		expect(entry.grades).toEqual(Object.fromEntries(DIMENSION_IDS.map((id) => [id, row[id]])));
	}
});

test("what does not apply is neither assessed nor unassessed, in every table", () => {
	const text = (baseFiles()["offerings/bolt-nimbus.yaml"] ?? "")
		.replace("developer: bolt", "developer: various")
		.replace("cloud_distribution", "gateway");
	const many = published(
		{ ...baseFiles(), "offerings/bolt-nimbus.yaml": text },
		/^(?:data\.json|data\.ndjson|index\.json|offerings.*|cells\.csv)$/,
	);
	expect(data(many).offerings[2]).toMatchObject({
		developer: "Various",
		developer_id: null,
		not_applicable: ["gpai_cop", "art53_summary"],
	});
	expect(data(many).coverage).toMatchObject({ possible: 46, not_applicable: 2 });
	expect(csvRows(many["offerings.csv"] ?? "")[2]).toMatchObject({
		gpai_cop: "not_applicable",
		soc2_type2: "not_assessed",
		developer_id: "",
	});
	const status = csvRows(many["cells.csv"] ?? "").find(({ cell_id }) => cell_id === "bolt-nimbus/gpai_cop")?.status;
	expect(status).toBe("not_applicable");
	expect(JSON.parse(many["index.json"] ?? "").offerings[2].grades.gpai_cop).toBe("not_applicable");
	expect(many["data.ndjson"]).toContain('"cell_id":"bolt-nimbus/gpai_cop","status":"not_applicable","cell":null');
});

test("text artifacts end with one line feed and hold no carriage return", () => {
	for (const [path, text] of Object.entries(files)) {
		expect(text.endsWith("\n") && !text.endsWith("\n\n"), path).toBe(true);
		expect(text.includes("\r"), path).toBe(false);
	}
});

test("SHA256SUMS holds the hash of every other file", () => {
	const out = join(temporaryFolder(), "out");
	writeArtifacts(dirname(out), out, [textArtifact("a.txt", "a\n"), textArtifact("b/c.txt", "c\n")]);
	const lines = readFileSync(join(out, "SHA256SUMS"), "utf8").trimEnd().split("\n");
	expect(lines).toEqual(
		[
			["a.txt", "a\n"],
			["b/c.txt", "c\n"],
		].map(([path, text = ""]) => `${createHash("sha256").update(text).digest("hex")}  ${path}`),
	);
});

test("the matrix shows every grade with its words, and texts cannot become markup", () => {
	const hostile = published(edited(A, "name: Acme API", 'name: "<script>&\\"x"'), /^matrix\.svg$/);
	const svg = hostile["matrix.svg"] ?? "";
	expect(svg).toContain("&#60;script&#62;&#38;&#34;x");
	expect(svg).not.toContain("<script>");
	expect(svg.match(/class="g"/g)).toHaveLength(3 * DIMENSION_IDS.length);
	expect(svg).toContain("<title>SOC 2 Type II: Yes, sales-gated</title>");
	expect(svg).toContain("prefers-color-scheme:dark");
});

test("the matrix of the registry is small enough to show anywhere", () => {
	const real = realDataset();
	expect(real.offerings.length).toBeGreaterThanOrEqual(60);
	expect(Buffer.byteLength(textsOf(real, /^matrix\.svg$/)["matrix.svg"] ?? "")).toBeLessThan(110_000);
});

/** Properties that schema.org gives Dataset (and CreativeWork and Thing), as far as they are used. */
const DATASET_PROPERTIES = new Set([
	...["@context", "@type", "@id", "name", "description", "url", "identifier", "sameAs", "version", "datePublished"],
	...["dateModified", "license", "isAccessibleForFree", "keywords", "creator", "publisher", "isBasedOn"],
	...["variableMeasured", "distribution"],
]);

test("the JSON-LD has the properties of a schema.org Dataset, and names every way to the data", () => {
	const dataset = JSON.parse(files["dataset.jsonld"] ?? "") as Record<string, unknown>;
	expect(dataset["@type"]).toBe("Dataset");
	expect(Object.keys(dataset).filter((key) => !DATASET_PROPERTIES.has(key))).toEqual([]);
	expect(Object.keys(dataset)).toEqual(
		expect.arrayContaining(["keywords", "identifier", "datePublished", "isBasedOn"]),
	);
	const paths = (dataset.distribution as { name: string; contentUrl: string }[]).map(({ name, contentUrl }) => [
		name,
		contentUrl,
	]);
	expect(paths).toContainEqual([
		"registry.sqlite",
		"https://ai-offering-registry.github.io/registry/v2/registry.sqlite",
	]);
});
