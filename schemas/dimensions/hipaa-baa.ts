import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { line, lines } from "../primitives.ts";

export const hipaaBaa = defineDimension({
	id: "hipaa_baa",
	label: "HIPAA BAA",
	question: "Will they sign a HIPAA Business Associate Agreement that covers it?",
	buyer_question: "Which AI APIs sign a HIPAA BAA?",
	slug: "hipaa-baa",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public: "A BAA that covers this offering is part of the public terms or can be accepted by any customer alone.",
		yes_sales_gated:
			"The platform states that it signs a BAA for this offering on request, after approval, or with a certain plan.",
		yes_platform_only: "A BAA can be had only through another platform or a private deployment.",
		partial: "A BAA covers some features, models or plans only.",
		unclear: "Sources disagree whether a BAA is offered or whether it covers this offering.",
		no_public_evidence: "No mention of a BAA was found in the places searched, or (contrary) health data is excluded.",
	},
	facts: {
		offered: z.boolean().describe("True if a BAA is offered at all."),
		how: z
			.enum(["self_serve", "on_request", "plan_gated", "by_default"])
			.describe(
				"How it is obtained: accepted online, on request, with a certain plan, or part of the terms by default.",
			),
		covered: lines().describe("Services, features or endpoints that the BAA covers."),
		excluded: lines().describe("Services, features or endpoints that it leaves out."),
		clause: line(80).describe("Clause of the terms."),
	},
	contradictions: [{ fact: "offered", is: false, with: YES_HERE, because: "a BAA graded yes must be offered" }],
	requirements: [],
});
