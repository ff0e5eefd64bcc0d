import { z } from "zod";
import { defineDimension } from "../dimension.ts";
import { line } from "../primitives.ts";

export const subprocessorChange = defineDimension({
	id: "subprocessor_change",
	label: "Subprocessor notice",
	question: "Are customers told of a new subprocessor in advance, with a right to object?",
	buyer_question: "Which AI APIs announce new subprocessors in advance?",
	slug: "subprocessor-notice",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public:
			"Public terms promise notice before a new subprocessor starts, or a right to object within a number of days of the notice.",
		yes_sales_gated: "Notice and a right to object are stated, but stand in a contract that is not public.",
		yes_platform_only: "Only another platform that serves the family promises it.",
		partial:
			"Notice without a right to object, an objection without notice, or customers have to look at the list themselves.",
		unclear: "Documents disagree about notice or objection.",
		no_public_evidence: "No promise of notice is public, or (contrary) subprocessors may change without notice.",
	},
	facts: {
		notice_days: z.int().min(0).max(3650).describe("Days of notice before a new subprocessor starts."),
		objection_days: z.int().min(0).max(3650).describe("Days within which a customer can object."),
		objection: z.boolean().describe("True if customers have a right to object."),
		how: line(200).describe("How customers are told."),
		clause: line(80).describe("Clause of the DPA or terms."),
	},
	contradictions: [
		{
			fact: "objection",
			is: false,
			with: ["yes_public", "yes_sales_gated"],
			because: "a yes needs a right to object",
		},
	],
	requirements: [],
});
