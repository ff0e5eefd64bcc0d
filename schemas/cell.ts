import { z } from "zod";
import type { DimensionDefinition } from "./dimension.ts";
import { DIMENSION_IDS, DIMENSIONS } from "./dimensions/index.ts";
import { CONFIDENCES, GRADE_IDS, GRADES } from "./grades.ts";
import { date, id, line, markdown, url } from "./primitives.ts";
import { searchedSchema, sourceSchema } from "./source.ts";

/** Longest caveat, in UTF-16 code units. */
export const MAX_CAVEAT = 120;

/** Longest finding, in UTF-16 code units; at best it has 40. */
export const MAX_FINDING = 80;
/** Longest limit, in UTF-16 code units. */
export const MAX_LIMIT = 160;
/** Longest reason for a cell that differs from the shared one, in UTF-16 code units. */
export const MAX_DIFFERS = 160;
/** Longest notes, in UTF-16 code units. */
export const MAX_NOTES = 131_072;

/** Exceptions that a limit can name. */
export const LIMIT_KINDS = ["model", "plan", "region", "feature"] as const;
/** Plans that an answer can hold for. */
export const TIERS = ["free", "self_serve", "enterprise"] as const;
/** Ways to get the document or the commitment. */
export const ROUTES = ["public", "trust_center_nda", "contract", "sales"] as const;
/** Ways in which the commitment takes effect. */
export const DEFAULTS = ["enabled", "requires_config", "requires_approval"] as const;
/** Decisions of a person about a flagged change. */
export const DECISIONS = ["confirmed", "adopted", "dismissed"] as const;
/** Outcomes of a dispute. */
export const DISPUTE_OUTCOMES = ["upheld", "rejected", "withdrawn"] as const;

const reviewSchema = z
	.strictObject({
		date: date.describe("Day of the decision."),
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
		outcome: z.enum(DISPUTE_OUTCOMES).optional().describe("How it ended; absent while open."),
		closed: date.optional().describe("Day on which it ended."),
	})
	.meta({ id: "Dispute", title: "Dispute", description: "The vendor's right of reply." });

const limitSchema = z
	.strictObject({
		kind: z.enum(LIMIT_KINDS).describe("What kind of exception it is."),
		what: line(MAX_LIMIT).describe("The exception in one line."),
		offerings: z
			.array(id)
			.min(1)
			.max(200)
			.optional()
			.describe("Offerings that it holds for; in the file of a service or vendor only."),
	})
	.meta({
		id: "Limit",
		title: "Limit",
		description: "A model, plan, region or feature for which the answer does not hold.",
	});

/** Limits of a cell or of an offering's inherited cells. */
export const limitsSchema = z.array(limitSchema).min(1).max(40);

/** The keys of a cell that do not depend on its dimension. */
const COMMON = {
	value: z
		.enum(GRADE_IDS)
		.describe(
			`The grade. ${GRADES.map((grade) => `${grade.id} (${grade.glyph} ${grade.label}): ${grade.meaning}`).join(" ")}`,
		)
		.meta({
			markdownDescription: `The grade.\n\n${GRADES.map(({ id, glyph, label, meaning }) => `- \`${id}\` (${glyph} ${label}): ${meaning}`).join("\n")}`,
		}),
	contrary: z
		.literal(true)
		.optional()
		.describe("true when a primary source documents the opposite practice; needs a source."),
	confidence: z.enum(CONFIDENCES).describe("How sure the reader of the evidence is; capped by the main source."),
	checked: date
		.optional()
		.describe("Day on which somebody last looked at the cell; required where nothing else dates it."),
	finding: line(MAX_FINDING).describe(
		`The answer in one phrase of at most ${MAX_FINDING} characters, best 40: "30 days; zero retention needs approval".`,
	),
	caveat: line(MAX_CAVEAT)
		.optional()
		.describe(
			`What to check before signing, one line of at most ${MAX_CAVEAT} characters; required unless the grade is yes_public.`,
		),
	differs: line(MAX_DIFFERS)
		.optional()
		.describe("Why this cell is not the one of the service or developer; only in an offering that overrides it."),
	limits: limitsSchema.optional().describe("Exceptions of models, plans, regions and features."),
	requires: z
		.array(z.enum(DIMENSION_IDS))
		.min(1)
		.max(DIMENSIONS.length)
		.optional()
		.describe("Other dimensions that the promise depends on."),
	notes: markdown(MAX_NOTES).describe(
		"What the vendor says, in neutral prose. Markdown: paragraphs, emphasis, code, links, lists.",
	),
	sources: z
		.array(sourceSchema)
		.min(1)
		.max(30)
		.optional()
		.describe(
			"What the cell rests on. The first source is the main one: it decides the grade, caps the confidence and dates the cell.",
		),
	searched: z
		.array(searchedSchema)
		.min(1)
		.max(30)
		.optional()
		.describe("Pages that were read whole; required for no_public_evidence."),
	tier: z.enum(TIERS).optional().describe("Plan for which the answer holds."),
	route: z.enum(ROUTES).optional().describe("How to get the document or the commitment."),
	default: z.enum(DEFAULTS).optional().describe("Whether it is on by default, needs a setting, or needs an approval."),
	geography: line(200).optional().describe("Where the answer holds."),
	valid_until: date.optional().describe("End of the certificate or report period; may lie in the future."),
};

const CLOSING = {
	reviews: z.array(reviewSchema).min(1).max(100).optional().describe("What people decided about flagged changes."),
	dispute: disputeSchema.optional().describe("The vendor's right of reply."),
};

/** Returns the schema of one dimension's cell: the common keys and the dimension's own facts. */
export function cellSchema(dimension: DimensionDefinition) {
	const facts = Object.fromEntries(Object.entries(dimension.facts).map(([key, type]) => [key, type.optional()]));
	const rubric = GRADES.map((grade) => `${grade.id}: ${dimension.rubric[grade.id]}`).join(" ");
	return z
		.strictObject({
			...COMMON,
			facts: z
				.strictObject(facts)
				.optional()
				.describe(`Typed findings of ${dimension.label}; a fact that is absent is not established.`),
			...CLOSING,
		})
		.meta({
			id: dimension.id,
			title: dimension.label,
			description: `${dimension.question} ${rubric}`,
			markdownDescription: `${dimension.question}\n\n${GRADES.map(({ id, glyph }) => `- \`${id}\` ${glyph} ${dimension.rubric[id]}`).join("\n")}`,
		});
}

/** Schema of the cells of one record: dimension id to cell. */
export const cellsSchema = z
	.strictObject(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension.id, cellSchema(dimension).optional()])))
	.meta({
		id: "Cells",
		title: "Cells",
		description: "Dimension id to cell. A dimension that nobody assessed is absent.",
	});

/** A value that a typed fact can have. */
export type FactValue = string | number | boolean | readonly string[];

/** A cell of any dimension, as it is written. */
export type Cell = Omit<z.infer<ReturnType<typeof cellSchema>>, "facts"> & {
	facts?: Readonly<Record<string, FactValue | undefined>> | undefined;
};
export type Limit = z.infer<typeof limitSchema>;

/** Cells by dimension; absent means not assessed. */
export type Cells = Partial<Record<(typeof DIMENSION_IDS)[number], Cell>>;
