import type { Change } from "../../schemas/change.ts";

/**
 * Joins equal changes that several offerings inherit from one file into one change that names them all; the place of
 * the first one is kept.
 */
export function joinShared(changes: readonly Change[]): Change[] {
	const groups = new Map<string, Change[]>();
	for (const one of changes) {
		const { offering, ...rest } = one;
		const key = one.written_in === undefined ? `${groups.size}` : JSON.stringify(rest);
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()].map((group) => {
		const [first] = group;
		if (!first) throw new Error("an empty group of changes");
		if (group.length === 1) return first;
		const { kind, offering: _one, ...rest } = first;
		const offerings = group.map(({ offering }) => offering).filter((id) => id !== null);
		return { kind, offering: null, offerings, ...rest };
	});
}

/** Returns the changes of one offering, shared ones written out for it. */
export function changesOf(changes: readonly Change[], offering: string): Change[] {
	return changes.flatMap((one): Change[] => {
		if (one.offering === offering) return [one];
		if (!one.offerings?.includes(offering)) return [];
		const { offerings: _all, ...rest } = one;
		return [{ ...rest, offering }];
	});
}
