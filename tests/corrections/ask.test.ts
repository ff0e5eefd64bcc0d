import { expect, test } from "vitest";
import type { Person } from "../../scripts/corrections/ask.ts";
import { askCorrection } from "../../scripts/corrections/ask-correction.ts";
import { askOffering } from "../../scripts/corrections/ask-offering.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { rootWith } from "../support.ts";

/** A person who gives these answers, one after the other, and what was said to them. */
function person(answers: readonly string[]): Person & { readonly said: string[] } {
	const left = [...answers];
	const said: string[] = [];
	return {
		said,
		say: (line) => void said.push(line),
		ask: async () => left.shift() ?? Promise.reject(new Error(`no answer is left: ${said.at(-1)}`)),
	};
}

const registryOf = () => loadRegistry(folderTree(rootWith()));

test("a correction is asked for question by question; what cannot be taken is asked for again", async () => {
	const finder = person([
		"acme-ap",
		"acme-api",
		"12",
		"3",
		"",
		"Yes, public",
		"https://acme.com/iso",
		"",
		"2026-11-22",
		"",
		"<!-- x",
		"It says so.",
		"",
		"1",
		"@finder",
	]);
	expect(await askCorrection(finder, registryOf())).toEqual({
		correction: {
			offering: "acme-api",
			dimension: "iso_42001",
			answer: "yes_public",
			source: "https://acme.com/iso",
			read_on: "2026-11-22",
			finding: "It says so.",
			affiliation: "none",
			credit: "@finder",
		},
	});
	const said = finder.said.join("\n");
	for (const line of [
		'✗ there is no such offering. Did you mean "acme-api"?',
		"✗ write a number from 1 to 11",
		"✗ this needs an answer",
		"✗ a comment is not an answer; delete it",
		"The record says: ○ No public evidence, verified 2026-11-20. No certificate was found.",
	])
		expect(said).toContain(line);
});

test("where nobody has looked, it is said that still right is no answer", async () => {
	const finder = person([
		"acme-api",
		"trust_center",
		"still_right",
		"https://acme.com/",
		"",
		"2026-11-22",
		"",
		"It is.",
		"",
		"1",
		"",
	]);
	await askCorrection(finder, registryOf());
	expect(finder.said.join("\n")).toContain("Nobody has assessed this yet");
});

test("a new offering is asked for line by line", async () => {
	const finder = person([
		"Acme Batch",
		"acme-api",
		"acme-batch",
		"Acme Batch",
		"acme",
		"Nimbus",
		"nimbus",
		"2",
		"Anvil",
		"",
	]);
	expect(await askOffering(finder, registryOf())).toEqual({
		id: "acme-batch",
		lines: {
			name: "Acme Batch",
			developer: "acme",
			platform: "nimbus",
			category: "cloud_distribution",
			model_family: "Anvil",
		},
	});
	expect(finder.said.join("\n")).toContain("✗ there is an offering acme-api already");
});
