import { z } from "zod";
import { defineDimension } from "../dimension.ts";
import { url } from "../primitives.ts";

export const trustCenter = defineDimension({
	id: "trust_center",
	label: "Trust center",
	question: "Is there a maintained trust center or compliance portal?",
	buyer_question: "Which AI API providers keep a trust center?",
	slug: "trust-center",
	group: "Vendor trust",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public: "A trust center or compliance portal is open to anyone, even if single documents in it are not.",
		yes_sales_gated: "A portal exists; seeing what is in it needs an account, an approval or a contract.",
		yes_platform_only: "Only another platform that serves the family keeps one.",
		partial: "Security or compliance pages exist, but no maintained portal, or it leaves this offering out.",
		unclear: "Sources disagree whether there is a portal or whether it is maintained.",
		no_public_evidence: "No trust center, security portal or compliance page was found in the places searched.",
	},
	facts: {
		url: url.describe("URL of the trust center."),
		documents_gated: z.boolean().describe("True if its documents need an account, a request or an NDA."),
	},
	contradictions: [],
	requirements: [],
});
