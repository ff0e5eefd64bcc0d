import type { Release } from "../../schemas/changelog.ts";
import { bumpOf } from "../changes/bump.ts";

/** Returns how many changes there are of each kind that moves the version this far. */
export function reasonsFor({ bump, changes }: Release, isFirst: boolean): string {
	if (isFirst) return "the first release";
	if (changes.length === 0) return "what was seen of the sources";
	const counts = new Map<string, number>();
	for (const change of changes) {
		if (bumpOf(change) === bump) counts.set(change.kind, (counts.get(change.kind) ?? 0) + 1);
	}
	return [...counts].map(([kind, number]) => `${number} ${kind}`).join(", ");
}
