import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withExceptions } from "../check/exceptions.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Tree } from "../lib/tree.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import { compareProblems, type Problem } from "../rules/problem.ts";
import type { ChangeSet } from "../rules/rule.ts";

/** The day on which fixtures are judged. */
export const FIXTURE_DAY = "2026-11-24";

/** A fixture of a rule: a few files laid over the base registry, or two such states for a rule on changes. */
export interface Fixture {
	readonly registry: Registry;
	readonly problems: readonly Problem[];
}

/** Names of the cases of a rule, in order. */
export function fixtureCases(fixtures: string, rule: string, kind: "pass" | "fail"): string[] {
	const folder = join(fixtures, "rules", rule, kind);
	return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Loads a case and checks it against every rule. */
export function runFixture(fixtures: string, rule: string, kind: "pass" | "fail", name: string): Fixture {
	const base = join(fixtures, "base");
	const folder = join(fixtures, "rules", rule, kind, name);
	const state = (below: string) => loadRegistry(overlaid(base, join(folder, below)));
	const changed = existsSync(join(folder, "before"));
	const registry = state(changed ? "after" : "");
	const problems = checkRegistry(registry, FIXTURE_DAY);
	if (changed) {
		const byPath = new Map(registry.files.map((file) => [file.path, file]));
		const changes = changeSet(state("before"), registry, join(folder, "touched.json"));
		const context = { today: FIXTURE_DAY, vendors: registry.vendors };
		problems.push(...checkChanges(changes, context, (path) => byPath.get(path) ?? null));
	}
	return { registry, problems: withExceptions(folder, problems, FIXTURE_DAY).sort(compareProblems) };
}

function changeSet(before: Registry, after: Registry, touched: string): ChangeSet {
	const more = existsSync(touched) ? (JSON.parse(readFileSync(touched, "utf8")) as Partial<ChangeSet>) : {};
	return {
		before: before.offerings,
		after: after.offerings,
		files: after.files,
		total: before.offerings.length,
		outsideRelease: [],
		drifted: [],
		...more,
	};
}

/** A registry with the files of another folder laid over it; `<name>.gone` takes the file below away. */
function overlaid(base: string, over: string): Tree {
	const [below, above] = [folderTree(base), folderTree(over)];
	const isAbove = (folder: "offerings" | "vendors", name: string) =>
		above.entries(folder).some((entry) => entry.name === name);
	return {
		entries: (folder) =>
			[...above.entries(folder), ...below.entries(folder).filter(({ name }) => !isAbove(folder, name))]
				.filter(({ name }) => !above.entries(folder).some((entry) => entry.name === `${name}.gone`))
				.filter(({ name }) => !name.endsWith(".gone"))
				.sort((a, b) => byCodeUnit(a.name, b.name)),
		read: (entry) => (isAbove(entry.folder, entry.name) ? above : below).read(entry),
	};
}
