import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { XMLParser } from "fast-xml-parser";
import ICAL from "ical.js";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit as visitNodes } from "unist-util-visit";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { parse as parseYaml } from "yaml";
import type { ReleasedChange } from "../../schemas/changelog.ts";
import { jsonSchema, type SchemaName } from "../../schemas/json-schema.ts";
import { buildArtifacts } from "../../scripts/publish/index.ts";
import { llmsTxt } from "../../scripts/publish/site/llms.ts";
import { browserTest, visit } from "../site/browser.ts";
import { baseFiles } from "../support.ts";
import { datasetFrom, releaseWith, textOf } from "./published.ts";

const change = (parts: Partial<ReleasedChange>): ReleasedChange => ({
	...{ kind: "grade_changed", offering: "acme-api", dimension: "soc2_type2", field: "value", before: "partial" },
	...{
		after: "yes_sales_gated",
		direction: "up",
		path: "dimensions.soc2_type2.value",
		source: null,
		credits: [],
		pulls: [],
	},
	...parts,
});
const RELEASES = [
	releaseWith("2.3.4", "2026-11-24", [
		change({}),
		change({
			offering: null,
			offerings: ["acme-nimbus", "bolt-nimbus"],
			dimension: "gdpr_dpa",
			before: "partial",
			after: "yes_public",
			written_in: "services/nimbus-models.yaml",
		}),
	]),
	releaseWith("2.0.0", "2026-11-01", [
		change({ kind: "prose_changed", field: "finding", before: "<b>old</b>", after: "new & better" }),
	]),
];

const files = new Map<string, string>();

beforeAll(() => {
	const dataset = datasetFrom(baseFiles());
	for (const artifact of buildArtifacts(dataset, RELEASES)) {
		if (
			/^(?:v2\/(?!.*\.(?:parquet|sqlite|xlsx))|feeds\/|calendars\/|badges\/|package\/(?!cli|THIRD)|fresh-until|llms)/.test(
				artifact.path,
			)
		) {
			files.set(artifact.path, textOf(artifact));
		}
	}
});

const textAt = (path: string) => {
	const text = files.get(path);
	if (text === undefined) throw new Error(`there is no ${path}`);
	return text;
};

interface Feed {
	readonly feed: {
		readonly entry?: readonly { title: string; summary: string; id: string; link: { "@_href": string } }[];
	};
}

const entriesOf = (path: string) => {
	const parser = new XMLParser({ ignoreAttributes: false, htmlEntities: true, isArray: (name) => name === "entry" });
	return (parser.parse(textAt(path)) as Feed).feed.entry ?? [];
};

test("the feed of an offering tells each change with before, after and a link, shared ones included", () => {
	expect(entriesOf("feeds/acme-api.xml").map(({ title, summary, link }) => [title, summary, link["@_href"]])).toEqual([
		[
			"Acme API: SOC 2 Type II: grade changed",
			"Before: Partial. After: Yes, sales-gated. In release 2.3.4.",
			"https://ai-offering-registry.github.io/registry/offerings/acme-api/#soc2_type2",
		],
		[
			"Acme API: SOC 2 Type II: prose changed (finding)",
			"Before: “<b>old</b>”. After: “new & better”. In release 2.0.0.",
			"https://ai-offering-registry.github.io/registry/offerings/acme-api/#soc2_type2",
		],
	]);
	expect(entriesOf("feeds/bolt-nimbus.xml").map(({ title }) => title)).toEqual([
		"Bolt on Nimbus: GDPR DPA: grade changed",
	]);
	const all = entriesOf("feeds/changes.xml");
	expect(all.map(({ title }) => title)).toContain("Acme on Nimbus and 1 more: GDPR DPA: grade changed");
	expect(new Set(all.map(({ id }) => id)).size).toBe(3);
});

test("a calendar is what a parser of another make takes: a day for each cell, on its last fresh one", () => {
	const events = (path: string) => new ICAL.Component(ICAL.parse(textAt(path))).getAllSubcomponents("vevent");
	const own = events("calendars/acme-api.ics").map((event) => [
		event.getFirstPropertyValue("uid"),
		String(event.getFirstPropertyValue("dtstart")),
	]);
	expect(own).toContainEqual(["acme-api/soc2_type2@ai-offering-registry.github.io", "2027-04-13"]);
	expect(events("fresh-until.ics").length).toBeGreaterThan(own.length);
	for (const line of textAt("fresh-until.ics").split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test("a badge shows sixteen glyphs with their words, and its numbers are those of the offering", () => {
	const svg = textAt("badges/acme-api.svg");
	expect(svg.match(/text-anchor="middle"/g)).toHaveLength(16);
	expect(svg).toContain("<title>SOC 2 Type II: Yes, sales-gated</title>");
	expect(JSON.parse(textAt("badges/acme-api.json"))).toMatchObject({
		schemaVersion: 1,
		message: expect.stringContaining("of 16 public"),
	});
});

test("llms.txt and openapi.yaml lead to files that are there", () => {
	const site = "https://ai-offering-registry.github.io/registry/";
	const links = [...textAt("llms.txt").matchAll(/\((https:[^)]+)\)/g)]
		.map(([, url = ""]) => url)
		.filter((url) => url.startsWith(site));
	expect(links.length).toBeGreaterThan(20);
	for (const url of links) expect(files.has(url.slice(site.length)), url).toBe(true);
});

test("a name is a name in llms.txt, whatever it holds", () => {
	const dataset = datasetFrom(baseFiles());
	const name = "Acme](https://evil.example) [and <b>more</b>";
	const offerings = dataset.offerings.map((one) => ({ ...one, name }));
	const text = textOf(llmsTxt({ ...dataset, offerings }));
	const links: string[] = [];
	visitNodes(unified().use(remarkParse).parse(text), (node) => {
		expect(node.type).not.toBe("html");
		if (node.type === "link") links.push(node.url);
	});
	expect(links.filter((url) => url.endsWith("/offerings/acme-api.json"))).toHaveLength(1);
	expect(links.join()).not.toContain("evil");
});

interface OpenApi {
	readonly openapi: string;
	readonly paths: Readonly<
		Record<
			string,
			{
				readonly get: {
					operationId: string;
					parameters?: { name: string; example: string }[];
					responses: Record<string, { content?: Record<string, { schema?: { $ref: string } }> }>;
				};
			}
		>
	>;
}

test("every path of openapi.yaml is served, its JSON by the schema that it names", async () => {
	const api = parseYaml(textAt("v2/openapi.yaml")) as OpenApi;
	expect(api.openapi).toBe("3.1.0");
	const server = createServer(({ url = "/" }, response) => {
		const text = files.get(url.slice(1));
		response.writeHead(text === undefined ? 404 : 200);
		response.end(text ?? "");
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => void server.close());
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`;
	const examples: Readonly<Record<string, string>> = {
		getOffering: "acme-api",
		getVendor: "nimbus",
		getRelease: "2.0.0",
	};
	const operations = Object.entries(api.paths).filter(([path]) => !/parquet|sqlite|xlsx/.test(path));
	expect(operations.length).toBeGreaterThan(10);
	for (const [path, { get }] of operations) {
		const [parameter] = get.parameters ?? [];
		const value = examples[get.operationId] ?? parameter?.example ?? "";
		const reply = await fetch(`${base}${path.replace(/\{\w+\}/, value)}`);
		expect(reply.status, path).toBe(200);
		const schema = Object.values(get.responses["200"]?.content ?? {})[0]?.schema?.$ref;
		if (schema === undefined) continue;
		const name = /([a-z-]+)\.schema\.json$/.exec(schema)?.[1] as SchemaName;
		const body = (await reply.json()) as { $schema: string };
		expect(body.$schema).toBe(jsonSchema(name).$id);
	}
	expect((await fetch(`${base}/offerings/nobody.json`)).status).toBe(404);
});

test("by-identifier.json and the vendor's file lead to offerings", () => {
	const found = JSON.parse(textAt("v2/by-identifier.json"));
	expect(found.litellm).toEqual({ acme: ["acme-api"] });
	expect(found.hosts["models.{region}.nimbus.io"]).toEqual(["acme-nimbus", "bolt-nimbus"]);
	expect(JSON.parse(textAt("v2/vendors/nimbus.json"))).toMatchObject({
		serves: ["acme-nimbus", "bolt-nimbus"],
		develops: [],
	});
	expect(JSON.parse(textAt("v2/schemas/2.3.4/data.schema.json")).$id).toMatch(
		/\/v2\/schemas\/2\.3\.4\/data\.schema\.json$/,
	);
});

browserTest("a browser loads the package as an ES module, and matches with it", async () => {
	const server = createServer(({ url = "/" }, response) => {
		const text = url === "/" ? "<!doctype html><title>x</title>" : files.get(url.slice(1));
		response.writeHead(text === undefined ? 404 : 200, {
			"Content-Type": url === "/" ? "text/html" : "text/javascript",
		});
		response.end(text ?? "");
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => void server.close());
	const { page } = await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	const passes = await page.evaluate(`import("/package/index.js").then(({ match, resolve, version }) => [
		version,
		match({ offerings: ["acme-api"], require: [{ dimension: "soc2_type2" }] }, { today: "2026-11-24" }).passes,
		resolve("acme/anvil-2").offering.id,
	])`);
	expect(passes).toEqual(["2.3.4", true, "acme-api"]);
});
