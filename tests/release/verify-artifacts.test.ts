import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { artifactsOf } from "../../scripts/publish/index.ts";
import { writeArtifacts } from "../../scripts/publish/write.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { verifyArtifacts } from "../../scripts/release/verify-artifacts.ts";
import { baseFiles, REPOSITORY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";

/** A folder of artifacts, with notes that a spreadsheet would run and notes that only look so escaped. */
function artifacts(): string {
	const text = (baseFiles()[A] ?? "")
		.replace(/notes: >-\n\s+Acme states.*\n/, `notes: ${JSON.stringify("=1+1, \"quoted\"\n\n'千问'")}\n`)
		.replace(/notes: >-\n\s+No certificate.*\n/, `notes: "'=1+1"\n`);
	const out = join(temporaryFolder(), "out");
	const registry = loadRegistry(memoryTree({ ...baseFiles(), [A]: text }));
	writeArtifacts(REPOSITORY, out, artifactsOf(datasetOf(registry, { version: "1.2.3", generated: "2026-11-24" }), []));
	return out;
}

test("artifacts of one data set agree", () => {
	expect(() => verifyArtifacts(artifacts())).not.toThrow();
});

test.each([
	["data.json", /"cells": \d+/, '"cells": 99'],
	["data.ndjson", /"confidence":"high"/, '"confidence":"low"'],
	["data.ndjson", /^.*\n/, ""],
	["cells.csv", "'=1+1", "=1+1"],
	["cells.csv", '"high"', '"low"'],
	["offerings.csv", "yes_sales_gated", "yes_public"],
	["sources.csv", "https://trust.acme.com/", "https://trust.acme.com/other"],
	["offerings/acme-api.json", "Acme API", "Acme's API"],
])("an artifact that departs from the data is named: %s, %s", (name, from, to) => {
	const out = artifacts();
	const path = join(out, name);
	const text = readFileSync(path, "utf8");
	expect(text.replace(from, to)).not.toBe(text);
	writeFileSync(path, text.replace(from, to));
	const named = name.startsWith("offerings/") ? "index.json" : name;
	expect(() => verifyArtifacts(out)).toThrow(`${named} disagrees with the data`);
});
