import type { Cell } from "../../schemas/cell.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import type { Path } from "../yaml/positions.ts";
import type { PlacedCell } from "./lookups.ts";
import type { RegistryRecord } from "./record.ts";
import type { Registry } from "./registry.ts";

/** A record that two states hold, under the same id or renamed. */
export interface RecordPair<R extends RegistryRecord = RegistryRecord> {
	readonly before: R;
	readonly after: R;
}

/** A written cell that two states of a record hold. */
export interface CellPair {
	readonly file: string;
	readonly path: Path;
	readonly dimension: DimensionId;
	readonly before: PlacedCell;
	readonly after: PlacedCell;
}

/** Pairs the records of one kind of two states; one that lists a former id under `aliases` is the one that had it. */
export function matchRecords<R extends RegistryRecord>(before: readonly R[], after: readonly R[]): RecordPair<R>[] {
	const byId = new Map(before.map((record) => [record.value.id, record]));
	return after.flatMap((record) => {
		const earlier = [record.value.id, ...(record.value.aliases ?? [])]
			.map((id) => byId.get(id))
			.find((one) => one !== undefined);
		return earlier ? [{ before: earlier, after: record }] : [];
	});
}

/** Pairs the written cells of all records that two states hold. */
export function matchCells(before: Registry, after: Registry): CellPair[] {
	const pairs: RecordPair[] = [
		...matchRecords(before.offerings, after.offerings),
		...matchRecords(before.services, after.services),
		...matchRecords(before.vendorRecords, after.vendorRecords),
	];
	return pairs.flatMap((pair) => {
		const earlier = new Map(before.lookups.cellsOf(pair.before.value).map((cell) => [keyOf(cell), cell]));
		return after.lookups.cellsOf(pair.after.value).flatMap((cell): CellPair[] => {
			const old = earlier.get(keyOf(cell));
			const { path, dimension } = cell;
			return old ? [{ file: pair.after.file.path, path, dimension, before: old, after: cell }] : [];
		});
	});
}

function keyOf({ dimension, model }: PlacedCell): string {
	return `${dimension}/${model ?? ""}`;
}

/** The parts of a cell that make it another answer: an override equal in these to what it overrides says nothing. */
export function saysTheSame(a: PlacedCell, b: PlacedCell): boolean {
	const parts = ({ cell, sources }: PlacedCell) => ({
		...(Object.fromEntries(SUBSTANCE.map((key) => [key, cell[key]])) as Partial<Cell>),
		sources: sources.map(({ source: { document: _name, ...source } }) => source),
	});
	return isDeepStrictEqual(parts(a), parts(b));
}

const SUBSTANCE = [
	"value",
	"contrary",
	"confidence",
	"facts",
	"limits",
	"requires",
] as const satisfies readonly (keyof Cell)[];
