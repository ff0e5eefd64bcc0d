import { expect, test } from "vitest";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { API } from "../../scripts/rules/example.ts";
import { baseFiles, TODAY } from "../support.ts";

const BASE = baseFiles();
const HOSTED = "offerings/acme-nimbus.yaml";

function problemsOf(file: string, edits: readonly (readonly [string, string])[]): string[] {
	const text = edits.reduce((before, [find, put]) => {
		expect(before).toContain(find);
		return before.replace(find, () => put);
	}, BASE[file] ?? "");
	return checkRegistry(loadRegistry(memoryTree({ ...BASE, [file]: text })), TODAY).map(({ message }) => message);
}

const CITED = [
	'      - url: https://docs.nimbus.io/regions\n        title: Regions\n        via: live\n        captured: "2026-11-18"\n',
	"      - document: nimbus-models/service-terms\n",
] as const;

test("a service that is not known is told once, without the documents that it would hold", () => {
	expect(
		problemsOf(HOSTED, [
			["services/nimbus-models.yaml", "services/nimbus-model.yaml"],
			["service: nimbus-models", "service: nimbus-model"],
			CITED,
		]),
	).toEqual(['there is no service "nimbus-model"']);
	expect(problemsOf(HOSTED, [CITED])).toEqual([]);
});

test("a document that is not known in a service that is, is told", () => {
	const unknown = [CITED[0], CITED[1].replace("service-terms", "terms")] as const;
	expect(problemsOf(HOSTED, [unknown])).toEqual(['there is no document "nimbus-models/terms"']);
});

test("a vendor that is not known is told once, where it is developer and platform", () => {
	const both = [
		["vendors/acme.yaml", "vendors/acm.yaml"],
		["developer: acme\nplatform: acme", "developer: acm\nplatform: acm"],
	] as const;
	expect(problemsOf(API, both)).toEqual(['there is no vendor "acm"']);
	const two = [both[0], ["developer: acme\nplatform: acme", "developer: acm\nplatform: ame"]] as const;
	expect(problemsOf(API, two).sort()).toEqual(['there is no vendor "acm"', 'there is no vendor "ame"']);
});

test.each<[string, string, string, boolean]>([
	["carriage returns", "name: Acme API\n", "name: Acme API\r\n", true],
	["an invisible character", "name: Acme API", "name: Acme\u200b API", false],
	["tracking in a URL", "url: https://trust.acme.com/\n", "url: https://trust.acme.com/?utm_source=x\n", true],
	["a document that nobody knows", "- document: terms\n", "- document: term\n", false],
	["another form", "name: Acme API", "name:  Acme API", true],
])("a problem says that it can be fixed where it can: %s", (_what, find, put, fixable) => {
	const text = (BASE[API] ?? "").replace(find, () => put);
	const problems = checkRegistry(loadRegistry(memoryTree({ ...BASE, [API]: text })), TODAY);
	expect(problems.map((problem) => problem.fixable)).toContain(fixable);
	expect(problems.map((problem) => problem.fixable)).not.toContain(!fixable);
});
