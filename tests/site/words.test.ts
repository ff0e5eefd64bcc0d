import { expect, test } from "vitest";
import { DECISIONS, OUTCOMES } from "../../schemas/cell.ts";
import { CONFIDENCES, VERIFIED_VIA } from "../../schemas/grades.ts";
import { CATEGORIES } from "../../schemas/offering.ts";
import { STATES } from "../../schemas/published.ts";
import * as words from "../../site/src/text/words.ts";

test.each([
	["CATEGORY", Object.keys(CATEGORIES)],
	["STATE", STATES],
	["VIA", Object.keys(VERIFIED_VIA)],
	["CONFIDENCE", CONFIDENCES],
	["DECISION", DECISIONS],
	["OUTCOME", OUTCOMES],
] as const)("%s has a word for every code of the data, and for no other", (name, codes) => {
	expect(Object.keys(words[name]).sort()).toEqual([...codes].sort());
});

test("facts are said in words", () => {
	const facts = {
		public_dpa_published: false,
		zdr_available: true,
		regions: ["EU", "US"],
		dpa_url: "https://acme.com/dpa",
		retention_days: 0,
	};
	expect(words.factsOf(facts)).toEqual([
		{ name: "Public DPA published", value: "no", href: null },
		{ name: "Zero retention available", value: "yes", href: null },
		{ name: "Regions", value: "EU; US", href: null },
		{ name: "DPA address", value: "https://acme.com/dpa", href: "https://acme.com/dpa" },
		{ name: "Retention days", value: "0", href: null },
	]);
});
