import {
	type PublishedLimit,
	type PublishedReview,
	publishedLimit,
	publishedReview,
} from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { type Column, columnsOf, type Table } from "../table.ts";
import { text } from "./cells.ts";
import { type ListedRow, listTable, positionColumn } from "./listed.ts";

/** Returns one row per limit of a cell. */
export function limitsTable(dataset: Dataset): Table {
	return listTable(
		dataset,
		{
			name: "limits",
			title: "Limits",
			description: "One row per model, plan, region or feature for which an answer does not hold.",
		},
		"position",
		({ limits }) => limits,
		[
			positionColumn(),
			...columnsOf(publishedLimit, ["kind", "what"], ({ item }: ListedRow<PublishedLimit>, key) => item[key]),
		],
	);
}

/** Returns one row per review of a cell. */
export function reviewsTable(dataset: Dataset): Table {
	return listTable(
		dataset,
		{
			name: "reviews",
			title: "Reviews",
			description: "One row per decision of a person about a flagged change.",
		},
		"position",
		({ reviews }) => reviews,
		[
			positionColumn(),
			...columnsOf(
				publishedReview,
				["date", "by", "decision", "reason"],
				({ item }: ListedRow<PublishedReview>, key) => item[key],
				{
					// BY is a reserved word of SQL.
					by: { name: "reviewer" },
				},
			),
		],
	);
}

/** Types that a fact can have. */
const FACT_TYPES = ["boolean", "number", "string", "list"] as const;
type FactType = (typeof FACT_TYPES)[number];

/** A fact with its key. */
type Fact = readonly [string, string | number | boolean | readonly string[]];

/** Returns one row per fact of a cell, its value in the column of its type. */
export function factsTable(dataset: Dataset): Table {
	return listTable<Fact>(
		dataset,
		{ name: "facts", title: "Facts", description: "One row per typed finding of a cell." },
		"fact",
		({ facts }) => Object.entries(facts),
		[
			{ ...text("fact", "Key of the fact."), value: ({ item: [key] }) => key },
			{
				...text("type", "Type of the fact; the column of that type holds it."),
				values: FACT_TYPES,
				value: ({ item: [, value] }) => factTypeOf(value),
			},
			factColumn("boolean", "Value of a fact that is true or false."),
			factColumn("number", "Value of a fact that is a number."),
			factColumn("string", "Value of a fact that is a text or a date."),
			factColumn("list", "Value of a fact that is a list of texts."),
		],
	);
}

function factColumn(type: FactType, description: string): Column<ListedRow<Fact>> {
	return {
		name: `${type}_value`,
		type,
		nullable: true,
		description,
		value: ({ item: [, value] }) => (factTypeOf(value) === type ? value : null),
	};
}

function factTypeOf(value: Fact[1]): FactType {
	return typeof value === "object" ? "list" : (typeof value as "string" | "number" | "boolean");
}
