import { z } from "zod";
import { KEEPERS } from "./archives.ts";
import { DECISIONS, DEFAULTS, DISPUTE_OUTCOMES, LIMIT_KINDS, ROUTES, TIERS } from "./cell.ts";
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

/** States of one answer: assessed; not assessed; not a question to this offering. */
export const CELL_STATUSES = ["assessed", "not_assessed", "not_applicable"] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** Kinds of publishers of a document: the platform or developer that is graded, an authority, or anybody else. */
export const PUBLISHERS = ["vendor", "authority", "other"] as const;
export type Publisher = (typeof PUBLISHERS)[number];

export const publishedReader = z
	.strictObject({
		name: z.string().describe("The reader's own name."),
		url: nullableText.describe("The reader's page; null where `url` of the source is that page."),
		date: nullableDate.describe("Day as of which the reader says so."),
	})
	.meta({ id: "PublishedReader", title: "Reader", description: "The third party that read the page." });

export const publishedSource = z
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

export const publishedSearched = z
	.strictObject({
		url: z.string().describe("URL of the page."),
		title: nullableText.describe("Its title."),
		as_of: nullableDate.describe("Day of the copy or visit."),
		archived: nullableText.describe("Copy that never changes what it shows."),
	})
	.meta({ id: "PublishedSearched", title: "Searched page", description: "A page that was read whole." });

export const publishedLimit = z
	.strictObject({
		kind: z.enum(LIMIT_KINDS).describe("What kind of exception it is."),
		what: z.string().describe("The exception in one line."),
	})
	.meta({
		id: "PublishedLimit",
		title: "Limit",
		description: "A model, plan, region or feature for which the answer does not hold.",
	});

export const publishedReview = z
	.strictObject({
		date: date.describe("Day of the decision."),
		by: z.string().describe("Who decided."),
		decision: z.enum(DECISIONS).describe("The cell still holds; the change was taken over; the flag was wrong."),
		reason: z.string().describe("Why, in one line."),
	})
	.meta({ id: "PublishedReview", title: "Review", description: "Decision of a person about a flagged change." });

export const publishedDispute = z
	.strictObject({
		opened: date.describe("Day on which the vendor raised it."),
		by: z.string().describe("Who raised it, for the vendor."),
		statement: z.string().describe("The vendor's statement, in its own words."),
		url: z.string().describe("Where the statement or the discussion can be read."),
		outcome: z.enum(DISPUTE_OUTCOMES).nullable().describe("How it ended; null while open."),
		closed: nullableDate.describe("Day on which it ended."),
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
				.meta({ title: `${dimension.label} facts` })
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
	reviews: z.array(publishedReview).describe("Decisions of people about flagged changes."),
	dispute: publishedDispute.nullable().describe("The vendor's right of reply; null where there is none."),
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

export const publishedIdentifiers = z
	.strictObject({
		models_dev: nullableText.describe("Provider id at models.dev."),
		openrouter: nullableText.describe("Provider slug at OpenRouter."),
		litellm: nullableText.describe("LiteLLM's provider prefix, without the slash."),
	})
	.meta({ id: "PublishedIdentifiers", title: "Identifiers", description: "Provider ids in other systems." });

export const publishedOffering = z
	.strictObject({
		id: id.describe("Key of the offering; for ever."),
		name: z.string().describe("As buyers know it."),
		developer: z.string().describe("Display name of the developer; Various where there are several."),
		developer_id: nullableText.describe("Vendor id of the developer; null where there are several."),
		platform: z.string().describe("Display name of the service, or of the platform where no service stands between."),
		platform_id: z.string().describe("Vendor id of the platform."),
		service_id: nullableText.describe("Id of the service that several offerings share."),
		category: z.enum(Object.keys(CATEGORIES) as [Category, ...Category[]]).describe("Kind of offering."),
		model_family: z.string().describe("The family of models."),
		summary: z.string().describe("One to three neutral sentences, Markdown."),
		status: z.enum(STATUSES).describe("active, or retired since `retired_on`."),
		retired_on: nullableDate.describe("Day on which the offering ended."),
		successor: nullableText.describe("Id of the offering that replaces it."),
		aliases: z.array(z.string()).describe("Former ids."),
		identifiers: publishedIdentifiers.describe("Provider ids in other systems."),
		api_hosts: z.array(z.string()).describe("Hosts of the API; `{region}` and `{resource}` stand for what differs."),
		model_patterns: z.array(z.string()).describe("Globs of model ids."),
		sort_order: z.int().min(0).describe("Place in the order of ids."),
		permalink: z.string().describe("URL of the offering's page."),
		watch_outs: counts("Assessed cells whose grade is not yes_public."),
		limited: counts("Cells graded yes_public that have limits."),
		not_applicable: z
			.array(z.enum(DIMENSION_IDS))
			.describe("Dimensions that do not apply: developer-level ones where the developers are various."),
		dimensions: publishedCells.describe("Dimension id to cell; a dimension that was not assessed is absent."),
		model_exceptions: z
			.array(
				z.strictObject({ model: z.string(), dimensions: publishedCells }).meta({
					id: "PublishedModelException",
					title: "Model exception",
					description: "Cells that differ for one model.",
				}),
			)
			.describe("Cells that differ for single models."),
	})
	.meta({ id: "PublishedOffering", title: "Offering", description: "A model family as served by one service." });

/** The keys with which every JSON artifact begins. */
export const publishedHeader = {
	$schema: z.string().describe("URL of this artifact's JSON Schema."),
	schema_version: z.literal(2).describe("Version of the data model."),
	name: z.string().describe("Name of the data set."),
	version: z.string().describe("Version of the data set."),
	generated: date.describe("Day of the commit that it was made from."),
	license: z.string().describe("SPDX id of the data's licence."),
};

const gradeCounts = z
	.strictObject(Object.fromEntries(GRADE_IDS.map((grade) => [grade, counts(`Cells graded ${grade}.`)])))
	.meta({ id: "GradeCounts", title: "Grade counts", description: "Cells per grade." });
const stateCounts = z
	.strictObject(Object.fromEntries(STATES.map((state) => [state, counts(`Cells that are ${state}.`)])))
	.meta({ id: "StateCounts", title: "State counts", description: "Cells per state of freshness." });

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
			.meta({
				id: "SourceCounts",
				title: "Source counts",
				description: "What became of the sources, as far as they were looked at.",
			}),
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

/** A dimension as it is published. */
export const publishedDimension = z
	.strictObject({
		id: z.enum(DIMENSION_IDS).describe("Key of the dimension; for ever."),
		label: z.string().describe("Short name."),
		question: z.string().describe("The question that a cell answers."),
		buyer_question: z.string().describe("The same question in a buyer's words."),
		slug: z.string().describe("Folder of its page under `questions/`."),
		group: z.enum(GROUPS).describe("Group that it is shown in."),
		graded_on: z.enum(["platform", "developer"]).describe("Whose practice is graded."),
		fresh_days: z.int().min(1).describe("Days for which evidence counts as fresh."),
		rubric: z
			.strictObject(Object.fromEntries(GRADE_IDS.map((grade) => [grade, z.string()])))
			.describe("Grade to its meaning for this question."),
		facts: z.record(z.string(), z.string()).describe("Fact key to its meaning."),
	})
	.meta({ id: "PublishedDimension", title: "Dimension details", description: "One question asked of every offering." });

/** A grade as it is published. */
export const publishedGrade = z
	.strictObject({
		id: z.enum(GRADE_IDS).describe("Key of the grade."),
		label: z.string().describe("Name of the grade."),
		glyph: z.string().describe("Sign that shows it."),
		rank: z.int().min(0).describe("Higher means that evidence supports a yes better."),
		meaning: z.string().describe("General meaning."),
	})
	.meta({ id: "PublishedGrade", title: "Grade details", description: "How well public evidence supports a yes." });

/** A vendor as it is published. */
export const publishedVendor = z
	.strictObject({
		id: id.describe("Key of the vendor."),
		name: z.string().describe("As buyers know it."),
		kind: z.enum(["vendor", "authority"]).describe("authority: a regulator, auditor or standards body."),
		domains: z.array(z.string()).describe("Official domains; a source under one of them is the vendor's."),
		country: z.string().describe("Headquarters, ISO 3166-1 alpha-2, or EU."),
		aliases: z.array(z.string()).describe("Other or former names."),
		trust_center: nullableText.describe("URL of its trust center."),
		document_prefixes: z.array(z.string()).describe("URL prefixes on shared hosts that are the vendor's."),
	})
	.meta({ id: "PublishedVendor", title: "Vendor", description: "A developer, a platform, or an authority." });

/** A service as it is published. */
export const publishedService = z
	.strictObject({
		id: id.describe("Key of the service."),
		name: z.string().describe("As buyers know it."),
		platform_id: z.string().describe("Vendor id of the platform that runs it."),
		aliases: z.array(z.string()).describe("Former ids."),
		identifiers: publishedIdentifiers.describe("Provider ids in other systems."),
		api_hosts: z.array(z.string()).describe("Hosts of the API; `{region}` and `{resource}` stand for what differs."),
		offerings: z.array(z.string()).describe("Ids of its offerings."),
	})
	.meta({ id: "PublishedService", title: "Service", description: "A service that serves several offerings." });

/** An archive as it is published. */
export const publishedArchive = z
	.strictObject({
		prefix: z.string().describe("Beginning of every permalink into it; its key."),
		name: z.string().describe("Name of the archive."),
		kept_by: z.enum(KEEPERS).describe("Who keeps it."),
		licence: z.string().describe("Licence of the archive, as it is known."),
	})
	.meta({ id: "PublishedArchive", title: "Archive", description: "A public repository that copies are cited from." });

/** A registry or collection that cells rest on, as it is published. */
export const publishedAttribution = z
	.strictObject({
		name: z.string().describe("The reader's name, as `reader.name` of a source gives it; its key."),
		url: nullableText.describe("Its page."),
		licence: z.string().describe("Terms under which it may be cited, as they are known."),
	})
	.meta({
		id: "PublishedAttribution",
		title: "Attribution",
		description: "A registry or collection that cells rest on.",
	});

export const publishedData = z
	.strictObject({
		...publishedHeader,
		homepage: z.string().describe("URL of the site."),
		repository: z.string().describe("URL of the repository that the records are kept in."),
		disclaimer: z.string().describe("What the grades are not."),
		dimensions: z.record(z.string(), z.string()).describe("Dimension id to question."),
		dimension_details: z.array(publishedDimension).describe("Every dimension, in the order in which it is shown."),
		grades: z.array(publishedGrade).describe("Every grade, best first."),
		vendors: z.array(publishedVendor).describe("Every vendor, by id."),
		services: z.array(publishedService).describe("Every service, by id."),
		archives: z.array(publishedArchive).describe("Archives that copies are cited from."),
		attributions: z.array(publishedAttribution).describe("Registries and collections that cells rest on."),
		coverage,
		offerings: z.array(publishedOffering).describe("Every offering, by id."),
	})
	.meta({ title: "Registry data", description: "The whole data set." });

/** One line of `data.ndjson`. */
export const publishedCellLine = z
	.strictObject({
		offering: z.strictObject({
			id,
			name: z.string(),
			developer_id: nullableText,
			platform_id: z.string(),
			service_id: nullableText,
			category: z.string(),
			model_family: z.string(),
			status: z.enum(STATUSES),
		}),
		dimension: z.enum(DIMENSION_IDS),
		model: nullableText.describe("The model, for the cell of one model alone."),
		cell_id: z.string().describe("Key of the answer; there also where it was not assessed."),
		status: z.enum(CELL_STATUSES).describe("assessed, not_assessed or not_applicable."),
		cell: publishedCell.nullable().describe("The answer; null unless it is assessed."),
	})
	.meta({ title: "Cell line", description: "One answer with the offering it belongs to, assessed or not." });

export const publishedIndex = z
	.strictObject({
		...publishedHeader,
		offerings: z.array(
			z.strictObject({
				id,
				name: z.string(),
				developer_id: nullableText,
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
export type PublishedSearched = PublishedCell["searched"][number];
export type PublishedReview = PublishedCell["reviews"][number];
export type PublishedCells = Partial<Record<DimensionId, PublishedCell>>;
export type PublishedOffering = Omit<z.infer<typeof publishedOffering>, "dimensions" | "model_exceptions"> & {
	dimensions: PublishedCells;
	model_exceptions: { model: string; dimensions: PublishedCells }[];
};
export type PublishedData = Omit<z.infer<typeof publishedData>, "offerings"> & { offerings: PublishedOffering[] };
export type Coverage = PublishedData["coverage"];
