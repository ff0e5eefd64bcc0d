import { withExceptions } from "../check/exceptions.ts";
import type { RegistryRecord } from "../registry/record.ts";
import { recordOf } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import { checkChanges, checkRegistry } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";

/**
 * Returns a function that says which errors a registry has after one record changed and had not before, those of rules
 * on changes included. The errors before are found once.
 */
export function newErrors(
	root: string,
	before: Registry,
	today: string,
): (after: Registry, record: RegistryRecord) => readonly Problem[] {
	const errorsOf = (problems: readonly Problem[]) =>
		withExceptions(root, problems, today).filter(({ level }) => level === "error");
	const known = new Set(errorsOf(checkRegistry(before, today)).map(keyOf));
	return (after, record) =>
		errorsOf([...checkRegistry(after, today), ...problemsOfChange(before, after, record, today)]).filter(
			(error) => !known.has(keyOf(error)),
		);
}

function problemsOfChange(before: Registry, after: Registry, record: RegistryRecord, today: string): Problem[] {
	const file = after.files.find(({ path }) => path === record.file.path);
	if (!file) throw new Error(`${record.file.path} is gone`);
	const now = recordOf(file);
	const changes = {
		before: record.kind === "offering" ? [record] : [],
		after: now?.kind === "offering" ? [now] : [],
		files: [file],
		total: before.offerings.length,
		outsideRelease: [],
		falseReleases: [],
		drifted: [],
	};
	const open = (wanted: string) => after.files.find((one) => one.path === wanted) ?? null;
	return checkChanges(changes, { today, vendors: after.vendors }, open);
}

function keyOf({ rule, file, path, message }: Problem): string {
	return JSON.stringify([rule, file, path, message]);
}
