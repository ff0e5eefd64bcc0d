import type { DimensionDefinition } from "../dimension.ts";
import { art53Summary } from "./art53-summary.ts";
import { dataResidency } from "./data-residency.ts";
import { gdprDpa } from "./gdpr-dpa.ts";
import { gpaiCop } from "./gpai-cop.ts";
import { hipaaBaa } from "./hipaa-baa.ts";
import { iso27001 } from "./iso-27001.ts";
import { iso42001 } from "./iso-42001.ts";
import { retentionZdr } from "./retention-zdr.ts";
import { soc2Type2 } from "./soc2-type2.ts";
import { trainingOnCustomerData } from "./training-on-customer-data.ts";
import { trustCenter } from "./trust-center.ts";

/** Every dimension, in the order in which it is shown and written. Adding one is an entry here. */
export const DIMENSIONS = [
	soc2Type2,
	iso27001,
	iso42001,
	trustCenter,
	hipaaBaa,
	gdprDpa,
	trainingOnCustomerData,
	retentionZdr,
	dataResidency,
	gpaiCop,
	art53Summary,
] as const satisfies readonly DimensionDefinition[];

export type DimensionId = (typeof DIMENSIONS)[number]["id"];

export const DIMENSION_IDS = DIMENSIONS.map((dimension) => dimension.id) as [DimensionId, ...DimensionId[]];

const BY_ID = new Map<string, DimensionDefinition>(DIMENSIONS.map((dimension) => [dimension.id, dimension]));

/** The dimension with that id; throws on an id that the schema would have refused. */
export function dimensionOf(id: string): DimensionDefinition {
	const dimension = BY_ID.get(id);
	if (!dimension) throw new Error(`no dimension ${id}`);
	return dimension;
}

/** Whether such a dimension exists. */
export function isDimension(id: string): id is DimensionId {
	return BY_ID.has(id);
}

const FORMATS = { date: factsByDimension("date"), uri: factsByDimension("uri") } as const;

function factsByDimension(format: string): ReadonlyMap<string, readonly string[]> {
	return new Map(
		DIMENSIONS.map((dimension) => [
			dimension.id,
			Object.entries(dimension.facts)
				.filter(([, type]) => type.meta()?.format === format)
				.map(([key]) => key),
		]),
	);
}

/** Keys of the facts of a dimension that are dates, or addresses. */
export function factsOfFormat(dimension: string, format: "date" | "uri"): readonly string[] {
	return FORMATS[format].get(dimension) ?? [];
}
