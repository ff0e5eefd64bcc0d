import { expect, test } from "vitest";
import { addDays } from "../../scripts/lib/dates.ts";
import { EXPIRING_DAYS, stateOn } from "../../scripts/registry/freshness.ts";

const TODAY = "2026-11-24";

test.each([
	[-1, "expired"],
	[0, "expiring"],
	[EXPIRING_DAYS, "expiring"],
	[EXPIRING_DAYS + 1, "fresh"],
] as const)("evidence whose last fresh day lies %i days ahead is %s", (days, state) => {
	expect(stateOn(addDays(TODAY, days), TODAY)).toBe(state);
});

test("evidence counts as expiring from fourteen days before its last fresh day", () => {
	expect([stateOn("2026-12-08", TODAY), stateOn("2026-12-09", TODAY)]).toEqual(["expiring", "fresh"]);
});
