import type { z } from "zod";
import type { DimensionDefinition } from "../dimension.ts";
import { art53Summary } from "./art53-summary.ts";
import { breachNotice } from "./breach-notice.ts";
import { contractTerms } from "./contract-terms.ts";
import { dataResidency } from "./data-residency.ts";
import { gdprDpa } from "./gdpr-dpa.ts";
import { gpaiCop } from "./gpai-cop.ts";
import { hipaaBaa } from "./hipaa-baa.ts";
import { humanReview } from "./human-review.ts";
import { ipIndemnity } from "./ip-indemnity.ts";
import { iso27001 } from "./iso-27001.ts";
import { iso42001 } from "./iso-42001.ts";
import { retentionZdr } from "./retention-zdr.ts";
import { soc2Type2 } from "./soc2-type2.ts";
import { subprocessorChange } from "./subprocessor-change.ts";
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
	subprocessorChange,
	breachNotice,
	contractTerms,
	ipIndemnity,
	trainingOnCustomerData,
	retentionZdr,
	humanReview,
	dataResidency,
	gpaiCop,
	art53Summary,
] as const;

export type DimensionId = (typeof DIMENSIONS)[number]["id"];

export const DIMENSION_IDS = DIMENSIONS.map((dimension) => dimension.id) as [DimensionId, ...DimensionId[]];

/** A dimension of the registry. */
export type Dimension = DimensionDefinition & { readonly id: DimensionId };

const BY_ID = new Map<string, Dimension>(DIMENSIONS.map((dimension) => [dimension.id, dimension]));

/** Returns the dimension with that id. Throws on an id that the schema would have refused. */
export function dimensionOf(id: DimensionId): Dimension {
	const dimension = BY_ID.get(id);
	if (!dimension) throw new Error(`no dimension ${id}`);
	return dimension;
}

/** True for the id of a dimension. */
export function isDimension(id: string): id is DimensionId {
	return BY_ID.has(id);
}

/** True for a dimension that is graded on the model's developer. */
export function isDeveloperLevel(id: DimensionId): boolean {
	return dimensionOf(id).graded_on === "developer";
}

const FORMATS = { date: factsByDimension("date"), uri: factsByDimension("uri") } as const;

function factsByDimension(format: string): ReadonlyMap<string, readonly string[]> {
	return new Map(
		DIMENSIONS.map((dimension) => [
			dimension.id,
			Object.entries<z.ZodType>(dimension.facts)
				.filter(([, type]) => type.meta()?.format === format)
				.map(([key]) => key),
		]),
	);
}

/** Returns the keys of a dimension's facts that are dates, or URLs. */
export function factsOfFormat(dimension: DimensionId, format: "date" | "uri"): readonly string[] {
	return FORMATS[format].get(dimension) ?? [];
}
