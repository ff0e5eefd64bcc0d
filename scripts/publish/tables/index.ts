import type { Release } from "../../../schemas/changelog.ts";
import type { Dataset } from "../dataset.ts";
import type { Table } from "../table.ts";
import { factsTable, limitsTable, reviewsTable } from "./cell-lists.ts";
import { cellsTable } from "./cells.ts";
import { changesTable } from "./changes.ts";
import { offeringsTable } from "./offerings.ts";
import { referenceTables } from "./reference.ts";
import { searchedTable, sourcesTable } from "./sources.ts";

/** Returns every table; one that others refer to stands before them. */
export function tablesOf(dataset: Dataset, releases: readonly Release[]): Table[] {
	return [
		...referenceTables(dataset),
		offeringsTable(dataset),
		cellsTable(dataset),
		sourcesTable(dataset),
		searchedTable(dataset),
		limitsTable(dataset),
		factsTable(dataset),
		reviewsTable(dataset),
		changesTable(releases),
	];
}
