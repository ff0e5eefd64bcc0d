import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { date, line } from "../primitives.ts";

export const retentionZdr = defineDimension({
	id: "retention_zdr",
	label: "Retention / ZDR",
	question: "Is retention documented, and is zero data retention available?",
	buyer_question: "Which AI APIs offer zero data retention?",
	slug: "retention-zero-data-retention",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	rubric: {
		yes_public:
			"Retention is documented, and zero retention is the default or any customer can switch it on; previews, endpoints and features left out are limits.",
		yes_sales_gated: "Retention is documented, and zero retention needs an approval or a certain contract.",
		yes_platform_only: "Zero retention can be had only through another platform or a private deployment.",
		partial:
			"Retention is documented with an end that can be determined (days, closing of the account) but no zero-retention option, or the option leaves out a generally available model.",
		unclear: "Documents disagree about what is kept, for how long, or who can switch it off.",
		no_public_evidence:
			'No zero-retention option is public, and retention has no end that can be determined ("as long as necessary").',
	},
	facts: {
		retention_period_specified: z.boolean().describe("True if a retention period is published."),
		retention_days: z.int().min(0).max(36500).describe("Days for which inputs and outputs are kept by default."),
		flagged_days: z.int().min(0).max(36500).describe("Days for which inputs flagged as abuse are kept."),
		deletion_days_after_end: z
			.int()
			.min(0)
			.max(36500)
			.describe("Days after the end of the account or contract until data is deleted."),
		zdr_available: z.boolean().describe("True if zero data retention is available."),
		zdr_how: line(200).describe("How zero data retention is obtained."),
		zdr_approval: z.boolean().describe("True if zero data retention needs an approval."),
		policy_updated: date.describe("Date printed on the policy."),
	},
	contradictions: [
		{
			fact: "zdr_available",
			is: false,
			with: YES_HERE,
			because: "a yes needs zero data retention to be available",
		},
	],
	requirements: [],
});
