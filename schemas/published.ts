import { z } from "zod";
import { DECISIONS, DEFAULTS, OUTCOMES, ROUTES, TIERS } from "./cell.ts";
import { GROUPS } from "./dimension.ts";
import { DIMENSIONS } from "./dimensions/index.ts";
import { CONFIDENCES, GRADE_IDS, VERIFIED_VIA, type VerifiedVia } from "./grades.ts";
import { CATEGORIES, type Category, STATUSES } from "./offering.ts";
import { date, id } from "./primitives.ts";

/** Shapes of the published JSON artifacts. Every key is always there; what is unknown is null or empty. */

const nullableText = z.string().nullable();
const nullableDate = date.nullable();
const counts = (what: string) => z.int().min(0).describe(what);

/** Freshness of a cell on the day on which the data set was generated. */
export const STATES = ["fresh", "expiring", "expired", "undated"] as const;
export type State = (typeof STATES)[number];

const publishedSource = z
	.strictObject({
		url: z.string().describe("Address of the document."),
		title: nullableText.describe("Its title."),
		kind: z
			.enum(["primary", "secondary"])
			.describe("primary: of the developer, the platform or an authority; derived from the vendors' domains."),
		archived: nullableText.describe("Archived copy of that address."),
		published: nullableDate.describe("Date printed on the document."),
		captured: nullableDate.describe("Date of the copy that was read."),
		sha256: nullableText.describe("SHA-256 of the normalised text that was read."),
		locator: nullableText.describe("Section or page."),
		quote: nullableText.describe("The words relied upon."),
	})
	.meta({ id: "PublishedSource", description: "A document that the cell rests on." });

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export const publishedCell = z
	.strictObject({
		value: z.enum(GRADE_IDS).describe("The grade."),
		contrary: z.boolean().describe("Whether a primary source documents the opposite practice."),
		confidence: z.enum(CONFIDENCES),
		source: nullableText.describe("Address of the main source."),
		archived: nullableText.describe("Archived copy of the main source."),
		verified: date.describe("Day on which somebody last read the evidence."),
		verified_via: z.enum(Object.keys(VERIFIED_VIA) as [VerifiedVia, ...VerifiedVia[]]).describe("How it was read."),
		expires: nullableDate.describe(
			"Day after which the reading no longer counts as fresh; null when the copy read has no date.",
		),
		state: z.enum(STATES).describe("Freshness on the day in `generated`."),
		caveat: nullableText.describe("What to check before signing; null on a clean yes."),
		notes: z.string().describe("The finding, Markdown."),
		sources: z.array(publishedSource).describe("The first one is the main one."),
		searched: z.array(z.string()).describe("Where somebody looked."),
		tier: z.enum(TIERS).nullable(),
		route: z.enum(ROUTES).nullable(),
		default: z.enum(DEFAULTS).nullable(),
		geography: nullableText,
		valid_until: nullableDate,
		facts: z.record(z.string(), factValue).describe("Typed findings of the dimension."),
		reviews: z.array(z.strictObject({ on: date, by: z.string(), decision: z.enum(DECISIONS), reason: z.string() })),
		dispute: z
			.strictObject({
				opened: date,
				by: z.string(),
				statement: z.string(),
				url: z.string(),
				outcome: z.enum(OUTCOMES).nullable(),
				closed: nullableDate,
			})
			.nullable(),
	})
	.meta({ id: "PublishedCell", description: "The answer to one question about one offering, with its evidence." });

const publishedCells = z
	.strictObject(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension.id, publishedCell.optional()])))
	.meta({ id: "PublishedCells", description: "Dimension id to cell; a dimension that was not assessed is absent." });

export const publishedOffering = z
	.strictObject({
		id,
		name: z.string(),
		developer: z.string().describe("Display name of the developer."),
		developer_id: z.string(),
		platform: z.string().describe("Display name of the platform."),
		platform_id: z.string(),
		category: z.enum(Object.keys(CATEGORIES) as [Category, ...Category[]]),
		model_family: z.string(),
		summary: z.string().describe("Markdown."),
		status: z.enum(STATUSES),
		retired_on: nullableDate,
		successor: nullableText,
		aliases: z.array(z.string()),
		sort_order: z.int().min(0),
		permalink: z.string(),
		watch_outs: counts("Assessed cells whose grade is not yes_public."),
		not_applicable: z
			.array(z.string())
			.describe("Dimensions that do not apply: developer-level ones where the developers are various."),
		dimensions: publishedCells,
		model_exceptions: z.array(z.strictObject({ model: z.string(), dimensions: publishedCells })),
	})
	.meta({ id: "PublishedOffering", description: "A model family as served by one platform." });

/** The keys with which every JSON artifact begins. */
export const publishedHeader = {
	schema_version: z.literal(1),
	name: z.string(),
	version: z.string().describe("Version of the data set."),
	generated: date.describe("Day of the commit that it was made from."),
	license: z.string(),
};

const gradeCounts = z
	.strictObject(Object.fromEntries(GRADE_IDS.map((grade) => [grade, counts(`Cells graded ${grade}.`)])))
	.meta({ id: "GradeCounts", description: "Cells per grade." });
const stateCounts = z
	.strictObject(Object.fromEntries(STATES.map((state) => [state, counts(`Cells that are ${state}.`)])))
	.meta({ id: "StateCounts", description: "Cells per state of freshness." });

const coverage = z
	.strictObject({
		offerings: counts("Offerings."),
		cells: counts("Assessed cells."),
		possible: counts("Cells that could be assessed."),
		not_applicable: counts("Cells that do not apply."),
		watch_outs: counts("Assessed cells whose grade is not yes_public."),
		secondary_only: counts("Assessed cells with sources none of which is primary."),
		grades: gradeCounts,
		states: stateCounts,
		sources: z
			.strictObject({
				total: counts("Addresses that stand as sources of offerings that are not retired."),
				archived: counts("Sources with an archived copy."),
				dead: counts("Sources that failed on three days or more since they were last seen."),
				changed: counts("Sources whose text is not the one that was read."),
				moved: counts("Sources that redirect for good."),
				blocked: counts("Sources that turn programs away."),
				unchecked: counts("Sources that were never looked at."),
			})
			.meta({ id: "SourceCounts", description: "What became of the sources, as far as they were looked at." }),
		vendors: z
			.record(
				id,
				z.strictObject({
					offerings: counts("Offerings on the vendor's platform."),
					cells: counts("Assessed cells of these."),
					possible: counts("Cells of these that could be assessed."),
					fresh: counts("Assessed cells that are fresh."),
					watch_outs: counts("Assessed cells whose grade is not yes_public."),
				}),
			)
			.describe("Vendor id to the coverage of its platform."),
		dimensions: z.strictObject(
			Object.fromEntries(
				DIMENSIONS.map((dimension) => [
					dimension.id,
					z.strictObject({
						cells: counts("Assessed cells."),
						possible: counts("Cells that could be assessed."),
						grades: gradeCounts,
						states: stateCounts,
					}),
				]),
			),
		),
	})
	.describe("How much of the registry is assessed, how, and how fresh it is.");

export const publishedData = z
	.strictObject({
		...publishedHeader,
		homepage: z.string(),
		repository: z.string().describe("Address of the repository that the records are kept in."),
		disclaimer: z.string(),
		dimensions: z.record(z.string(), z.string()).describe("Dimension id to question."),
		dimension_details: z.array(
			z.strictObject({
				id: z.string(),
				label: z.string(),
				question: z.string(),
				buyer_question: z.string(),
				slug: z.string(),
				group: z.enum(GROUPS),
				graded_on: z.enum(["platform", "developer"]),
				fresh_days: z.int().min(1),
				rubric: z.strictObject(Object.fromEntries(GRADE_IDS.map((grade) => [grade, z.string()]))),
				facts: z.record(z.string(), z.string()).describe("Fact key to its meaning."),
			}),
		),
		grades: z.array(
			z.strictObject({
				id: z.enum(GRADE_IDS),
				label: z.string(),
				glyph: z.string(),
				rank: z.int().min(0).describe("Higher means that evidence supports a yes better."),
				meaning: z.string(),
			}),
		),
		vendors: z.array(
			z.strictObject({
				id,
				name: z.string(),
				kind: z.enum(["vendor", "authority"]),
				domains: z.array(z.string()),
				country: z.string(),
				aliases: z.array(z.string()),
				trust_center: nullableText,
			}),
		),
		coverage,
		offerings: z.array(publishedOffering),
	})
	.meta({ title: "Registry data", description: "The whole data set." });

/** One line of `data.ndjson`. */
export const publishedCellLine = z
	.strictObject({
		offering: z.strictObject({
			id,
			name: z.string(),
			developer_id: z.string(),
			platform_id: z.string(),
			category: z.string(),
			model_family: z.string(),
			status: z.enum(STATUSES),
		}),
		dimension: z.string(),
		model: nullableText.describe("The model, for the cell of one model alone."),
		cell: publishedCell,
	})
	.meta({ title: "Cell line", description: "One cell with the offering it belongs to." });

export const publishedIndex = z
	.strictObject({
		...publishedHeader,
		offerings: z.array(
			z.strictObject({
				id,
				name: z.string(),
				developer_id: z.string(),
				platform_id: z.string(),
				category: z.string(),
				model_family: z.string(),
				status: z.enum(STATUSES),
				watch_outs: counts("Assessed cells whose grade is not yes_public."),
				grades: z.record(z.string(), z.enum(GRADE_IDS)).describe("Dimension id to grade, assessed cells only."),
				path: z.string().describe("Path of the offering's own file."),
				sha256: z
					.string()
					.regex(/^[0-9a-f]{64}$/)
					.describe("Hash of that file."),
			}),
		),
	})
	.meta({ title: "Index", description: "The list of offerings with names, grades and hashes." });

export type PublishedSource = z.infer<typeof publishedSource>;
export type PublishedCell = z.infer<typeof publishedCell>;
export type PublishedCells = { readonly [dimension: string]: PublishedCell | undefined };
export type PublishedOffering = Omit<z.infer<typeof publishedOffering>, "dimensions" | "model_exceptions"> & {
	dimensions: PublishedCells;
	model_exceptions: { model: string; dimensions: PublishedCells }[];
};
export type PublishedData = Omit<z.infer<typeof publishedData>, "offerings"> & { offerings: PublishedOffering[] };
export type Coverage = PublishedData["coverage"];
