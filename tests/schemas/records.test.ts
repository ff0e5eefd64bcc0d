import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import type { Folder } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { baseFiles, REPOSITORY, sample, temporaryFolder } from "../support.ts";

const SCHEMAS: Readonly<Record<Folder, string>> = { offerings: "offering", services: "service", vendors: "vendor" };
const files = loadRegistry(folderTree(REPOSITORY)).files;

/** Records that a schema must refuse: file, text in it, and what stands there instead. */
const BROKEN: readonly [string, string, string][] = [
	["offerings/acme-api.yaml", "id: acme-api", "id: Acme API"],
	["offerings/acme-api.yaml", "name: Acme API\n", ""],
	["offerings/acme-api.yaml", "developer: acme\n", ""],
	["offerings/acme-api.yaml", "category: first_party", "category: first party"],
	["offerings/acme-api.yaml", "  models_dev: acme", "  modelsdev: acme"],
	["offerings/acme-api.yaml", "  - api.acme.com", "  - https://api.acme.com/"],
	["offerings/acme-api.yaml", "  - anvil-*", "  - anvil *"],
	["offerings/acme-api.yaml", "    via: live", "    via: seen"],
	["offerings/acme-api.yaml", "    url: https://acme.com/terms\n", ""],
	["offerings/acme-api.yaml", "  terms:\n    url", "  Terms Of Use:\n    url"],
	["offerings/acme-api.yaml", "value: yes_sales_gated", "value: yes"],
	["offerings/acme-api.yaml", "confidence: high", "confidence: certain"],
	["offerings/acme-api.yaml", "    finding: Report under an NDA\n", ""],
	["offerings/acme-api.yaml", "finding: Report under an NDA", `finding: ${"x".repeat(81)}`],
	["offerings/acme-api.yaml", "caveat: The report needs an NDA.", `caveat: ${"x".repeat(121)}`],
	["offerings/acme-api.yaml", "  soc2_type2:", "  soc_2:"],
	["offerings/acme-api.yaml", "    tier: self_serve", "    tier: everyone"],
	["offerings/acme-api.yaml", "    route: trust_center_nda", "    route: nda"],
	["offerings/acme-api.yaml", "        - Security", "        - Safety"],
	["offerings/acme-api.yaml", "      scope_names_service: true", '      scope_names_service: "yes"'],
	["offerings/acme-api.yaml", "      - kind: model", "      - kind: size"],
	["offerings/acme-api.yaml", "        what: Anvil Preview is left out.\n", ""],
	[
		"offerings/acme-api.yaml",
		"quote: We do not use API data to train our models […] unless you opt in.",
		"quote: We do",
	],
	["offerings/acme-nimbus.yaml", "          name: Watch Registry\n", ""],
	["offerings/acme-nimbus.yaml", "    contrary: true", "    contrary: false"],
	["services/nimbus-models.yaml", "platform: nimbus\n", ""],
	["services/nimbus-models.yaml", "name: Nimbus Models", "title: Nimbus Models"],
	["services/nimbus-models.yaml", "          - acme-nimbus", "          - Acme Nimbus"],
	["vendors/acme.yaml", "country: DE", "country: Germany"],
	["vendors/acme.yaml", "  - acme.com\ncountry", "  - https://acme.com/\ncountry"],
	["vendors/commission.yaml", "kind: authority", "kind: regulator"],
	["vendors/acme.yaml", "      published: true", "      published: once"],
];

function brokenRecord([path, from, to]: (typeof BROKEN)[number]): { readonly folder: Folder; readonly value: unknown } {
	const text = baseFiles()[path] ?? "";
	expect(text, `${path} holds ${from}`).toContain(from);
	return { folder: path.split("/")[0] as Folder, value: load(text.replace(from, to)) };
}

const schemaText = (folder: Folder) => readFileSync(join(REPOSITORY, `schemas/${SCHEMAS[folder]}.schema.json`), "utf8");

test("ajv accepts every record by the published schema, and refuses broken ones", () => {
	const ajv = new Ajv2020({ strict: false, allErrors: false });
	addFormats.default(ajv);
	const validators = new Map(
		(Object.keys(SCHEMAS) as Folder[]).map((folder) => [folder, ajv.compile(JSON.parse(schemaText(folder)))]),
	);
	const refused = files.filter(({ folder, value }) => !validators.get(folder)?.(value)).map(({ path }) => path);
	expect(files.length).toBeGreaterThan(100);
	expect(refused).toEqual([]);
	const accepted = BROKEN.filter((one) => {
		const { folder, value } = brokenRecord(one);
		return validators.get(folder)?.(value);
	});
	expect(BROKEN.length).toBeGreaterThanOrEqual(30);
	expect(accepted).toEqual([]);
});

test("a validator of another make agrees", () => {
	const root = temporaryFolder();
	const lines = new Map<Folder, string[]>();
	for (const { folder, value } of files) lines.set(folder, [...(lines.get(folder) ?? []), JSON.stringify(value)]);
	const program = join(REPOSITORY, "node_modules/.bin/jsonschema");
	const validate = (schema: string, instance: string): boolean => {
		try {
			execFileSync(program, ["validate", schema, instance], { stdio: "pipe" });
			return true;
		} catch {
			return false;
		}
	};
	for (const folder of Object.keys(SCHEMAS) as Folder[]) {
		mkdirSync(join(root, folder));
		writeFileSync(join(root, folder, "schema.json"), schemaText(folder));
		writeFileSync(join(root, folder, "records.jsonl"), `${(lines.get(folder) ?? []).join("\n")}\n`);
		expect(validate(join(root, folder, "schema.json"), join(root, folder, "records.jsonl")), folder).toBe(true);
	}
	// Each broken record is a process of its own.
	const accepted = sample(BROKEN, 3).filter((one, index) => {
		const { folder, value } = brokenRecord(one);
		const path = join(root, folder, `${index}.json`);
		writeFileSync(path, JSON.stringify(value));
		return validate(join(root, folder, "schema.json"), path);
	});
	expect(accepted).toEqual([]);
});
