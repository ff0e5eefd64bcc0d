import { withExceptions } from "../check/exceptions.ts";
import type { Tree } from "../lib/tree.ts";
import type { Registry } from "../registry/registry.ts";
import { changeSetOf } from "../rules/change-set.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";
import { contextOf } from "../rules/rule.ts";

/**
 * Returns a function that says which errors and holds a registry has after one record changed and had not before, those
 * of rules on changes included. The problems before are found once.
 */
export function newProblems(tree: Tree, before: Registry, today: string): (after: Registry) => readonly Problem[] {
	const serious = (problems: readonly Problem[]) =>
		withExceptions(tree, problems, today).filter(({ level }) => level !== "warning");
	const known = new Set(serious(checkRegistry(before, today)).map(keyOf));
	return (after) => {
		const open = (path: string) => after.files.find((one) => one.path === path) ?? null;
		const ofChange = checkChanges(changeSetOf(before, after), contextOf(after, today), open);
		return serious([...checkRegistry(after, today), ...ofChange]).filter((problem) => !known.has(keyOf(problem)));
	};
}

function keyOf({ rule, file, path, message }: Problem): string {
	return JSON.stringify([rule, file, path, message]);
}
