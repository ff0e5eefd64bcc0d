import {
	type PublishedData,
	publishedArchive,
	publishedAttribution,
	publishedDimension,
	publishedGrade,
	publishedService,
	publishedVendor,
} from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { type Column, columnsOf, type Table, tableOf } from "../table.ts";
import { identifierColumns } from "./offerings.ts";

/** Returns the tables that the others refer to: dimensions, grades, vendors, services, archives, attributions. */
export function referenceTables({ header }: Dataset): Table[] {
	return [
		tableOf(
			{ name: "dimensions", title: "Dimensions", description: "One row per question.", key: ["id"] },
			[
				...columnsOf(
					publishedDimension,
					["id", "label", "question", "buyer_question", "slug", "group", "graded_on", "fresh_days", "rubric", "facts"],
					(row: PublishedData["dimension_details"][number], key) => row[key],
					{ group: { name: "dimension_group" } },
				),
				orderColumn((row: PublishedData["dimension_details"][number]) => header.dimension_details.indexOf(row)),
			],
			() => header.dimension_details,
		),
		tableOf(
			{ name: "grades", title: "Grades", description: "One row per grade.", key: ["id"] },
			columnsOf(
				publishedGrade,
				["id", "label", "glyph", "rank", "meaning"],
				(row: PublishedData["grades"][number], key) => row[key],
			),
			() => header.grades,
		),
		tableOf(
			{ name: "vendors", title: "Vendors", description: "One row per developer, platform or authority.", key: ["id"] },
			columnsOf(
				publishedVendor,
				["id", "name", "kind", "domains", "country", "aliases", "trust_center", "document_prefixes"],
				(row: PublishedData["vendors"][number], key) => row[key],
			),
			() => header.vendors,
		),
		tableOf(
			{
				name: "services",
				title: "Services",
				description: "One row per service that serves several offerings.",
				key: ["id"],
			},
			[
				...columnsOf(
					publishedService,
					["id", "name", "platform_id", "aliases", "api_hosts"],
					(row: PublishedData["services"][number], key) => row[key],
					{ platform_id: { references: "vendors" } },
				),
				...identifierColumns<PublishedData["services"][number]>(),
			],
			() => header.services,
		),
		tableOf(
			{
				name: "archives",
				title: "Archives",
				description: "One row per public repository that copies are cited from.",
				key: ["prefix"],
			},
			columnsOf(
				publishedArchive,
				["prefix", "name", "kept_by", "licence"],
				(row: PublishedData["archives"][number], key) => row[key],
			),
			() => header.archives,
		),
		tableOf(
			{
				name: "attributions",
				title: "Attributions",
				description: "One row per registry or collection that cells rest on.",
				key: ["name"],
			},
			columnsOf(
				publishedAttribution,
				["name", "url", "licence"],
				(row: PublishedData["attributions"][number], key) => row[key],
			),
			() => header.attributions,
		),
	];
}

function orderColumn<Row>(orderOf: (row: Row) => number): Column<Row> {
	return {
		name: "sort_order",
		type: "integer",
		nullable: false,
		description: "Place in the order in which they are shown.",
		value: orderOf,
	};
}
