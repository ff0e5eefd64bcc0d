import type { Registry } from "./registry.ts";
import type { Cell, Offering } from "./shape.ts";

/** A cell with where it stands. */
export interface PlacedCell {
	readonly offering: Offering;
	readonly dimension: string;
	readonly cell: Cell;
}

/** Every assessed cell of the families as a whole. */
export function cellsOf({ offerings }: Registry): PlacedCell[] {
	return offerings.flatMap((offering) =>
		Object.entries(offering.dimensions).flatMap(([dimension, cell]) => (cell ? [{ offering, dimension, cell }] : [])),
	);
}

/** Whether a cell rests on sources none of which is primary. */
export function isSecondaryOnly({ sources }: Cell): boolean {
	return sources.length > 0 && sources.every(({ kind }) => kind === "secondary");
}

/** How many cells fall into each month, from the first to the last one, the empty ones included. */
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
