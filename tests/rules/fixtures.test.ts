import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRegistry } from "../../scripts/load/registry.ts";
import type { Content, Tree } from "../../scripts/load/tree.ts";
import { folderTree } from "../../scripts/load/tree.ts";
import { checkRegistry } from "../../scripts/rules/engine.ts";
import { RULES } from "../../scripts/rules/index.ts";
import { FIXTURES, TODAY } from "../support.ts";

/** The base registry with the files of a fixture laid over it. */
function overlaid(folder: string): Tree {
	const base = folderTree(join(FIXTURES, "base"));
	const over = folderTree(folder);
	return {
		entries(of) {
			const above = over.entries(of);
			const names = new Set(above.map((entry) => entry.name));
			return [...above, ...base.entries(of).filter((entry) => !names.has(entry.name))].sort((a, b) =>
				a.name < b.name ? -1 : 1,
			);
		},
		read(entry): Content {
			return over.entries(entry.folder).some((own) => own.name === entry.name) ? over.read(entry) : base.read(entry);
		},
	};
}

function casesOf(rule: string, kind: "pass" | "fail"): string[] {
	const folder = join(FIXTURES, "rules", rule, kind);
	return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function problemsOf(rule: string, kind: "pass" | "fail", name: string) {
	return checkRegistry(loadRegistry(overlaid(join(FIXTURES, "rules", rule, kind, name))), TODAY);
}

describe.each(RULES.map((rule) => rule.id))("%s", (rule) => {
	test("has fixtures that pass and fixtures that fail", () => {
		expect(casesOf(rule, "pass")).not.toEqual([]);
		expect(casesOf(rule, "fail")).not.toEqual([]);
	});

	test.each(casesOf(rule, "pass"))("passes: %s", (name) => {
		expect(problemsOf(rule, "pass", name)).toEqual([]);
	});

	test.each(casesOf(rule, "fail"))("fails: %s", (name) => {
		const problems = problemsOf(rule, "fail", name);
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
	expect(readFileSync(join(FIXTURES, "base/offerings/acme-api.yaml"), "utf8")).toContain("acme-api");
});
