import { z } from "zod";
import { KEEPERS } from "./archives.ts";
import { DECISIONS, DEFAULTS, LIMIT_KINDS, OUTCOMES, ROUTES, TIERS } from "./cell.ts";
import { type DimensionDefinition, GROUPS } from "./dimension.ts";
import { DIMENSION_IDS, DIMENSIONS, type DimensionId } from "./dimensions/index.ts";
import { CONFIDENCES, GRADE_IDS, VIA_IDS } from "./grades.ts";
import { CATEGORIES, type Category, STATUSES } from "./offering.ts";
import { date, id } from "./primitives.ts";

/** Shapes of the published JSON artifacts. Every key is always there; what is unknown is null or empty. */

const nullableText = z.string().nullable();
const nullableDate = date.nullable();
const counts = (what: string) => z.int().min(0).describe(what);

/** Freshness of a cell's evidence on a day. */
export const STATES = ["fresh", "expiring", "expired", "undated"] as const;
export type FreshnessState = (typeof STATES)[number];

/** Who published a document: the platform or developer that is graded, an authority, or somebody else. */
export const PUBLISHERS = ["vendor", "authority", "other"] as const;
export type Publisher = (typeof PUBLISHERS)[number];

const publishedReader = z
	.strictObject({ name: z.string(), url: nullableText, date: nullableDate })
	.meta({ id: "PublishedReader", title: "Reader", description: "The third party that read the page." });

const publishedSource = z
	.strictObject({
		url: z.string().describe("URL of the document; of the reader's page where the vendor's is not known."),
		title: nullableText.describe("Its title."),
		document: nullableText.describe("Name under which the record file cites it; null for one that is cited once."),
		publisher: z
			.enum(PUBLISHERS)
			.describe(
				"vendor: the platform or developer that is graded; authority; other. Derived from domains and prefixes.",
			),
		via: z.enum(VIA_IDS).describe("How it was read; `unread`: only the URL is known."),
		archived: nullableText.describe("Copy that never changes what it shows."),
		archive_kept_by: z
			.enum(KEEPERS)
			.nullable()
			.describe("Who keeps the repository that the copy lies in; null for a web archive."),
		published: nullableDate.describe("Date printed on the document."),
		captured: nullableDate.describe("Day of the copy that was read."),
		unchanged: nullableDate.describe("Last day on which the quoted sentence was seen again."),
		reader: publishedReader.nullable().describe("The third party that read it, for `quoted` and `reported`."),
		sha256: nullableText.describe("SHA-256 of the normalised text that was read."),
		locator: nullableText.describe("Section, clause or page."),
		quote: nullableText.describe("The vendor's words, verbatim; `[…]` leaves words out."),
	})
	.meta({ id: "PublishedSource", title: "Source", description: "A document that the cell rests on." });

const publishedSearched = z
	.strictObject({
		url: z.string().describe("URL of the page."),
		title: nullableText,
		as_of: nullableDate.describe("Day of the copy or visit."),
		archived: nullableText,
	})
	.meta({ id: "PublishedSearched", title: "Searched page", description: "A page that was read whole." });

const publishedLimit = z.strictObject({ kind: z.enum(LIMIT_KINDS), what: z.string() }).meta({
	id: "PublishedLimit",
	title: "Limit",
	description: "A model, plan, region or feature for which the answer does not hold.",
});

const publishedReview = z
	.strictObject({ date, by: z.string(), decision: z.enum(DECISIONS), reason: z.string() })
	.meta({ id: "PublishedReview", title: "Review", description: "Decision of a person about a flagged change." });

const publishedDispute = z
	.strictObject({
		opened: date,
		by: z.string(),
		statement: z.string(),
		url: z.string(),
		outcome: z.enum(OUTCOMES).nullable(),
		closed: nullableDate,
	})
	.meta({ id: "PublishedDispute", title: "Dispute", description: "The vendor's right of reply." });

/** Returns the schema of one dimension's published cell. */
function publishedCellOf(dimension: DimensionDefinition) {
	const facts = Object.fromEntries(Object.entries(dimension.facts).map(([key, type]) => [key, type.optional()]));
	return z
		.strictObject({
			...PUBLISHED_CELL,
			facts: z
				.strictObject(facts)
				.describe(`Typed findings of ${dimension.label}; a fact that is absent is not established.`),
		})
		.meta({ id: `cell_${dimension.id}`, title: `${dimension.label} cell`, description: dimension.question });
}

const PUBLISHED_CELL = {
	cell_id: z.string().describe("Key of the cell: `<offering>/<dimension>`, with `/<model>` for a model exception."),
	value: z.enum(GRADE_IDS).describe("The grade."),
	contrary: z.boolean().describe("True when a primary source documents the opposite practice."),
	confidence: z.enum(CONFIDENCES).describe("How sure the reader of the evidence is."),
	finding: z.string().describe("The answer in one phrase."),
	caveat: nullableText.describe("What to check before signing; null on a clean yes."),
	limits: z.array(publishedLimit).describe("Exceptions; on every grade."),
	requires: z.array(z.enum(DIMENSION_IDS)).describe("Dimensions that the promise depends on."),
	notes: z.string().describe("What the vendor says, Markdown."),
	source: nullableText.describe("URL of the main source."),
	archived: nullableText.describe("Copy of the main source."),
	verified: date.describe("Day as of which the evidence is known to hold; `checked` where `evidence_date` is null."),
	evidence_date: nullableDate.describe("Day as of which the evidence is known to hold; null when nothing dates it."),
	verified_via: z.enum(VIA_IDS).nullable().describe("How the main source was read; null for a cell without sources."),
	checked: nullableDate.describe("Day on which somebody last looked at the cell."),
	fresh_until: nullableDate.describe("Last day on which the evidence counts as fresh; null when nothing dates it."),
	state_at_release: z.enum(STATES).describe("Freshness on the day in `generated`; compare `fresh_until` with today."),
	valid_until: nullableDate.describe("End of the certificate or report period."),
	written_in: z.string().describe("Record file that holds the cell, for example services/amazon-bedrock.yaml."),
	differs: nullableText.describe("Why it is not the cell of the service or developer."),
	permalink: z.string().describe("URL of the answer on the site."),
	tier: z.enum(TIERS).nullable().describe("Plan for which the answer holds."),
	route: z.enum(ROUTES).nullable().describe("How to get the document or the commitment."),
	default: z.enum(DEFAULTS).nullable().describe("Whether it is on by default, needs a setting, or needs an approval."),
	geography: nullableText.describe("Where the answer holds."),
	sources: z.array(publishedSource).describe("The first one is the main one."),
	searched: z.array(publishedSearched).describe("Pages that were read whole."),
	reviews: z.array(publishedReview),
	dispute: publishedDispute.nullable(),
};

/** A published cell of any dimension. */
export const publishedCell = z
	.strictObject({
		...PUBLISHED_CELL,
		facts: z
			.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
			.describe("Typed findings of the dimension."),
	})
	.meta({
		id: "PublishedCell",
		title: "Cell",
		description: "The answer to one question about one offering, with its evidence.",
	});

const publishedCells = z
	.strictObject(
		Object.fromEntries(DIMENSIONS.map((dimension) => [dimension.id, publishedCellOf(dimension).optional()])),
	)
	.meta({
		id: "PublishedCells",
		title: "Cells",
		description: "Dimension id to cell; a dimension that was not assessed is absent.",
	});

const publishedIdentifiers = z
	.strictObject({
		models_dev: nullableText.describe("Provider id at models.dev."),
		openrouter: nullableText.describe("Provider slug at OpenRouter."),
		litellm: nullableText.describe("LiteLLM's provider prefix, without the slash."),
	})
	.meta({ id: "PublishedIdentifiers", title: "Identifiers", description: "Provider ids in other systems." });

export const publishedOffering = z
	.strictObject({
		id,
		name: z.string(),
		developer: z.string().describe("Display name of the developer."),
		developer_id: z.string(),
		platform: z.string().describe("Display name of the service, or of the platform where no service stands between."),
		platform_id: z.string().describe("Vendor id of the platform."),
		service_id: nullableText.describe("Id of the service that several offerings share."),
		category: z.enum(Object.keys(CATEGORIES) as [Category, ...Category[]]),
		model_family: z.string(),
		summary: z.string().describe("Markdown."),
		status: z.enum(STATUSES),
		retired_on: nullableDate,
		successor: nullableText,
		aliases: z.array(z.string()),
		identifiers: publishedIdentifiers,
		api_hosts: z.array(z.string()),
		model_patterns: z.array(z.string()),
		sort_order: z.int().min(0),
		permalink: z.string(),
		watch_outs: counts("Assessed cells whose grade is not yes_public."),
		limited: counts("Cells graded yes_public that have limits."),
		not_applicable: z
			.array(z.enum(DIMENSION_IDS))
			.describe("Dimensions that do not apply: developer-level ones where the developers are various."),
		dimensions: publishedCells,
		model_exceptions: z.array(
			z.strictObject({ model: z.string(), dimensions: publishedCells }).meta({
				id: "PublishedModelException",
				title: "Model exception",
				description: "Cells that differ for one model.",
			}),
		),
	})
	.meta({ id: "PublishedOffering", title: "Offering", description: "A model family as served by one service." });

/** The keys with which every JSON artifact begins. */
export const publishedHeader = {
	$schema: z.string().describe("URL of this artifact's JSON Schema."),
	schema_version: z.literal(2),
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
		written: counts("Cells as they are written: a shared one once."),
		quoted: counts("Written cells with a quotation."),
		dated: counts("Written cells whose main source was read and is dated."),
		watch_outs: counts("Assessed cells whose grade is not yes_public."),
		limited: counts("Cells graded yes_public that have limits."),
		secondary_only: counts(
			"Assessed cells whose main source is no page of the platform, developer or an authority that was read.",
		),
		grades: gradeCounts,
		states: stateCounts,
		sources: z
			.strictObject({
				total: counts("URLs that stand as sources of offerings that are not retired."),
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
		repository: z.string().describe("URL of the repository that the records are kept in."),
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
				document_prefixes: z.array(z.string()),
			}),
		),
		services: z.array(
			z.strictObject({
				id,
				name: z.string(),
				platform_id: z.string(),
				aliases: z.array(z.string()),
				identifiers: publishedIdentifiers,
				api_hosts: z.array(z.string()),
				offerings: z.array(z.string()).describe("Ids of its offerings."),
			}),
		),
		archives: z.array(
			z.strictObject({ prefix: z.string(), name: z.string(), kept_by: z.enum(KEEPERS), licence: z.string() }),
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
			service_id: nullableText,
			category: z.string(),
			model_family: z.string(),
			status: z.enum(STATUSES),
		}),
		dimension: z.enum(DIMENSION_IDS),
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
				service_id: nullableText,
				category: z.string(),
				model_family: z.string(),
				status: z.enum(STATUSES),
				aliases: z.array(z.string()),
				successor: nullableText,
				retired_on: nullableDate,
				watch_outs: counts("Assessed cells whose grade is not yes_public."),
				grades: z
					.record(z.string(), z.enum([...GRADE_IDS, "not_assessed", "not_applicable"]))
					.describe("Dimension id to grade, not_assessed or not_applicable; every dimension."),
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
export type PublishedLimit = PublishedCell["limits"][number];
export type PublishedCells = Partial<Record<DimensionId, PublishedCell>>;
export type PublishedOffering = Omit<z.infer<typeof publishedOffering>, "dimensions" | "model_exceptions"> & {
	dimensions: PublishedCells;
	model_exceptions: { model: string; dimensions: PublishedCells }[];
};
export type PublishedData = Omit<z.infer<typeof publishedData>, "offerings"> & { offerings: PublishedOffering[] };
export type Coverage = PublishedData["coverage"];
