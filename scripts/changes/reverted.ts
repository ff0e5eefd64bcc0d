import type { Change, ChangeKind } from "../../schemas/change.ts";
import { isDimension } from "../../schemas/dimensions/index.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { matchRecords } from "../registry/match-records.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { substance } from "../registry/substance.ts";

/** A state of a cell before the two that are compared. */
type Earlier = { readonly day: string } & Parameters<typeof substance>[0];

/** Kinds of changes by which a cell goes back: the rest follows from them. */
const BACK: ReadonlySet<ChangeKind> = new Set(["cell_added", "grade_changed", "evidence_changed", "field_changed"]);

/**
 * Marks the changes by which a cell is again what it was in an earlier state, with the day of that state. `earlier`
 * returns the earlier states of a cell, newest first.
 */
export function withReverted(
	changes: readonly Change[],
	{ before, after }: { readonly before: Registry; readonly after: Registry },
	earlier: (cell: ResolvedCell, record: OfferingRecord, change: Change) => Iterable<Earlier>,
): Change[] {
	const dayOf = (change: Change): string | undefined => {
		const id = change.offering ?? change.offerings?.[0];
		const record = after.offerings.find(({ value }) => value.id === id);
		const cell = record && cellOf(change, after, record);
		if (!cell) return undefined;
		const [pair] = matchRecords(before.offerings, [record]);
		const was = pair && cellOf(change, before, pair.before);
		const now = substance(cell);
		if (was && isDeepStrictEqual(substance(was), now)) return undefined;
		for (const one of earlier(cell, record, change)) if (isDeepStrictEqual(substance(one), now)) return one.day;
		return undefined;
	};
	return changes.map((change) => {
		const day = BACK.has(change.kind) && change.dimension !== null ? dayOf(change) : undefined;
		if (day === undefined) return change;
		const { path, ...rest } = change;
		return { ...rest, reverted_to: day, path };
	});
}

/** Returns the cell that a change is of: that of the offering, or of one of its models. */
export function cellOf(
	{ dimension, path }: Change,
	registry: Registry,
	record: OfferingRecord,
): ResolvedCell | undefined {
	if (dimension === null || !isDimension(dimension)) return undefined;
	const { cells, exceptions } = registry.resolve(record);
	const exception = exceptions.find(({ model }) =>
		path.startsWith(`model_exceptions.${model}.dimensions.${dimension}`),
	);
	return (exception?.cells ?? cells)[dimension];
}
