import type { Registry } from "./registry.ts";
import type { Cell, Offering } from "./shape.ts";

/** An answer with where it stands. */
export interface PlacedCell {
	readonly offering: Offering;
	readonly dimension: string;
	readonly cell: Cell;
}

/** Every assessed answer of the offerings that are not retired. */
export function cellsOf({ offerings }: Pick<Registry, "offerings">): PlacedCell[] {
	return offerings
		.filter(({ status }) => status === "active")
		.flatMap((offering) =>
			Object.entries(offering.dimensions).flatMap(([dimension, cell]) => (cell ? [{ offering, dimension, cell }] : [])),
		);
}

/** One answer for each place where it is written: a shared one counts once. */
export function writtenOnce(cells: readonly PlacedCell[]): PlacedCell[] {
	return [...new Map(cells.map((one) => [`${one.cell.written_in} ${one.dimension}`, one])).values()];
}

/** Returns the number of answers of each month that has any, earliest first. */
export function byMonth(days: readonly string[]): { readonly month: string; readonly count: number }[] {
	const months = Map.groupBy(days.map((day) => day.slice(0, 7)).sort(), (month) => month);
	return [...months].map(([month, found]) => ({ month, count: found.length }));
}
