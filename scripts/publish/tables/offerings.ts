import { DIMENSIONS } from "../../../schemas/dimensions/index.ts";
import { GRADE_IDS } from "../../../schemas/grades.ts";
import { type PublishedOffering, publishedIdentifiers, publishedOffering } from "../../../schemas/published.ts";
import type { Dataset } from "../dataset.ts";
import { type Column, columnsOf, type Table, tableOf } from "../table.ts";
import { cellStatus } from "./cells.ts";

/** Ids in other systems that an offering or a service may have. */
const IDENTIFIERS = ["models_dev", "openrouter", "litellm"] as const;

/** Returns the columns of the ids in other systems. */
export function identifierColumns<Row extends Pick<PublishedOffering, "identifiers">>(): Column<Row>[] {
	return columnsOf(publishedIdentifiers, IDENTIFIERS, ({ identifiers }: Row, key) => identifiers[key]);
}

const COLUMNS: readonly Column<PublishedOffering>[] = [
	...columnsOf(
		publishedOffering,
		[
			...(["id", "name", "developer_id", "developer", "platform_id", "platform", "service_id", "category"] as const),
			...(["model_family", "summary", "status", "retired_on", "successor", "aliases"] as const),
		],
		(offering: PublishedOffering, key) => offering[key],
		{
			developer_id: { references: "vendors" },
			platform_id: { references: "vendors" },
			service_id: { references: "services" },
			successor: { references: "offerings" },
		},
	),
	...identifierColumns<PublishedOffering>(),
	...columnsOf(publishedOffering, ["api_hosts", "model_patterns"], (offering: PublishedOffering, key) => offering[key]),
	...DIMENSIONS.map(
		({ id, label }): Column<PublishedOffering> => ({
			name: id,
			type: "string",
			nullable: false,
			description: `Grade of ${label}, or not_assessed or not_applicable.`,
			values: [...GRADE_IDS, "not_assessed", "not_applicable"],
			value: (offering) => gradeOrStatus(offering, id),
		}),
	),
	...columnsOf(
		publishedOffering,
		["watch_outs", "limited", "sort_order", "permalink"],
		(offering: PublishedOffering, key) => offering[key],
	),
];

/** Returns one row per offering, a grade column per dimension. */
export function offeringsTable(dataset: Dataset): Table {
	return tableOf(
		{
			name: "offerings",
			title: "Offerings",
			description: "One row per offering, with a grade column per dimension.",
			key: ["id"],
		},
		COLUMNS,
		() => dataset.offerings,
	);
}

/** Returns the grade of an answer, or not_assessed or not_applicable. */
export function gradeOrStatus(offering: PublishedOffering, dimension: (typeof DIMENSIONS)[number]["id"]): string {
	return offering.dimensions[dimension]?.value ?? cellStatus(offering, dimension);
}
