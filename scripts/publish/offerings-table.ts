import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import type { PublishedOffering } from "../../schemas/published.ts";
import type { Dataset } from "./dataset.ts";
import { type Column, type Table, tableOf } from "./table.ts";

const COLUMNS: readonly Column<PublishedOffering>[] = [
	{ name: "id", value: (offering) => offering.id },
	{ name: "name", value: (offering) => offering.name },
	{ name: "developer_id", value: (offering) => offering.developer_id },
	{ name: "developer", value: (offering) => offering.developer },
	{ name: "platform_id", value: (offering) => offering.platform_id },
	{ name: "platform", value: (offering) => offering.platform },
	{ name: "category", value: (offering) => offering.category },
	{ name: "model_family", value: (offering) => offering.model_family },
	{ name: "status", value: (offering) => offering.status },
	...DIMENSIONS.map(({ id }) => ({
		name: id,
		value: (offering: PublishedOffering) =>
			offering.dimensions[id]?.value ?? (offering.not_applicable.includes(id) ? "not_applicable" : "not_assessed"),
	})),
	{ name: "watch_outs", type: "integer", value: (offering) => offering.watch_outs },
	{ name: "permalink", value: (offering) => offering.permalink },
];

/** One row per offering, a grade column per dimension. */
export function offeringsTable(dataset: Dataset): Table {
	return tableOf("offerings", ["id"], COLUMNS, () => dataset.offerings);
}
