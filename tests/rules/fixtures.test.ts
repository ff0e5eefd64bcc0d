import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withExceptions } from "../../scripts/check/exceptions.ts";
import { fixtureCases, runFixture } from "../../scripts/docs/fixtures.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { RULES } from "../../scripts/rules/index.ts";
import { FIXTURES, TODAY } from "../support.ts";

describe.each(RULES.map((rule) => rule.id))("%s", (rule) => {
	test("has fixtures that pass and fixtures that fail", () => {
		expect(fixtureCases(FIXTURES, rule, "pass")).not.toEqual([]);
		expect(fixtureCases(FIXTURES, rule, "fail")).not.toEqual([]);
	});

	test.each(fixtureCases(FIXTURES, rule, "pass"))("passes: %s", (name) => {
		expect(runFixture(FIXTURES, rule, "pass", name).problems).toEqual([]);
	});

	test.each(fixtureCases(FIXTURES, rule, "fail"))("fails: %s", (name) => {
		const { problems } = runFixture(FIXTURES, rule, "fail", name);
		expect(problems.map((problem) => problem.rule)).toEqual([rule]);
		const [problem] = problems;
		expect(problem?.message).toMatch(/^\S.*\S$/);
		expect(problem?.line).toBeGreaterThanOrEqual(1);
	});
});

test("the base registry has no problem", () => {
	expect(checkRegistry(loadRegistry(folderTree(join(FIXTURES, "base"))), TODAY)).toEqual([]);
});

test("every fixture belongs to a rule", () => {
	const known = new Set<string>(RULES.map((rule) => rule.id));
	const root = join(FIXTURES, "rules");
	const found = readdirSync(root).flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`));
	expect(found.filter((rule) => !known.has(rule))).toEqual([]);
});

test("the fixture of a symbolic link is one", () => {
	const link = join(FIXTURES, "rules/file/regular/fail/symbolic-link/offerings/acme-batch.yaml");
	expect(lstatSync(link).isSymbolicLink()).toBe(true);
});

test("an exception that has expired lets nothing pass and is a problem itself", () => {
	const folder = join(FIXTURES, "rules/exception/valid/pass/needed");
	const { registry } = runFixture(FIXTURES, "exception/valid", "pass", "needed");
	const later = withExceptions(folder, checkRegistry(registry, "2027-01-01"), "2027-01-01").filter(
		({ level }) => level === "error",
	);
	expect(later.map(({ rule }) => rule).sort()).toEqual(["date/order", "exception/valid"]);
});
