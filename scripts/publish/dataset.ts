import type { z } from "zod";
import { DATASET } from "../../schemas/dataset.ts";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";
import { type SchemaName, schemaUrl } from "../../schemas/json-schema.ts";
import type { PublishedData, PublishedOffering } from "../../schemas/published.ts";
import type { LinkHistory } from "../evidence/link-history.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Registry } from "../registry/registry.ts";
import { Coverer, sourceCounts, writtenCounts } from "./coverage.ts";
import { toPublishedIdentifiers, toPublishedOffering } from "./published-offering.ts";

/** Version and day that a build bears. */
export interface BuildInfo {
	readonly version: string;
	/** Day of the commit that it is made from, `YYYY-MM-DD`; freshness is computed for it. */
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
 * registry, buildInfo and state give the same data set.
 */
export function datasetOf(registry: Registry, buildInfo: BuildInfo, state: LinkHistory = new Map()): Dataset {
	const sorted = [...registry.offerings].sort((a, b) => byCodeUnit(a.value.id, b.value.id));
	const offerings = sorted.map((record, order) =>
		toPublishedOffering(registry.resolve(record), order, registry, buildInfo.generated),
	);
	const coverer = new Coverer(sourceCounts(verdictsOf(registry, state)), writtenCounts(registry));
	for (const offering of offerings) coverer.add(offering);
	return { header: headerOf(registry, buildInfo, coverer), offerings };
}

/** Returns the keys with which a JSON artifact begins; `schema` names its schema. */
export function headOf({ header }: Dataset, schema: SchemaName) {
	const { schema_version, name, version, generated, license } = header;
	return { $schema: schemaUrl(schema), schema_version, name, version, generated, license };
}

function headerOf(registry: Registry, buildInfo: BuildInfo, coverer: Coverer): Dataset["header"] {
	return {
		$schema: schemaUrl("data"),
		schema_version: DATASET.schema_version,
		name: DATASET.name,
		version: buildInfo.version,
		generated: buildInfo.generated,
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
			facts: Object.fromEntries(
				Object.entries<z.ZodType>(dimension.facts).map(([key, type]) => [key, type.description ?? ""]),
			),
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
				document_prefixes: vendor.document_prefixes ?? [],
			})),
		services: registry.services
			.map(({ value }) => value)
			.sort((a, b) => byCodeUnit(a.id, b.id))
			.map((service) => ({
				id: service.id,
				name: service.name,
				platform_id: service.platform,
				aliases: service.aliases ?? [],
				identifiers: toPublishedIdentifiers(service.identifiers),
				api_hosts: service.api_hosts ?? [],
				offerings: registry.offerings
					.filter(({ value }) => value.service === service.id)
					.map(({ value }) => value.id)
					.sort(byCodeUnit),
			})),
		archives: registry.archives.list.map((archive) => ({ ...archive })),
		attributions: registry.archives.readers.map(({ name, url, licence }) => ({ name, url: url ?? null, licence })),
		coverage: coverer.coverage,
	};
}
