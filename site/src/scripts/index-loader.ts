import { type Search, searchIn } from "../search/match.ts";
import type { SearchIndex } from "../search/shape.ts";
import { loadJson } from "./dom.ts";

let made: Promise<{ readonly index: SearchIndex; readonly search: Search }> | undefined;

/** Loads the index and makes its search, once; a failure is not kept. */
export function loadSearch(): Promise<{ readonly index: SearchIndex; readonly search: Search }> {
	made ??= loadJson<SearchIndex>("search.json").then((index) => ({ index, search: searchIn(index) }));
	made.catch(() => {
		made = undefined;
	});
	return made;
}
