import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Document } from "../../schemas/source.ts";
import type { Holder, Lookups } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";
import { describedDocuments } from "./places.ts";

/** A date of a record and its place. */
export interface PlacedDate {
	readonly path: Path;
	readonly date: string;
}

/** Keys of a document that hold dates. */
const OF_DOCUMENT = ["published", "captured", "unchanged"] as const satisfies readonly (keyof Document)[];

/** Returns the dates of a record that a predicate accepts by the date and its key. */
export function* filterDates(
	holder: Holder,
	lookups: Lookups,
	isMeant: (date: string, key: string) => boolean,
): Generator<PlacedDate> {
	for (const { path, date } of allDates(holder, lookups)) {
		if (isMeant(date, String(path.findLast((step) => typeof step === "string")))) yield { path, date };
	}
}

function* allDates(holder: Holder, lookups: Lookups): Generator<PlacedDate> {
	const dated = (path: Path, date: string | undefined): PlacedDate[] => (date === undefined ? [] : [{ path, date }]);
	if ("retired_on" in holder) yield* dated(["retired_on"], holder.retired_on);
	for (const { path, document } of describedDocuments(holder, lookups)) {
		for (const key of OF_DOCUMENT) yield* dated([...path, key], document[key]);
		yield* dated([...path, "reader", "date"], document.reader?.date);
	}
	for (const { path, dimension, cell } of lookups.cellsOf(holder)) {
		yield* dated([...path, "checked"], cell.checked);
		yield* dated([...path, "valid_until"], cell.valid_until);
		for (const [index, { as_of }] of (cell.searched ?? []).entries()) {
			yield* dated([...path, "searched", index, "as_of"], as_of);
		}
		for (const [index, { date }] of (cell.reviews ?? []).entries()) {
			yield* dated([...path, "reviews", index, "date"], date);
		}
		yield* dated([...path, "dispute", "opened"], cell.dispute?.opened);
		yield* dated([...path, "dispute", "closed"], cell.dispute?.closed);
		for (const key of factsOfFormat(dimension, "date")) {
			const date = cell.facts?.[key];
			if (typeof date === "string") yield { path: [...path, "facts", key], date };
		}
	}
}
