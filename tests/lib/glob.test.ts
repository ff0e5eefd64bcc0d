import fc from "fast-check";
import { expect, test } from "vitest";
import { fitsGlob } from "../../scripts/lib/glob.ts";
import { runs } from "../support.ts";

test("a glob fits what its regular expression matches", () => {
	const glob = fc.string({ unit: fc.constantFrom(..."ab*?."), maxLength: 8 });
	const text = fc.string({ unit: fc.constantFrom(..."abB."), maxLength: 10 });
	fc.assert(
		fc.property(glob, text, (pattern, name) => {
			const source = pattern.replaceAll(".", "\\.").replace(/\*+/g, ".*").replaceAll("?", ".");
			expect(fitsGlob(pattern, name)).toBe(new RegExp(`^${source}$`, "i").test(name));
		}),
		runs(5000),
	);
});

test("many stars take no longer than one", () => {
	expect(fitsGlob(`${"*a".repeat(2_000)}b`, "a".repeat(4_000))).toBe(false);
	expect(fitsGlob(`${"*a".repeat(2_000)}`, "a".repeat(4_000))).toBe(true);
});
