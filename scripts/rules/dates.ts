import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import { cellsOf } from "../registry/cells.ts";
import type { Path } from "../yaml/positions.ts";

/** A date of a record and where it stands. */
export interface PlacedDate {
	readonly path: Path;
	readonly date: string;
}

/** The dates of an offering that a test picks, by the date and its key. What passes every rule costs no path. */
export function* filterDates(
	offering: Offering,
	isMeant: (date: string, key: string) => boolean,
): Generator<PlacedDate> {
	const retired = offering.retired_on;
	if (retired !== undefined && isMeant(retired, "retired_on")) yield { path: ["retired_on"], date: retired };
	for (const { path, dimension, cell } of cellsOf(offering)) {
		for (const key of ["verified", "valid_until"] as const) {
			const date = cell[key];
			if (date !== undefined && isMeant(date, key)) yield { path: [...path, key], date };
		}
		for (const [index, source] of cell.sources?.entries() ?? []) {
			for (const key of ["published", "captured"] as const) {
				const date = source[key];
				if (date !== undefined && isMeant(date, key)) yield { path: [...path, "sources", index, key], date };
			}
		}
		for (const [index, { on }] of cell.reviews?.entries() ?? []) {
			if (isMeant(on, "on")) yield { path: [...path, "reviews", index, "on"], date: on };
		}
		for (const key of ["opened", "closed"] as const) {
			const date = cell.dispute?.[key];
			if (date !== undefined && isMeant(date, key)) yield { path: [...path, "dispute", key], date };
		}
		for (const key of factsOfFormat(dimension, "date")) {
			const date = cell.facts?.[key];
			if (typeof date === "string" && isMeant(date, key)) yield { path: [...path, "facts", key], date };
		}
	}
}
