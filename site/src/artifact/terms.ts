import { here } from "../links.ts";
import type { Terms } from "../text/comparison.ts";
import { registry } from "./registry.ts";

/** What comparisons are told by. */
export function terms(): Terms {
	const { groups, grades } = registry();
	return {
		base: here(),
		groups: groups.map(({ name, dimensions }) => ({
			name,
			dimensions: dimensions.map(({ id, label, question }) => ({ id, label, question })),
		})),
		grades: grades.map(({ id, glyph, label }) => ({ id, glyph, label })),
	};
}
