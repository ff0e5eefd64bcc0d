import { expect, test } from "vitest";
import { nearest, suggestion } from "../../scripts/rules/words.ts";

test.each([
	// Two letters may differ in a short name, and a third of the letters in a longer one.
	["abcd", "abxy", true],
	["abcd", "axyz", false],
	["abcdef", "abcdxy", true],
	["abcdef", "abcxyz", false],
	["abcdefghijkl", "abcdefghwxyz", true],
	["abcdefghijkl", "abcdefgvwxyz", false],
	["abcdefghijk", "abcdefghxyz", true],
	["abcdefghijk", "abcdefgwxyz", false],
	["ABCDEF", "abcdxy", true],
])("a name is taken for another one that is near: %s, %s: %j", (name, known, near) => {
	expect(nearest(name, [known])).toBe(near ? known : null);
});

test("a name of 100 characters is looked up, one of 101 is not, and nothing is near itself", () => {
	const long = "a".repeat(99);
	expect(nearest(`${long}b`, [`${long}c`])).toBe(`${long}c`);
	expect(nearest(`${long}bb`, [`${long}cc`])).toBeNull();
	expect(nearest("same", ["same"])).toBeNull();
	expect(nearest("x", [])).toBeNull();
});

test("where nothing is near, up to twenty names are listed", () => {
	const names = (count: number) => Array.from({ length: count }, (_, index) => `long-name-${index}`);
	expect(suggestion("x", names(20))).toBe(`Known here: ${names(20).join(", ")}.`);
	expect(suggestion("x", names(21))).toBe("");
	expect(suggestion("long-nam-0", names(21))).toBe('Did you mean "long-name-0"?');
});
