import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { line } from "../primitives.ts";

export const ipIndemnity = defineDimension({
	id: "ip_indemnity",
	label: "IP indemnity",
	question: "Does the platform defend customers against IP claims over the output of these models?",
	buyer_question: "Which AI APIs indemnify customers for AI output?",
	slug: "ip-indemnity",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public:
			"Public terms oblige the platform to defend any paying customer against IP claims over the output of these models.",
		yes_sales_gated: "The platform states such an indemnity, but it needs a certain contract or plan, or an approval.",
		yes_platform_only: "Only another platform that serves the family gives such an indemnity.",
		partial:
			"An indemnity covers the service or some models, plans or claims, but not the output of all of these models.",
		unclear: "Documents disagree, or it cannot be told whether output is covered.",
		no_public_evidence:
			"No indemnity for output is public, or (contrary) the terms exclude output or make the customer answer for it.",
	},
	facts: {
		outputs_covered: z.boolean().describe("True if the indemnity covers the output of these models."),
		output_ownership: z.enum(["customer", "vendor", "unstated"]).describe("Who owns the output under the terms."),
		conditions: line(300).describe("Conditions of the indemnity."),
		clause: line(80).describe("Clause of the terms."),
	},
	contradictions: [
		{
			fact: "outputs_covered",
			is: false,
			with: YES_HERE,
			because: "a yes needs an indemnity that covers output",
		},
		{
			fact: "outputs_covered",
			is: true,
			with: ["no_public_evidence"],
			because: "an indemnity that covers output is public evidence",
		},
	],
	requirements: [],
});
