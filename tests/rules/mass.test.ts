import { expect, test } from "vitest";
import { changeMass } from "../../scripts/rules/change/mass.ts";
import type { ChangeSet } from "../../scripts/rules/change-set.ts";
import type { Context } from "../../scripts/rules/rule.ts";

/** Message on a change that removes so many of some files. */
function said(removed: number, total: number): string | undefined {
	const files = Array.from({ length: removed }, (_, index) => ({ path: `vendors/${index}.yaml` }));
	const state = (left: readonly { path: string }[]) => ({
		files: left,
		offerings: [],
		services: [],
		vendorRecords: [],
	});
	const changes = { before: state(files), after: state([]), total } as unknown as ChangeSet;
	return [...changeMass.check(changes, {} as Context)][0]?.message;
}

test("a mass is more than one file, and more than a tenth of all", () => {
	expect(said(1, 1)).toBeUndefined();
	expect(said(2, 20)).toBeUndefined();
	expect(said(2, 19)).toMatch(/^2 of 19 files /);
});

test("five files are all named, and of six five", () => {
	expect(said(5, 20)).toMatch(/: vendors\/0\.yaml, .*, vendors\/4\.yaml$/);
	expect(said(6, 20)).toMatch(/: vendors\/0\.yaml, .*, vendors\/4\.yaml, …$/);
});
