import { spawn } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import createClient from "openapi-fetch";
import openapiTS, { astToString } from "openapi-typescript";
import { beforeAll, expect, test } from "vitest";
import { buildArtifacts } from "../../scripts/publish/index.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";
import { typeCheck } from "../type-check.ts";
import { githubPages } from "./github-pages.ts";
import { bytesOf, datasetFrom, releaseWith } from "./published.ts";

const files = new Map<string, Buffer>([
	["index.html", Buffer.from("<!doctype html><title>Registry</title>")],
	["404.html", Buffer.from("<!doctype html><title>Page not found</title>")],
]);

beforeAll(() => {
	for (const artifact of buildArtifacts(datasetFrom(baseFiles()), [releaseWith("2.3.4", "2026-11-24", [])])) {
		if (!/^v2\/.*\.(?:json|yaml)$/.test(artifact.path)) continue;
		files.set(artifact.path, bytesOf(artifact));
	}
});

const jsonAt = (path: string) => JSON.parse(String(files.get(path))) as Record<string, unknown>;

/** A program of somebody who took the types from openapi.yaml; it prints what it read. */
const CLIENT = `import createClient from "openapi-fetch";
import type { paths } from "./api.ts";

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
const one = await client.GET("/offerings/{id}.json", { params: { path: { id: "acme-api" } } });
const grade: "yes_public" | "yes_sales_gated" | "yes_platform_only" | "partial" | "unclear" | "no_public_evidence" | undefined =
	one.data?.offering.dimensions.soc2_type2?.value;
const period: string | undefined = one.data?.offering.dimensions.soc2_type2?.facts.period_start;
const list = await client.GET("/offerings.json");
const hosts = await client.GET("/by-identifier.json");
const question = await client.GET("/dimensions/{id}.json", { params: { path: { id: "soc2_type2" } } });
const vendor = await client.GET("/vendors/{id}.json", { params: { path: { id: "nimbus" } } });
const release = await client.GET("/changes/{version}.json", { params: { path: { version: "2.3.4" } } });
// @ts-expect-error there is no such path
await client.GET("/nothing.json");
// @ts-expect-error a fact of another question
one.data?.offering.dimensions.soc2_type2?.facts.retention_days;
console.log(JSON.stringify({
	grade,
	period: period ?? null,
	ids: list.data?.offerings.map(({ id }) => id),
	litellm: hosts.data?.litellm,
	question: question.data?.dimension.label,
	serves: vendor.data?.serves,
	release: release.data?.release.version,
}));
`;

test("a client generated from the published openapi.yaml compiles strictly, and reads what the site serves", async () => {
	const site = await githubPages(files);
	const folder = temporaryFolder();
	writeFileSync(join(folder, "api.ts"), astToString(await openapiTS(new URL(`${site}v2/openapi.yaml`))));
	writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
	writeFileSync(join(folder, "client.ts"), CLIENT);
	symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
	const options = ["--types", "node", "--skipLibCheck", "--allowImportingTsExtensions"];
	expect(typeCheck(folder, ["client.ts"], options)).toBe("");
	const { dimensions } = jsonAt("v2/offerings/acme-api.json").offering as {
		dimensions: { soc2_type2: { value: string; facts: { period_start: string } } };
	};
	expect(JSON.parse(await outputOf(folder, `${site}v2`))).toEqual({
		grade: dimensions.soc2_type2.value,
		period: dimensions.soc2_type2.facts.period_start,
		ids: (jsonAt("v2/offerings.json").offerings as { id: string }[]).map(({ id }) => id),
		litellm: { acme: ["acme-api"] },
		question: "SOC 2 Type II",
		serves: ["acme-nimbus", "bolt-nimbus"],
		release: "2.3.4",
	});
});

/** Runs the client in a process of its own, while this one serves it. */
async function outputOf(cwd: string, url: string): Promise<string> {
	const child = spawn(process.execPath, ["client.ts", url], { cwd, stdio: ["ignore", "pipe", "inherit"] });
	let said = "";
	child.stdout.setEncoding("utf8").on("data", (part: string) => {
		said += part;
	});
	await new Promise((done) => child.on("close", done));
	return said;
}

test("what the API lacks is an error with a page of the site, and no data", async () => {
	const client = createClient<Record<string, never>>({ baseUrl: `${await githubPages(files)}v2` });
	const get = client.GET as unknown as (
		path: string,
	) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
	const { data, error, response } = await get("/offerings/nobody.json");
	expect([data, response.status, response.headers.get("content-type")]).toEqual([
		undefined,
		404,
		"text/html; charset=utf-8",
	]);
	expect(error).toContain("Page not found");
});

test("the stand-in for the site does as GitHub Pages: it may be asked from any origin, compressed, for what is new, and by a folder without its slash", async () => {
	const site = await githubPages(files);
	const first = await fetch(`${site}v2/data.json`);
	expect(first.headers.get("access-control-allow-origin")).toBe("*");
	expect(first.headers.get("content-encoding")).toBe("gzip");
	expect(await first.json()).toEqual(jsonAt("v2/data.json"));
	const again = await fetch(`${site}v2/data.json`, { headers: { "If-None-Match": first.headers.get("etag") ?? "" } });
	expect([again.status, await again.text()]).toEqual([304, ""]);
	const bare = await fetch(site.replace(/\/$/, ""), { redirect: "manual" });
	expect([bare.status, bare.headers.get("location")]).toEqual([301, "/registry/"]);
	expect((await fetch(site.replace(/\/$/, ""))).status).toBe(200);
	const folder = await fetch(`${site}v2/offerings`);
	expect([folder.redirected, folder.status]).toEqual([true, 404]);
});
