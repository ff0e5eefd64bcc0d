import { z } from "zod";
import { defineDimension } from "../dimension.ts";
import { date, line, url } from "../primitives.ts";

export const gdprDpa = defineDimension({
	id: "gdpr_dpa",
	label: "GDPR DPA",
	question: "Is there a public DPA with SCCs and a published subprocessor list?",
	buyer_question: "Which AI APIs have a public GDPR DPA?",
	slug: "gdpr-dpa",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public: "The DPA, with standard contractual clauses, and the list of subprocessors can be read by anyone.",
		yes_sales_gated:
			"A DPA is stated; its text or the list of subprocessors needs an account, a request or a certain contract.",
		yes_platform_only: "A DPA can be had only through another platform that serves the family.",
		partial:
			"One of the three (DPA, clauses, list) is missing or not established, or they hold for some plans or regions only.",
		unclear: "Sources disagree, or it cannot be told which entity or edition applies.",
		no_public_evidence: "No DPA was found in the places searched.",
	},
	facts: {
		public_dpa_published: z.boolean().describe("True if the DPA's text is public."),
		sccs_referenced: z.boolean().describe("True if it includes or refers to standard contractual clauses."),
		subprocessor_list_published: z.boolean().describe("True if the list of subprocessors is public."),
		dpa_url: url.describe("URL of the DPA."),
		subprocessor_list_url: url.describe("URL of the list of subprocessors."),
		eu_representative: line(200).describe("Representative in the EU under Art. 27 GDPR."),
		dpa_updated: date.describe("Date printed on the DPA."),
		clause: line(80).describe("Clause of the DPA or terms."),
	},
	contradictions: [
		{
			fact: "public_dpa_published",
			is: false,
			with: ["yes_public"],
			because: "a public yes needs a DPA that anyone can read",
		},
		{
			fact: "sccs_referenced",
			is: false,
			with: ["yes_public"],
			because: "a public yes needs standard contractual clauses",
		},
		{
			fact: "subprocessor_list_published",
			is: false,
			with: ["yes_public"],
			because: "a public yes needs a published list of subprocessors",
		},
		{
			fact: "public_dpa_published",
			is: true,
			with: ["no_public_evidence"],
			because: "a published DPA is public evidence",
		},
	],
	requirements: [
		{
			fact: "public_dpa_published",
			is: true,
			for: ["yes_public"],
			because: "a public yes needs a DPA that anyone can read",
		},
		{
			fact: "sccs_referenced",
			is: true,
			for: ["yes_public"],
			because: "a public yes needs standard contractual clauses",
		},
		{
			fact: "subprocessor_list_published",
			is: true,
			for: ["yes_public"],
			because: "a public yes needs a list of subprocessors that was read, quoted or reported with its URL",
		},
	],
});
