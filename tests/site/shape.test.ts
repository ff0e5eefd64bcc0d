import { expect, test } from "vitest";
import { DECISIONS, DISPUTE_OUTCOMES, LIMIT_KINDS } from "../../schemas/cell.ts";
import type { Release as PublishedRelease } from "../../schemas/changelog.ts";
import { CONFIDENCES, GRADES, VIA_IDS } from "../../schemas/grades.ts";
import { CATEGORIES } from "../../schemas/offering.ts";
import { PRESETS as PUBLISHED_PRESETS } from "../../schemas/presets.ts";
import { type PublishedData, STATES } from "../../schemas/published.ts";
import type { Cell, Data, GradeId, Release, State, Via } from "../../site/src/artifact/shape.ts";
import { CATEGORY, CONFIDENCE, DECISION, factsOf, LIMIT, OUTCOME, STATE, viaText } from "../../site/src/text/words.ts";
import { kindOf } from "../../site/src/view/glyph.ts";
import { type Fact, missOf, PRESETS } from "../../site/src/view/requirements.ts";

// The compiler, which the linter runs, refuses this file when what is published is not what the site reads.
const data = (published: PublishedData): Data => published;
const release = (published: PublishedRelease): Release => published;

test("the site knows every grade, every state and every way of reading", () => {
	const grades: readonly GradeId[] = GRADES.map(({ id }) => id);
	const states: readonly State[] = STATES;
	const ways: readonly Via[] = VIA_IDS;
	expect([grades.length, states.length, ways.length, typeof data, typeof release]).toEqual([
		6,
		4,
		6,
		"function",
		"function",
	]);
	expect(ways.map((via) => viaText({ via, reader: null })).filter(Boolean).length).toBe(6);
});

test.each([
	["CATEGORY", CATEGORY, Object.keys(CATEGORIES)],
	["STATE", STATE, STATES],
	["CONFIDENCE", CONFIDENCE, CONFIDENCES],
	["DECISION", DECISION, DECISIONS],
	["OUTCOME", OUTCOME, DISPUTE_OUTCOMES],
	["LIMIT", LIMIT, LIMIT_KINDS],
] as const)("%s has a word for every code of the data, and for no other", (_, words, codes) => {
	expect(Object.keys(words).sort()).toEqual([...codes].sort());
});

test("presets ask what registry match asks under the same name", () => {
	expect(PRESETS.map(({ name, require }) => [name, require])).toEqual(
		PUBLISHED_PRESETS.map(({ label, require }) => [
			label,
			Object.fromEntries(require.map(({ dimension, grade }) => [dimension, grade])),
		]),
	);
});

test("a requirement is met by its grade and every better one, and by nothing else", () => {
	const fact = (value: GradeId, contrary = false): Fact => ({
		kind: kindOf({ value, contrary } as Cell),
		confidence: "medium",
		until: "2026-11-26",
	});
	const asked = { confidence: null, fresh: false };
	const ids = GRADES.map(({ id }) => id);
	for (const [at, least] of ids.entries()) {
		for (const [place, value] of ids.entries())
			expect(missOf(fact(value), least, asked, "2026-11-26")).toBe(place <= at ? null : "grade");
		expect(missOf(fact("no_public_evidence", true), least, asked, "2026-11-26")).toBe("grade");
		expect(missOf(undefined, least, asked, "2026-11-26")).toBe("grade");
	}
	const met = (confidence: "medium" | "high", fresh: boolean, day: string) =>
		missOf(fact("yes_public"), "partial", { confidence, fresh }, day);
	expect(met("medium", true, "2026-11-26")).toBeNull();
	expect(met("medium", true, "2026-11-27")).toBe("age");
	expect(met("high", false, "2026-11-26")).toBe("confidence");
	expect(
		missOf({ ...fact("yes_public"), until: null }, "partial", { confidence: null, fresh: true }, "2026-11-26"),
	).toBe("age");
});

test("facts are said in words", () => {
	const facts = {
		public_dpa_published: false,
		zdr_available: true,
		how: "self_serve",
		regions: ["EU", "US"],
		dpa_url: "https://acme.com/dpa",
		retention_days: 0,
	};
	expect(factsOf(facts)).toEqual([
		{ name: "DPA is public", value: "no", href: null },
		{ name: "Zero retention", value: "yes", href: null },
		{ name: "How it is signed", value: "online, self-service", href: null },
		{ name: "Regions", value: "EU; US", href: null },
		{ name: "DPA", value: "https://acme.com/dpa", href: "https://acme.com/dpa" },
		{ name: "Kept by default, days", value: "0", href: null },
	]);
});
