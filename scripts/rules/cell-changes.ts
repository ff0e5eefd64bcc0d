import type { Cell } from "../../schemas/cell.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { Source } from "../../schemas/source.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { memoize } from "../lib/memoize.ts";
import type { EarlierCell } from "../registry/earlier-cells.ts";
import { evidenceDateOf } from "../registry/freshness.ts";
import type { PlacedCell } from "../registry/lookups.ts";
import { matchCells, matchRecords } from "../registry/match-records.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { substance } from "../registry/substance.ts";
import type { Path } from "../yaml/positions.ts";
import type { ChangeSet } from "./change-set.ts";

/** The evidence of a cell, wherever it is written. */
export interface CellState {
	readonly cell: Cell;
	readonly sources: readonly Source[];
	/** Day as of which the evidence holds; null where nothing dates it. */
	readonly evidenceDate: string | null;
}

/** A cell that a change touches, as it was and as it is. */
export interface CellChange {
	/** File and place of the cell as it is written now. */
	readonly file: string;
	readonly path: Path;
	readonly dimension: DimensionId;
	readonly before: CellState;
	readonly after: CellState;
	/** Vendors whose pages are primary for the cell now. */
	readonly graded: readonly string[];
	/** The commit in which the cell said the same before; null for a new state. */
	readonly reverted: EarlierCell | null;
}

/**
 * Returns every cell that a change touches: those written in both states, and those of an offering that come from
 * another file now, so that an override is compared with the cell that it overrides.
 */
export const changedCells = memoize((changes: ChangeSet): readonly CellChange[] => {
	const { before, after } = changes;
	const written = matchCells(before, after)
		.filter(({ file }) => changes.changed.has(file))
		.map(({ file, path, dimension, before: old, after: now }): CellChange => {
			const holder = after.files.find((one) => one.path === file)?.value as Parameters<
				typeof after.lookups.gradedVendors
			>[0];
			const graded = after.lookups.gradedVendors(holder);
			return withHistory(changes, { file, path, dimension, before: stateOf(old), after: stateOf(now), graded });
		});
	const known = new Set(written.map(({ file, path }) => `${file}\0${path.join("\0")}`));
	const moved = matchRecords(before.offerings, after.offerings).flatMap((pair): CellChange[] => {
		const [old, now] = [before.resolve(pair.before), after.resolve(pair.after)];
		return Object.values(now.cells).flatMap((cell): CellChange[] => {
			const was = old.cells[cell.dimension];
			if (!was || was.writtenIn === cell.writtenIn || known.has(`${cell.writtenIn}\0${cell.path.join("\0")}`))
				return [];
			const graded = after.lookups.gradedVendors(cell.holder);
			const { writtenIn: file, path, dimension } = cell;
			return [
				withHistory(changes, { file, path, dimension, before: resolvedState(was), after: resolvedState(cell), graded }),
			];
		});
	});
	// Two offerings may come to inherit one cell.
	const unique = new Map(moved.map((one) => [`${one.file}\0${one.path.join("\0")}`, one]));
	return [...written, ...unique.values()];
});

function stateOf({ cell, sources, searched }: PlacedCell): CellState {
	const list = sources.map(({ source }) => source);
	return { cell, sources: list, evidenceDate: evidenceDateOf(list, searched) };
}

function resolvedState({ cell, sources, evidenceDate }: ResolvedCell): CellState {
	return { cell, sources, evidenceDate };
}

function withHistory(changes: ChangeSet, change: Omit<CellChange, "reverted">): CellChange {
	const now = substance(change.after);
	const isChanged = !isDeepStrictEqual(substance(change.before), now);
	const reverted = isChanged
		? changes.earlier(change.file, change.path).find(({ cell }) => isDeepStrictEqual(substance(stateOf(cell)), now))
		: undefined;
	return { ...change, reverted: reverted ?? null };
}

/** Returns the newest day on which somebody looked at a cell or one of its sources; "" without any. */
export function newestDay({ cell, sources, evidenceDate }: CellState): string {
	const days = [
		cell.checked,
		evidenceDate,
		...sources.flatMap((source) => [source.unchanged, source.captured, source.reader?.date]),
	];
	return days.filter((day) => day !== undefined && day !== null).reduce((a, b) => (a > b ? a : b), "");
}
