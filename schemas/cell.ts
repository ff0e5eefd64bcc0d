import { z } from "zod";
import type { DimensionDefinition } from "./dimension.ts";
import { CONFIDENCES, GRADE_IDS, GRADES, VERIFIED_VIA, type VerifiedVia } from "./grades.ts";
import { date, line, markdown, url } from "./primitives.ts";
import { sourceSchema } from "./source.ts";

/** Most characters of a caveat. */
export const MAX_CAVEAT = 120;

/** Plans a finding can hold for. */
export const TIERS = ["free", "self_serve", "enterprise"] as const;
/** Ways to get the document or the commitment. */
export const ROUTES = ["public", "trust_center_nda", "contract", "sales"] as const;
/** Whether the commitment holds without the customer doing anything. */
export const DEFAULTS = ["enabled", "requires_config", "requires_approval"] as const;
/** What a person decided about a flagged change. */
export const DECISIONS = ["confirmed", "adopted", "dismissed"] as const;
/** How a dispute ended. */
export const OUTCOMES = ["upheld", "rejected", "withdrawn"] as const;

const reviewSchema = z
	.strictObject({
		on: date.describe("Day of the decision."),
		by: line(80).describe("Who decided, for example GitHub account name."),
		decision: z
			.enum(DECISIONS)
			.describe("confirmed: the cell still holds; adopted: the change was taken over; dismissed: the flag was wrong."),
		reason: line(500).describe("Why, in one line."),
	})
	.meta({ id: "Review", title: "Review", description: "What a person decided about a flagged change." });

const disputeSchema = z
	.strictObject({
		opened: date.describe("Day on which the vendor raised it."),
		by: line(120).describe("Who raised it, for the vendor."),
		statement: line(1000).describe("The vendor's statement, in its own words."),
		url: url.describe("Where the statement or the discussion can be read."),
		outcome: z.enum(OUTCOMES).optional().describe("How it ended; absent while open."),
		closed: date.optional().describe("Day on which it ended."),
	})
	.meta({ id: "Dispute", title: "Dispute", description: "The vendor's right of reply." });

const viaText = (Object.keys(VERIFIED_VIA) as VerifiedVia[]).map((via) => `${via}: ${VERIFIED_VIA[via]}`).join("; ");

/** The keys of a cell that do not depend on its dimension. */
const COMMON = {
	value: z
		.enum(GRADE_IDS)
		.describe(
			`The grade. ${GRADES.map((grade) => `${grade.id} (${grade.glyph} ${grade.label}): ${grade.meaning}`).join(" ")}`,
		),
	contrary: z
		.literal(true)
		.optional()
		.describe("true when a primary source documents the opposite practice; needs a source."),
	confidence: z.enum(CONFIDENCES).describe("How sure the reader of the evidence is."),
	verified: date.describe(
		"Day on which somebody last read the evidence; for `secondary`, the date that the other registry gives.",
	),
	verified_via: z
		.enum(Object.keys(VERIFIED_VIA) as [VerifiedVia, ...VerifiedVia[]])
		.describe(`How the evidence was read. ${viaText}.`),
	caveat: line(MAX_CAVEAT)
		.optional()
		.describe(
			"What to check before signing, one line of at most 120 characters; required unless the grade is yes_public.",
		),
	notes: markdown(131_072).describe(
		"The finding in neutral prose. Markdown: paragraphs, emphasis, code, links, lists.",
	),
	sources: z
		.array(sourceSchema)
		.min(1)
		.max(30)
		.optional()
		.describe("The documents that the cell rests on; the first one is the main one."),
	searched: z
		.array(url)
		.min(1)
		.max(30)
		.optional()
		.describe("Addresses of the pages or sites where somebody looked; required for no_public_evidence."),
	tier: z.enum(TIERS).optional().describe("Plan for which the finding holds."),
	route: z.enum(ROUTES).optional().describe("How to get the document or the commitment."),
	default: z.enum(DEFAULTS).optional().describe("Whether it is on by default, needs a setting, or needs an approval."),
	geography: line(200).optional().describe("Where the finding holds."),
	valid_until: date.optional().describe("End of the certificate or report period; may lie in the future."),
};

const CLOSING = {
	reviews: z.array(reviewSchema).min(1).max(100).optional().describe("What people decided about flagged changes."),
	dispute: disputeSchema.optional().describe("The vendor's right of reply."),
};

/** Cell schema of one dimension: the common keys and the dimension's own facts. */
export function cellSchema(dimension: DimensionDefinition) {
	const facts = Object.fromEntries(Object.entries(dimension.facts).map(([key, type]) => [key, type.optional()]));
	const rubric = GRADES.map((grade) => `${grade.id}: ${dimension.rubric[grade.id]}`).join(" ");
	return z
		.strictObject({
			...COMMON,
			facts: z.strictObject(facts).optional().describe(`Typed findings of ${dimension.label}.`),
			...CLOSING,
		})
		.meta({ id: dimension.id, title: dimension.label, description: `${dimension.question} ${rubric}` });
}

/** A value that a typed fact can have. */
export type FactValue = string | number | boolean | readonly string[];

/** A cell of any dimension. */
export type Cell = Omit<z.infer<ReturnType<typeof cellSchema>>, "facts"> & {
	facts?: Readonly<Record<string, FactValue | undefined>> | undefined;
};
