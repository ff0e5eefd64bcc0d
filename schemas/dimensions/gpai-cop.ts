import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { date } from "../primitives.ts";

export const gpaiCop = defineDimension({
	id: "gpai_cop",
	label: "GPAI Code",
	question: "Has the model developer signed the EU General-Purpose AI Code of Practice?",
	buyer_question: "Whose developers signed the EU GPAI Code of Practice?",
	slug: "gpai-code-of-practice",
	group: "EU AI Act",
	graded_on: "developer",
	fresh_days: 90,
	rubric: {
		yes_public: "The European Commission lists the developer as a signatory of the whole Code.",
		yes_sales_gated: "The developer states a signature whose terms are not public.",
		yes_platform_only: "Only the platform signed, not the developer.",
		partial: "The developer signed some chapters only.",
		unclear: "Sources disagree whether the developer signed, or which entity did.",
		no_public_evidence:
			"No signature was found; or (contrary) the Commission's list was read and does not name the developer, or it has declined to sign.",
	},
	facts: {
		on_signatory_list: z.boolean().describe("True if the Commission's list names the developer."),
		chapters: z
			.array(z.enum(["Transparency", "Copyright", "Safety and Security"]))
			.min(1)
			.max(3)
			.describe("Chapters that the developer signed."),
		list_last_update: date.describe("Date of the last update printed on the Commission's list."),
	},
	contradictions: [
		{
			fact: "on_signatory_list",
			is: false,
			with: [...YES_HERE, "partial"],
			because: "a signature counts when the Commission lists it",
		},
		{
			fact: "on_signatory_list",
			is: true,
			with: ["no_public_evidence"],
			because: "an entry on the Commission's list is public evidence",
		},
	],
	requirements: [],
});
