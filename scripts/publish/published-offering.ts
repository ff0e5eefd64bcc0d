import type { Cell } from "../../schemas/cell.ts";
import { answerUrl, permalinkOf } from "../../schemas/dataset.ts";
import {
	DIMENSION_IDS,
	DIMENSIONS,
	type DimensionId,
	dimensionOf,
	isDeveloperLevel,
} from "../../schemas/dimensions/index.ts";
import { type Offering, VARIOUS } from "../../schemas/offering.ts";
import type { PublishedCell, PublishedCells, PublishedOffering } from "../../schemas/published.ts";
import type { Service } from "../../schemas/service.ts";
import type { Source } from "../../schemas/source.ts";
import { freshnessOf } from "../registry/freshness.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell, ResolvedCells, ResolvedOffering } from "../registry/resolve.ts";

/** Returns an offering as it is published; freshness is computed for the day `generated`. */
export function toPublishedOffering(
	{ value, service, platform, cells, exceptions }: ResolvedOffering,
	order: number,
	registry: Registry,
	generated: string,
): PublishedOffering {
	const published = (from: ResolvedCells, model: string | null) =>
		publishedCells(from, value.id, model, registry, generated);
	const dimensions = published(cells, null);
	const all = Object.values(dimensions);
	return {
		id: value.id,
		name: value.name,
		developer: value.developer === VARIOUS ? "Various" : registry.vendors.nameOf(value.developer),
		developer_id: value.developer === VARIOUS ? null : value.developer,
		platform: service?.name ?? registry.vendors.nameOf(platform ?? ""),
		platform_id: platform ?? "",
		service_id: value.service ?? null,
		category: value.category,
		model_family: value.model_family,
		summary: value.summary,
		status: value.status ?? "active",
		retired_on: value.retired_on ?? null,
		successor: value.successor ?? null,
		aliases: value.aliases ?? [],
		identifiers: toPublishedIdentifiers(value.identifiers ?? service?.identifiers),
		api_hosts: value.api_hosts ?? service?.api_hosts ?? [],
		model_patterns: value.model_patterns ?? [],
		sort_order: order,
		permalink: permalinkOf(value.id),
		watch_outs: all.filter((cell) => cell.value !== "yes_public").length,
		limited: all.filter((cell) => cell.value === "yes_public" && cell.limits.length > 0).length,
		not_applicable: notApplicable(value),
		dimensions,
		model_exceptions: exceptions.map(({ model, cells: differing }) => ({
			model,
			dimensions: published(differing, model),
		})),
	};
}

/** Returns the ids in other systems, null for each that is not known. */
export function toPublishedIdentifiers(identifiers: Service["identifiers"]): PublishedOffering["identifiers"] {
	return {
		models_dev: identifiers?.models_dev ?? null,
		openrouter: identifiers?.openrouter ?? null,
		litellm: identifiers?.litellm ?? null,
	};
}

/** Developer-level dimensions do not apply where the developers are various. */
function notApplicable(offering: Offering): DimensionId[] {
	return offering.developer === VARIOUS ? DIMENSION_IDS.filter(isDeveloperLevel) : [];
}

function publishedCells(
	cells: ResolvedCells,
	offering: string,
	model: string | null,
	registry: Registry,
	generated: string,
): PublishedCells {
	const published: PublishedCells = {};
	for (const { id } of DIMENSIONS) {
		const cell = cells[id];
		if (cell) published[id] = publishedCell(cell, offering, model, registry, generated);
	}
	return published;
}

function publishedCell(
	resolved: ResolvedCell,
	offering: string,
	model: string | null,
	registry: Registry,
	generated: string,
): PublishedCell {
	const { cell, dimension, sources, searched, limits, evidenceDate, holder, writtenIn } = resolved;
	const graded = registry.lookups.gradedVendors(holder);
	const definition = dimensionOf(dimension);
	const { fresh_until, state } = freshnessOf(evidenceDate, cell.valid_until, definition, generated);
	const [main] = sources;
	const verified = evidenceDate ?? cell.checked;
	if (verified === undefined) throw new Error(`${writtenIn}: ${dimension} has no date at all; run the check`);
	return {
		cell_id: `${offering}/${dimension}${model === null ? "" : `/${model}`}`,
		value: cell.value,
		contrary: cell.contrary ?? false,
		confidence: cell.confidence,
		finding: cell.finding,
		caveat: cell.caveat ?? null,
		limits: limits.map(({ kind, what }) => ({ kind, what })),
		requires: cell.requires ?? [],
		notes: cell.notes,
		source: main?.url ?? null,
		archived: main?.archived ?? null,
		verified,
		evidence_date: evidenceDate,
		verified_via: main?.via ?? null,
		checked: cell.checked ?? null,
		fresh_until,
		state_at_release: state,
		valid_until: cell.valid_until ?? null,
		written_in: writtenIn,
		differs: cell.differs ?? null,
		permalink: answerUrl(offering, dimension),
		tier: cell.tier ?? null,
		route: cell.route ?? null,
		default: cell.default ?? null,
		geography: cell.geography ?? null,
		sources: sources.map((source) => publishedSource(source, graded, registry)),
		searched: searched.map(({ url, title, as_of, archived, unchanged, captured }) => ({
			url,
			title: title ?? null,
			as_of: as_of ?? unchanged ?? captured ?? null,
			archived: archived ?? null,
		})),
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
		facts: factsInOrder(cell, Object.keys(definition.facts)),
	};
}

function publishedSource(
	source: Source,
	graded: readonly string[],
	{ vendors, archives }: Registry,
): PublishedCell["sources"][number] {
	return {
		url: source.url,
		title: source.title ?? null,
		document: source.document ?? null,
		publisher: vendors.publisherOf(source.url, graded),
		via: source.via,
		archived: source.archived ?? null,
		archive_kept_by: source.archived === undefined ? null : (archives.of(source.archived)?.kept_by ?? null),
		published: source.published ?? null,
		captured: source.captured ?? null,
		unchanged: source.unchanged ?? null,
		reader: source.reader
			? { name: source.reader.name, url: source.reader.url ?? null, date: source.reader.date ?? null }
			: null,
		sha256: source.sha256 ?? null,
		locator: source.locator ?? null,
		quote: source.quote ?? null,
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
