import { ExpectedError } from "../lib/expected-error.ts";
import type { Registry } from "../registry/registry.ts";

/** Returns the registry with the named offerings alone; all of them if none is named. Throws for an unknown id. */
export function withOfferings(registry: Registry, ids: readonly string[]): Registry {
	if (ids.length === 0) return registry;
	const known = new Set(registry.offerings.map(({ value }) => value.id));
	const unknown = ids.filter((id) => !known.has(id));
	if (unknown.length > 0) {
		throw new ExpectedError(
			`there is no offering "${unknown.join('", "')}"; ids are the names of the files in offerings/`,
		);
	}
	return registry.only(ids);
}

/** Counts the files that are no valid record; their sources are not checked. */
export function invalidFiles({ files }: Registry): number {
	return files.filter(({ fault, issues }) => fault || issues.length > 0).length;
}
