import { z } from "zod";
import { defineDimension, NAMED_SCOPE } from "../dimension.ts";
import { date, line, lines } from "../primitives.ts";

export const soc2Type2 = defineDimension({
	id: "soc2_type2",
	label: "SOC 2 Type II",
	question: "Is a SOC 2 Type II report available for this offering?",
	buyer_question: "Which AI APIs can show a SOC 2 Type II report?",
	slug: "soc-2-type-ii",
	group: "Vendor trust",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public:
			"The report, or a public SOC 3 of the same audit whose period lasts, can be fetched by anyone, and its scope names the service.",
		yes_sales_gated:
			"The platform states a Type II report that covers this offering; the report itself needs an account, an NDA or a request.",
		yes_platform_only: "Only another platform that serves the family, or a private deployment, is covered.",
		partial: "A report exists but does not clearly reach this offering, is Type I only, or its period has ended.",
		unclear: "Sources disagree whether a Type II report exists or whether it covers this offering.",
		no_public_evidence: "No report, announcement or request channel was found in the places searched.",
	},
	facts: {
		scope: lines().describe("Products or services that the report names as in scope."),
		criteria: z
			.array(z.enum(["Security", "Availability", "Confidentiality", "Processing Integrity", "Privacy"]))
			.min(1)
			.max(5)
			.describe("Trust services criteria that the audit covers."),
		period_start: date.describe("First day of the audited period."),
		period_end: date.describe("Last day of the audited period."),
		cadence: line(120).describe("How often a new report is issued."),
		report_access: line(200).describe("Where and how the report is obtained."),
		scope_names_service: z
			.boolean()
			.describe("True if the scope names the service; false if the scope was read and does not."),
		certificate_public: z.boolean().describe("True if the report can be read by anyone."),
		soc3_public: z.boolean().describe("True if a SOC 3 report of the same audit is public and its period lasts."),
	},
	...NAMED_SCOPE,
});
