import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { date, line, lines } from "../primitives.ts";

export const dataResidency = defineDimension({
	id: "data_residency",
	label: "Residency",
	question: "Can data be pinned to a region, above all the EU?",
	buyer_question: "Which AI APIs can keep data in the EU?",
	slug: "data-residency",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	rubric: {
		yes_public:
			"Any customer can pin processing and storage of the current main models to a region, the EU among them; other models are limits.",
		yes_sales_gated: "Pinning is stated, but needs an approval or a certain contract.",
		yes_platform_only: "Pinning can be had only through another platform or a private deployment.",
		partial: "Storage or processing alone can be pinned, or only some regions, models or features.",
		unclear: "Documents disagree about where data is processed or stored.",
		no_public_evidence: "No way to pin a region was found, or (contrary) the terms say that data goes elsewhere.",
	},
	facts: {
		storage_location: line(200).describe("Where data is stored by default."),
		region_pinning_available: z.boolean().describe("True if a customer can pin data to a region."),
		eu_region_available: z.boolean().describe("True if an EU region is among the choices."),
		regions: lines().describe("Regions that can be chosen."),
		surcharge_percent: z.int().min(0).max(1000).describe("Surcharge for pinning, in percent."),
		policy_updated: date.describe("Date printed on the policy."),
	},
	contradictions: [
		{
			fact: "region_pinning_available",
			is: false,
			with: YES_HERE,
			because: "a yes needs a region that can be pinned",
		},
	],
	requirements: [],
});
