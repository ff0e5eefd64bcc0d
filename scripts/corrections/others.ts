import type { ResolvedCell } from "../registry/resolve.ts";
import { QUALIFIERS } from "./apply.ts";
import type { Facts } from "./facts.ts";

/** Facts and qualifiers of a cell that a person did not write anew, as `key: value`. */
export function othersOf(resolved: ResolvedCell | undefined, facts: Facts): string[] {
	if (!resolved) return [];
	const { cell, limits } = resolved;
	const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
	return [
		...limits.map(({ what }) => `limit: ${what}`),
		...QUALIFIERS.filter((key) => key !== "limits").flatMap((key) => {
			const value = cell[key];
			return value === undefined ? [] : [`${key}: ${shown(value)}`];
		}),
		...Object.entries(cell.facts ?? {})
			.filter(([key]) => !Object.hasOwn(facts, key))
			.map(([key, value]) => `${key}: ${shown(value)}`),
	];
}
