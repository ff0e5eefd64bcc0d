import { factsOfFormat } from "../../schemas/dimensions/index.ts";
import type { Document } from "../../schemas/source.ts";
import type { Holder, PlacedCell } from "../registry/lookups.ts";
import type { Path } from "../yaml/positions.ts";
import type { PlacedDocument } from "./places.ts";

/** A date of a record, its place and its key. */
export interface PlacedDate {
	readonly path: Path;
	readonly key: string;
	readonly date: string;
}

/** Keys of a document that hold dates. */
const OF_DOCUMENT = ["published", "captured", "unchanged"] as const satisfies readonly (keyof Document)[];

/** Returns the dates of a record. */
export function datesOf(
	holder: Holder,
	cells: readonly PlacedCell[],
	documents: readonly PlacedDocument[],
): PlacedDate[] {
	const dates: PlacedDate[] = [];
	const add = (date: string | undefined, key: string, path: Path, ...below: Path) => {
		if (date !== undefined) dates.push({ path: [...path, ...below, key], key, date });
	};
	if ("retired_on" in holder) add(holder.retired_on, "retired_on", []);
	for (const { path, document } of documents) {
		for (const key of OF_DOCUMENT) add(document[key], key, path);
		add(document.reader?.date, "date", path, "reader");
	}
	for (const { path, dimension, cell } of cells) {
		add(cell.checked, "checked", path);
		add(cell.valid_until, "valid_until", path);
		for (const [index, { as_of }] of (cell.searched ?? []).entries()) add(as_of, "as_of", path, "searched", index);
		for (const [index, { date }] of (cell.reviews ?? []).entries()) add(date, "date", path, "reviews", index);
		add(cell.dispute?.opened, "opened", path, "dispute");
		add(cell.dispute?.closed, "closed", path, "dispute");
		for (const key of factsOfFormat(dimension, "date")) {
			const date = cell.facts?.[key];
			if (typeof date === "string") add(date, key, path, "facts");
		}
	}
	return dates;
}
