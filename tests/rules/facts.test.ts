import { describe, expect, test } from "vitest";
import { DIMENSIONS, dimensionOf, isDeveloperLevel } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS, type GradeId } from "../../schemas/grades.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { RecordFile } from "../../scripts/registry/record.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkFile } from "../../scripts/rules/engine.ts";
import { contextOf } from "../../scripts/rules/rule.ts";
import { canonicalText } from "../../scripts/yaml/canonical.ts";
import { baseFiles, TODAY } from "../support.ts";

const registry = loadRegistry(memoryTree(baseFiles()));
const context = contextOf(registry, TODAY);

/** Messages of `grade/facts` on a cell of a dimension, written where such a cell stands. */
function messages(
	dimension: (typeof DIMENSIONS)[number]["id"],
	value: GradeId,
	facts: object,
	more: object = {},
): string[] {
	const isDeveloper = isDeveloperLevel(dimension);
	const [folder, record] = isDeveloper
		? (["vendors", registry.vendors.byId.get("acme")] as const)
		: (["services", registry.lookups.services.get("nimbus-models")] as const);
	if (!record) throw new Error("the base records lack a record");
	const cell = {
		value,
		confidence: "high",
		finding: "Finding",
		...(value === "yes_public" ? {} : { caveat: "Caveat" }),
		notes: "Notes.",
		sources: [{ url: "https://nimbus.io/x", title: "X", via: "live", captured: "2026-11-20" }],
		facts,
		...more,
	};
	const text = canonicalText(folder, { ...record, dimensions: { [dimension]: cell } });
	const name = `${record.id}.yaml`;
	const file = new RecordFile({ folder, name, kind: "file" }, { bytes: new TextEncoder().encode(text) });
	expect(file.issues).toEqual([]);
	return checkFile(file, context)
		.problems.filter(({ rule }) => rule === "grade/facts")
		.map(({ message }) => message);
}

/** The facts that a grade needs besides one. */
function needed(
	dimension: (typeof DIMENSIONS)[number]["id"],
	value: GradeId,
	without: string,
): Record<string, boolean> {
	const { requirements } = dimensionOf(dimension);
	return Object.fromEntries(
		requirements
			.filter(({ fact, for: grades }) => fact !== without && grades.includes(value))
			.map(({ fact, is }) => [fact, is]),
	);
}

const CONTRADICTIONS = DIMENSIONS.flatMap(({ id, contradictions }) =>
	contradictions.flatMap((one) => GRADE_IDS.map((grade) => [id, one.fact, one.is, grade, one] as const)),
);

describe("every contradiction fires for its grades and for no other", () => {
	test.each(CONTRADICTIONS)("%s, %s: %s beside %s", (id, fact, is, grade, { with: grades, because }) => {
		const others = needed(id, grade, fact);
		const told = messages(id, grade, { ...others, [fact]: is }).filter((message) =>
			message.startsWith(`"${fact}: ${is}"`),
		);
		expect(told.length > 0).toBe(grades.includes(grade));
		for (const message of told) expect(message).toContain(because);
		// The other value contradicts nothing here.
		expect(messages(id, grade, { ...others, [fact]: !is }).filter((message) => message.includes(because))).toEqual([]);
	});
	test("there are some", () => expect(CONTRADICTIONS.length).toBeGreaterThan(60));
});

const REQUIREMENTS = DIMENSIONS.flatMap(({ id, requirements }) =>
	requirements.flatMap((one) => GRADE_IDS.map((grade) => [id, one.fact, grade, one] as const)),
);

describe("every requirement fires where the fact is absent", () => {
	test.each(REQUIREMENTS)("%s, %s for %s", (id, fact, grade, { is, for: grades, because, unless_reported }) => {
		const others = needed(id, grade, fact);
		const told = (facts: object, more?: object) =>
			messages(id, grade, facts, more).filter((message) => message.includes(`needs the fact "${fact}: ${is}"`));
		expect(told({ ...others })).toHaveLength(grades.includes(grade) ? 1 : 0);
		for (const message of told({ ...others })) expect(message).toContain(because);
		expect(told({ ...others, [fact]: is })).toEqual([]);
		const reported = {
			confidence: "low",
			sources: [
				{ url: "https://nimbus.io/x", title: "X", via: "reported", reader: { name: "Watch", date: "2026-11-20" } },
			],
		};
		expect(told({ ...others }, reported)).toHaveLength(grades.includes(grade) && !unless_reported ? 1 : 0);
		expect(told({ ...others }, { ...reported, confidence: "medium" })).toHaveLength(grades.includes(grade) ? 1 : 0);
	});
	test("there are some", () => expect(REQUIREMENTS.length).toBeGreaterThan(30));
});
