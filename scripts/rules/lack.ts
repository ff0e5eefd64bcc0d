import type { PlacedCell } from "../registry/lookups.ts";
import type { DocumentKeys } from "./places.ts";

/** Keys that a description of a document lacks, and the advice that goes with them. */
export interface Lack {
	readonly what: string;
	readonly hint: string;
}

/** Returns the keys that a way of reading needs and a description lacks; null for a whole one. */
export function lackOf({ via, title, captured, published, archived, reader }: DocumentKeys): Lack | null {
	switch (via) {
		case "live":
			return captured === undefined
				? { what: "captured", hint: "Add captured: the day on which the page was read." }
				: null;
		case "copy":
			if (archived === undefined) return { what: "archived", hint: "Add archived: the URL of the copy that was read." };
			return captured === undefined && published === undefined
				? {
						what: "captured or published",
						hint: "Add captured: the day of the copy; or published: the date printed on the page.",
					}
				: null;
		case "quoted":
		case "reported":
			return reader === undefined
				? {
						what: "reader",
						hint: "Add reader with the name of the third party, its url and the date as of which it says so.",
					}
				: null;
		case "unread":
			return title === undefined ? { what: "title", hint: "Add title: the title of the document." } : null;
		case "excerpt":
		case undefined:
			return null;
		default:
			return via satisfies never;
	}
}

/** True for a cell whose evidence is as whole as its rules ask, so that a missing day is a matter of its own. */
export function hasEvidence({ cell, sources, searched, isWhole }: PlacedCell): boolean {
	if (!isWhole) return false;
	const main = sources[0]?.source;
	if (main) return main.via !== "unread" && lackOf(main) === null;
	return searched.length > 0 || cell.value === "unclear";
}
