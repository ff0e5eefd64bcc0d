import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { Path } from "../load/positions.ts";
import { cellsOf } from "./cells.ts";
import { oncePer, oncePerText } from "./once.ts";

/** A date of a record and where it stands. */
export interface PlacedDate {
	readonly path: Path;
	readonly date: string;
}

/** Whether it is `YYYY-MM-DD` of a day that exists in the Gregorian calendar. */
export const isRealDate = oncePerText(20_000, (text): boolean => {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
	return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
});

/** Every date of an offering. Gathered once for all rules. */
export const datesOf = oncePer((offering: Offering): readonly PlacedDate[] => [...placedDates(offering)]);

function* placedDates(offering: Offering): Generator<PlacedDate> {
	if (offering.retired_on !== undefined) yield { path: ["retired_on"], date: offering.retired_on };
	for (const { path, dimension, cell } of cellsOf(offering)) {
		yield { path: [...path, "verified"], date: cell.verified };
		if (cell.valid_until !== undefined) yield { path: [...path, "valid_until"], date: cell.valid_until };
		for (const [index, source] of (cell.sources ?? []).entries()) {
			for (const key of ["published", "captured"] as const) {
				if (source[key] !== undefined) yield { path: [...path, "sources", index, key], date: source[key] };
			}
		}
		for (const [index, review] of (cell.reviews ?? []).entries()) {
			yield { path: [...path, "reviews", index, "on"], date: review.on };
		}
		for (const key of ["opened", "closed"] as const) {
			const date = cell.dispute?.[key];
			if (date !== undefined) yield { path: [...path, "dispute", key], date };
		}
		for (const key of factsOfFormat(dimension, "date")) {
			const value = cell.facts?.[key];
			if (typeof value === "string") yield { path: [...path, "facts", key], date: value };
		}
	}
}
