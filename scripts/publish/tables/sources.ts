import {
	type PublishedSearched,
	type PublishedSource,
	publishedReader,
	publishedSearched,
	publishedSource,
} from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { columnsOf, type Table } from "../table.ts";
import { type ListedRow, listTable, positionColumn } from "./listed.ts";

/** Returns one row per source, by cell and place; the first source of a cell is the main one. */
export function sourcesTable(dataset: Dataset): Table {
	return listTable(
		dataset,
		{
			name: "sources",
			title: "Sources",
			description: "One row per source of a cell; position 1 is the main source.",
		},
		"position",
		({ sources }) => sources,
		[
			positionColumn(),
			...columnsOf(
				publishedSource,
				[
					...(["url", "title", "document", "publisher", "via", "archived", "archive_kept_by", "published"] as const),
					...(["captured", "unchanged", "sha256", "locator", "quote"] as const),
				],
				({ item }: ListedRow<PublishedSource>, key) => item[key],
			),
			...columnsOf(
				publishedReader,
				["name", "url", "date"],
				({ item }: ListedRow<PublishedSource>, key) => item.reader?.[key] ?? null,
				{
					name: { name: "reader_name", nullable: true },
					url: { name: "reader_url" },
					date: { name: "reader_date" },
				},
			),
		],
	);
}

/** Returns one row per page that was read in search of an answer. */
export function searchedTable(dataset: Dataset): Table {
	return listTable(
		dataset,
		{
			name: "searched",
			title: "Searched pages",
			description: "One row per page that was read whole in search of an answer.",
		},
		"position",
		({ searched }) => searched,
		[
			positionColumn(),
			...columnsOf(
				publishedSearched,
				["url", "title", "as_of", "archived"],
				({ item }: ListedRow<PublishedSearched>, key) => item[key],
			),
		],
	);
}
