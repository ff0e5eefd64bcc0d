import { z } from "zod";
import { defineDimension } from "../dimension.ts";
import { line } from "../primitives.ts";

export const breachNotice = defineDimension({
	id: "breach_notice",
	label: "Breach notice",
	question: "Does the DPA promise notice of a personal-data breach?",
	buyer_question: "Which AI APIs promise notice of a data breach, and how fast?",
	slug: "breach-notice",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public:
			"A DPA that anyone can read promises notice of a personal-data breach, in hours or without undue delay.",
		yes_sales_gated: "The promise is stated, but stands in a DPA that is not public.",
		yes_platform_only: "Only the DPA of another platform that serves the family promises it.",
		partial: "The promise stands outside the DPA, or holds for some plans, data or regions only.",
		unclear: "Documents disagree, or the wording leaves open whether customers are told.",
		no_public_evidence: "No promise to tell customers of a breach is public.",
	},
	facts: {
		notice_hours: z.int().min(0).max(8760).describe("Hours within which notice is given."),
		wording: z.enum(["hours", "undue_delay", "other"]).describe("How the time is worded."),
		clause: line(80).describe("Clause of the DPA."),
	},
	contradictions: [],
	requirements: [],
});
