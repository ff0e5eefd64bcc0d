import { z } from "zod";
import { defineDimension, YES_GRADES } from "../dimension.ts";
import { date, line } from "../primitives.ts";

export const retentionZdr = defineDimension({
	id: "retention_zdr",
	label: "Retention / ZDR",
	question: "Is retention documented, and is zero data retention available?",
	buyer_question: "Who documents retention and offers zero data retention?",
	slug: "retention-zero-data-retention",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	platform_wide: false,
	rubric: {
		yes_public: "Retention is documented, and zero retention is the default or any customer can switch it on.",
		yes_sales_gated: "Retention is documented, and zero retention needs an approval or a certain contract.",
		yes_platform_only: "Zero retention can be had only through another platform or a private deployment.",
		partial:
			"Retention is documented without a zero-retention option, or the option leaves out some features or models.",
		unclear: "Documents disagree about what is kept, for how long, or who can switch it off.",
		no_public_evidence: "Neither a retention period nor a zero-retention option was found in the places searched.",
	},
	facts: {
		retention_period_specified: z.boolean().describe("Whether a retention period is published."),
		retention_days: z.int().min(0).max(36500).describe("Days for which inputs and outputs are kept by default."),
		zdr_available: z.boolean().describe("Whether zero data retention is available."),
		zdr_how: line(200).describe("How zero data retention is obtained."),
		policy_updated: date.describe("Date printed on the policy."),
	},
	contradictions: [
		{
			fact: "zdr_available",
			is: false,
			with: YES_GRADES,
			because: "a yes needs zero data retention to be available",
		},
	],
});
