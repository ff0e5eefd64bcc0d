import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { lines, url } from "../primitives.ts";

export const art53Summary = defineDimension({
	id: "art53_summary",
	label: "Art. 53 summary",
	question: "Has the model developer published the Art. 53(1)(d) training-content summary?",
	buyer_question: "Whose developers published the Art. 53 training summary?",
	slug: "art-53-training-summary",
	group: "EU AI Act",
	graded_on: "developer",
	fresh_days: 180,
	rubric: {
		yes_public: "A public summary covers the current models of the family.",
		yes_sales_gated: "A summary is stated to exist; reading it needs a request.",
		yes_platform_only: "Only another party that serves the models has published one.",
		partial: "A summary covers some models of the family only.",
		unclear: "Documents exist, but it cannot be told whether they are the summary that the Act asks for.",
		no_public_evidence: "No summary was found in the places searched.",
	},
	facts: {
		published: z.boolean().describe("True if a summary is published."),
		summary_url: url.describe("URL of the summary."),
		uses_ec_template: z.boolean().describe("True if it follows the European Commission's template."),
		covers_current_models: z.boolean().describe("True if the summaries cover the current models of the family."),
		models: lines().describe("Models that the summaries cover."),
		models_missing: lines().describe("Models without a summary."),
	},
	contradictions: [
		{
			fact: "published",
			is: false,
			with: [...YES_HERE, "partial"],
			because: "a summary graded as there must be published",
		},
		{
			fact: "published",
			is: true,
			with: ["no_public_evidence"],
			because: "a published summary is public evidence",
		},
	],
	requirements: [
		{
			fact: "covers_current_models",
			is: true,
			for: ["yes_public"],
			because: "a public yes needs a summary of the current models",
		},
	],
});
