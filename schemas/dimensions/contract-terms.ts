import { defineDimension } from "../dimension.ts";
import { line } from "../primitives.ts";

export const contractTerms = defineDimension({
	id: "contract_terms",
	label: "Contract and law",
	question: "Do public terms name the contracting entity and the governing law?",
	buyer_question: "Which entity and law stand behind each AI API?",
	slug: "contract-terms",
	group: "Contracts",
	graded_on: "platform",
	fresh_days: 180,
	rubric: {
		yes_public: "Terms that anyone can read name the contracting entity and the governing law for this offering.",
		yes_sales_gated:
			"The terms that apply are stated; entity or law stand in a document that needs a contract or a request.",
		yes_platform_only: "Only the terms of another platform that serves the family name them.",
		partial: "Public terms name the entity or the law, but not both, or for some customers or regions only.",
		unclear: "Documents disagree about the entity or the law, or it cannot be told which terms apply.",
		no_public_evidence: "No public terms name the contracting entity or the governing law.",
	},
	facts: {
		entity: line(200).describe("Contracting entity, as the terms name it."),
		eu_entity: line(200).describe("Contracting entity for customers in the EU, where it differs."),
		governing_law: line(200).describe("Governing law."),
		venue: line(200).describe("Courts or arbitration."),
		clause: line(80).describe("Clause of the terms."),
	},
	contradictions: [],
	requirements: [],
});
