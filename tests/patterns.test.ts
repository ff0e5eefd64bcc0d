import { expect, test } from "vitest";
import { MADE, SLOW } from "./bounded-patterns.ts";
import { complexityOf, type Pattern, patternsIn } from "./patterns.ts";
import { chosen, LONG } from "./support.ts";

const { patterns, made } = patternsIn(["scripts", "schemas"]);

/** Longest time for all patterns; the search for a text that makes one slow takes seconds for each. */
const PATIENCE = { timeout: LONG ? 7_200_000 : 120_000 };

const isListed = ({ file, source }: Pattern) => SLOW.some((one) => one.file === file && source.startsWith(one.begins));

test(
	"every regular expression takes time that grows with its text alone, or its text is bounded before",
	PATIENCE,
	() => {
		expect(patterns.length).toBeGreaterThan(300);
		const strange = LONG
			? patterns
			: chosen(
					patterns.filter((one) => !isListed(one)),
					12,
				);
		const slow = strange.flatMap((one) => {
			const complexity = complexityOf(one);
			return complexity === null || isListed(one) ? [] : [`${one.at} /${one.source}/${one.flags}: ${complexity}`];
		});
		expect(slow).toEqual([]);
	},
);

test.each([
	["^(a+)+$", "exponential"],
	["\\s+$", "2nd degree polynomial"],
	["(^|[,;|\\t\\r\\n])([\\s\"]*)(?='*[=+])", "polynomial"],
])("a pattern that a text makes slow is found: %s", (source, complexity) => {
	expect(complexityOf({ source, flags: "" })).toContain(complexity);
});

test("each exception is of a pattern that there is", () => {
	const stale = SLOW.filter(
		({ file, begins }) => !patterns.some((one) => one.file === file && one.source.startsWith(begins)),
	);
	expect(stale).toEqual([]);
});

test("patterns that are made when the program runs are known", () => {
	expect([...new Set(made)].sort()).toEqual(Object.keys(MADE).sort());
});
