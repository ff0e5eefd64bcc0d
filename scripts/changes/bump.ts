import semver from "semver";
import { BUMPS, type Bump, type Change } from "../../schemas/change.ts";
import { id } from "../../schemas/primitives.ts";

/** Returns the step of the version for one change: the decision table of docs/versioning.md. */
export function bumpOf(change: Change): Bump {
	switch (change.kind) {
		case "offering_removed":
			return "major";
		case "schema_changed":
			return change.direction === "down" ? "major" : "minor";
		case "vendor_changed":
		case "service_changed":
			if (change.field === "id") return "minor";
			return change.field === null || isForgotten(change) ? "major" : "patch";
		case "offering_added":
		case "offering_retired":
		case "offering_renamed":
		case "cell_added":
		case "vendor_added":
		case "service_added":
			return "minor";
		case "field_changed":
			return isForgotten(change) ? "major" : "patch";
		case "cell_removed":
		case "grade_changed":
		case "evidence_changed":
		case "reverified":
		case "prose_changed":
			return "patch";
		default:
			return change.kind satisfies never;
	}
}

/** Returns the largest step among several changes; `none` without any. */
export function bumpOfAll(changes: readonly Change[]): Bump {
	return changes.map(bumpOf).reduce((a, b) => (BUMPS.indexOf(b) > BUMPS.indexOf(a) ? b : a), "none" as Bump);
}

/** The version after a bump; throws RangeError on what is no `X.Y.Z`. */
export function bumped(version: string, bump: Bump): string {
	const next = bump === "none" ? semver.valid(version) : semver.inc(version, bump);
	if (next === null || semver.prerelease(version) !== null) throw new RangeError(`"${version}" is no version X.Y.Z`);
	return next;
}

/** Returns true if a former id loses its alias. Other names of a vendor are no ids. */
function isForgotten({ field, before, after }: Change): boolean {
	const now = Array.isArray(after) ? after : [];
	return (
		field === "aliases" &&
		Array.isArray(before) &&
		before.some((alias) => id.safeParse(alias).success && !now.includes(alias))
	);
}
