import { dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Path } from "../load/positions.ts";
import type { RegistryRecord } from "../load/record.ts";
import { cellsOf } from "./cells.ts";

/** A date of a record and where it stands. */
export interface PlacedDate {
	readonly path: Path;
	readonly date: string;
}

/** Whether it is `YYYY-MM-DD` of a day that exists in the Gregorian calendar. */
export function isRealDate(text: string): boolean {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
	return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Every date of a record. */
export function* datesOf(record: RegistryRecord): Generator<PlacedDate> {
	if (record.kind !== "offering") return;
	const offering = record.value;
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
		for (const [key, value] of Object.entries(cell.facts ?? {})) {
			if (typeof value === "string" && isDateFact(dimension, key)) yield { path: [...path, "facts", key], date: value };
		}
	}
}

function isDateFact(dimension: string, key: string): boolean {
	return dimensionOf(dimension).facts[key]?.meta()?.format === "date";
}
