import type { Cell } from "../../schemas/cell.ts";
import { DATASET, permalinkOf } from "../../schemas/dataset.ts";
import { DIMENSIONS, dimensionOf } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";
import { type Cells, type Offering, VARIOUS } from "../../schemas/offering.ts";
import type {
	PublishedCell,
	PublishedCells,
	PublishedData,
	PublishedOffering,
	PublishedSource,
} from "../../schemas/published.ts";
import type { Source } from "../../schemas/source.ts";
import type { LinkHistory } from "../evidence/link-history.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import { freshnessOf } from "../registry/freshness.ts";
import type { Registry } from "../registry/registry.ts";
import { Coverer, sourceCounts } from "./coverage.ts";

/** What the data set is published as. */
export interface Stamp {
	readonly version: string;
	/** Day of the commit that it is made from, `YYYY-MM-DD`; freshness is judged on it. */
	readonly generated: string;
}

/** The data set as it is published. Its texts are those of the records, so that a large set is never held twice. */
export interface Dataset {
	readonly header: Omit<PublishedData, "offerings">;
	/** Every offering, in order. */
	readonly offerings: readonly PublishedOffering[];
}

/**
 * Turns a checked registry into what is published, and what is known of its sources into numbers. Pure: the same
 * registry, stamp and state give the same data set.
 */
export function datasetOf(registry: Registry, stamp: Stamp, state: LinkHistory = new Map()): Dataset {
	const sorted = [...registry.offerings].sort((a, b) => byCodeUnit(a.value.id, b.value.id));
	const offerings = sorted.map((record, order) => publishedOffering(record.value, order, registry, stamp));
	const coverer = new Coverer(sourceCounts(verdictsOf(registry, state)));
	for (const offering of offerings) coverer.add(offering);
	return { header: headerOf(registry, stamp, coverer), offerings };
}

/** The keys with which every JSON artifact begins. */
export function headOf({ header }: Dataset) {
	const { schema_version, name, version, generated, license } = header;
	return { schema_version, name, version, generated, license };
}

function headerOf(registry: Registry, stamp: Stamp, coverer: Coverer): Dataset["header"] {
	return {
		schema_version: DATASET.schema_version,
		name: DATASET.name,
		version: stamp.version,
		generated: stamp.generated,
		license: DATASET.license,
		homepage: DATASET.homepage,
		repository: DATASET.repository,
		disclaimer: DATASET.disclaimer,
		dimensions: Object.fromEntries(DIMENSIONS.map(({ id, question }) => [id, question])),
		dimension_details: DIMENSIONS.map((dimension) => ({
			id: dimension.id,
			label: dimension.label,
			question: dimension.question,
			buyer_question: dimension.buyer_question,
			slug: dimension.slug,
			group: dimension.group,
			graded_on: dimension.graded_on,
			fresh_days: dimension.fresh_days,
			rubric: { ...dimension.rubric },
			facts: Object.fromEntries(Object.entries(dimension.facts).map(([key, type]) => [key, type.description ?? ""])),
		})),
		grades: GRADES.map((grade) => ({ ...grade })),
		vendors: registry.vendorRecords
			.map(({ value }) => value)
			.sort((a, b) => byCodeUnit(a.id, b.id))
			.map((vendor) => ({
				id: vendor.id,
				name: vendor.name,
				kind: vendor.kind ?? ("vendor" as const),
				domains: vendor.domains,
				country: vendor.country,
				aliases: vendor.aliases ?? [],
				trust_center: vendor.trust_center ?? null,
			})),
		coverage: coverer.coverage,
	};
}

function publishedOffering(offering: Offering, order: number, { vendors }: Registry, stamp: Stamp): PublishedOffering {
	const cells = (from: Cells) => publishedCells(from, (source) => vendors.kindOf(source, offering), stamp.generated);
	const dimensions = cells(offering.dimensions);
	return {
		id: offering.id,
		name: offering.name,
		developer: offering.developer === VARIOUS ? "Various" : vendors.nameOf(offering.developer),
		developer_id: offering.developer,
		platform: vendors.nameOf(offering.platform),
		platform_id: offering.platform,
		category: offering.category,
		model_family: offering.model_family,
		summary: offering.summary,
		status: offering.status ?? "active",
		retired_on: offering.retired_on ?? null,
		successor: offering.successor ?? null,
		aliases: offering.aliases ?? [],
		sort_order: order,
		permalink: permalinkOf(offering.id),
		watch_outs: Object.values(dimensions).filter((cell) => cell && cell.value !== "yes_public").length,
		not_applicable: notApplicable(offering),
		dimensions,
		model_exceptions: (offering.model_exceptions ?? []).map(({ model, dimensions: differing }) => ({
			model,
			dimensions: cells(differing),
		})),
	};
}

/** Developer-level dimensions do not apply where the developers are various. */
function notApplicable(offering: Offering): string[] {
	if (offering.developer !== VARIOUS) return [];
	return DIMENSIONS.filter((dimension) => dimension.graded_on === "developer").map((dimension) => dimension.id);
}

function publishedCells(
	cells: Cells,
	kindOf: (source: Source) => PublishedSource["kind"],
	generated: string,
): PublishedCells {
	const published: Record<string, PublishedCell> = {};
	for (const { id } of DIMENSIONS) {
		const cell = cells[id];
		if (cell) published[id] = publishedCell(cell, id, kindOf, generated);
	}
	return published;
}

function publishedCell(
	cell: Cell,
	dimension: string,
	kindOf: (source: Source) => PublishedSource["kind"],
	generated: string,
): PublishedCell {
	const main = cell.sources?.[0];
	const definition = dimensionOf(dimension);
	const { expires, state } = freshnessOf(cell, definition, generated);
	return {
		value: cell.value,
		contrary: cell.contrary ?? false,
		confidence: cell.confidence,
		source: main?.url ?? null,
		archived: main?.archived ?? null,
		verified: cell.verified,
		verified_via: cell.verified_via,
		expires,
		state,
		caveat: cell.caveat ?? null,
		notes: cell.notes,
		sources: (cell.sources ?? []).map((source) => ({
			url: source.url,
			title: source.title ?? null,
			kind: kindOf(source),
			archived: source.archived ?? null,
			published: source.published ?? null,
			captured: source.captured ?? null,
			sha256: source.sha256 ?? null,
			locator: source.locator ?? null,
			quote: source.quote ?? null,
		})),
		searched: cell.searched ?? [],
		tier: cell.tier ?? null,
		route: cell.route ?? null,
		default: cell.default ?? null,
		geography: cell.geography ?? null,
		valid_until: cell.valid_until ?? null,
		facts: factsInOrder(cell, Object.keys(definition.facts)),
		reviews: cell.reviews ?? [],
		dispute: cell.dispute
			? {
					opened: cell.dispute.opened,
					by: cell.dispute.by,
					statement: cell.dispute.statement,
					url: cell.dispute.url,
					outcome: cell.dispute.outcome ?? null,
					closed: cell.dispute.closed ?? null,
				}
			: null,
	};
}

function factsInOrder(cell: Cell, keys: readonly string[]): PublishedCell["facts"] {
	const facts: PublishedCell["facts"] = {};
	for (const key of keys) {
		const value = cell.facts?.[key];
		if (value !== undefined) facts[key] = typeof value === "object" ? [...value] : value;
	}
	return facts;
}
