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

/** Returns the number of answers of each month, from the first to the last one, the empty ones included. */
export function byMonth(days: readonly string[]): { readonly month: string; readonly count: number }[] {
	const months = days.map((day) => day.slice(0, 7)).sort();
	const [first, last] = [months[0], months.at(-1)];
	if (first === undefined || last === undefined) return [];
	const counts = Map.groupBy(months, (month) => month);
	const list: { month: string; count: number }[] = [];
	for (let month = first; month <= last; month = monthAfter(month)) {
		list.push({ month, count: counts.get(month)?.length ?? 0 });
	}
	return list;
}

function monthAfter(month: string): string {
	const [year, number] = month.split("-").map(Number) as [number, number];
	return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
