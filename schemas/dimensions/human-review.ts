import { z } from "zod";
import { defineDimension } from "../dimension.ts";
import { line } from "../primitives.ts";

export const humanReview = defineDimension({
	id: "human_review",
	label: "Human review",
	question: "Is it documented when staff may read prompts and outputs, and can that be turned off?",
	buyer_question: "Which AI APIs say when staff may read your prompts?",
	slug: "human-review",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	rubric: {
		yes_public:
			"Documentation says that staff do not read prompts and outputs, or when they may, and any customer can turn that off.",
		yes_sales_gated:
			"Documentation says when staff may read, and turning that off needs an approval or a certain contract.",
		yes_platform_only: "Human review can be avoided only on another platform or in a private deployment.",
		partial:
			"Documentation says when staff may read, without a way to turn it off, or for some models or features only.",
		unclear: "Documents disagree, or their wording leaves human review open.",
		no_public_evidence: "Nothing public says when staff may read prompts and outputs.",
	},
	facts: {
		staff_may_review: z.boolean().describe("True if staff may read prompts or outputs."),
		opt_out: z.boolean().describe("True if a customer can turn human review off."),
		purpose: line(200).describe("Purpose of the review."),
	},
	contradictions: [],
	requirements: [],
});
