import type { Cell } from "../../schemas/cell.ts";
import type { Cells, Offering } from "../../schemas/offering.ts";
import type { Path } from "../yaml/positions.ts";
import type { OfferingRecord } from "./record.ts";

/** The offerings of two states. */
export interface Offerings {
	readonly before: readonly OfferingRecord[];
	readonly after: readonly OfferingRecord[];
}

/** An offering that both states hold, under the same id or renamed. */
export interface RecordPair {
	readonly before: OfferingRecord;
	readonly after: OfferingRecord;
}

/** A cell that both states of an offering hold. */
export interface CellPair {
	readonly file: string;
	readonly path: Path;
	readonly before: Cell;
	readonly after: Cell;
}

/** The offerings that both states hold; a record that lists a former id under `aliases` is the one that had it. */
export function matchRecords({ before, after }: Offerings): RecordPair[] {
	const byId = new Map(before.map((record) => [record.value.id, record]));
	return after.flatMap((record) => {
		const earlier = [record.value.id, ...(record.value.aliases ?? [])]
			.map((id) => byId.get(id))
			.find((one) => one !== undefined);
		return earlier ? [{ before: earlier, after: record }] : [];
	});
}

/** The cells that both states hold. */
export function matchCells(changes: Offerings): CellPair[] {
	return matchRecords(changes).flatMap(({ before, after }) => [
		...below(after.file.path, ["dimensions"], before.value.dimensions, after.value.dimensions),
		...exceptionPairs(after.file.path, before.value, after.value),
	]);
}

function exceptionPairs(file: string, before: Offering, after: Offering): CellPair[] {
	return (after.model_exceptions ?? []).flatMap((exception, index) => {
		const earlier = before.model_exceptions?.find(({ model }) => model === exception.model);
		return earlier
			? below(file, ["model_exceptions", index, "dimensions"], earlier.dimensions, exception.dimensions)
			: [];
	});
}

function below(file: string, path: Path, before: Cells, after: Cells): CellPair[] {
	return Object.entries(after).flatMap(([dimension, cell]) => {
		const earlier = before[dimension];
		return cell && earlier ? [{ file, path: [...path, dimension], before: earlier, after: cell }] : [];
	});
}

/** Whether two values of records say the same; the order of keys says nothing. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (
		typeof a !== "object" ||
		typeof b !== "object" ||
		a === null ||
		b === null ||
		Array.isArray(a) !== Array.isArray(b)
	)
		return false;
	const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...keys].every((key) =>
		isDeepStrictEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
	);
}
