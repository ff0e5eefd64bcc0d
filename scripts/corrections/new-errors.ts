import { withExceptions } from "../check/exceptions.ts";
import { folderTree } from "../lib/folder-tree.ts";
import type { Registry } from "../registry/registry.ts";
import { changeSetOf } from "../rules/change-set.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";
import { contextOf } from "../rules/rule.ts";

/**
 * Returns a function that says which errors a registry has after one record changed and had not before, those of rules
 * on changes included. The errors before are found once.
 */
export function newErrors(root: string, before: Registry, today: string): (after: Registry) => readonly Problem[] {
	const errorsOf = (problems: readonly Problem[]) =>
		withExceptions(folderTree(root), problems, today).filter(({ level }) => level === "error");
	const known = new Set(errorsOf(checkRegistry(before, today)).map(keyOf));
	return (after) =>
		errorsOf([...checkRegistry(after, today), ...problemsOfChange(before, after, today)]).filter(
			(error) => !known.has(keyOf(error)),
		);
}

function problemsOfChange(before: Registry, after: Registry, today: string): Problem[] {
	const open = (path: string) => after.files.find((one) => one.path === path) ?? null;
	return checkChanges(changeSetOf(before, after), contextOf(after, today), open);
}

function keyOf({ rule, file, path, message }: Problem): string {
	return JSON.stringify([rule, file, path, message]);
}
