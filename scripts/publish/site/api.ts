import type { z } from "zod";
import type { dimensionFile } from "../../../schemas/api.ts";
import type { Release } from "../../../schemas/changelog.ts";
import { DATASET } from "../../../schemas/dataset.ts";
import { jsonSchema, SCHEMAS, type SchemaName } from "../../../schemas/json-schema.ts";
import type { PublishedData } from "../../../schemas/published.ts";
import { type Artifact, json, jsonArtifact, jsonListArtifact, type TextArtifact, textArtifact } from "../artifact.ts";
import { type Dataset, headOf } from "../dataset.ts";
import { answerRows } from "../tables/cells.ts";
import { openapiYaml } from "./openapi.ts";

/** Folder of the API; there is one per major version. */
export const API_FOLDER = `v${DATASET.schema_version}/`;

/** Files of the build that the API serves as they are. */
const SERVED =
	/^(?:offerings\/.+|(?:data|index|changes|contract|datapackage)\.json|data\.ndjson|[a-z]+\.(?:csv|parquet)|registry\.(?:sqlite|xlsx)|dataset\.jsonld|schemas\/.+|LICENSE-DATA|NOTICE)$/;

/** Returns the files of the HTTP API: copies of artifacts, and small answers by dimension, vendor, identifier and release. */
export function apiArtifacts(
	dataset: Dataset,
	releases: readonly Release[],
	artifacts: readonly Artifact[],
): Artifact[] {
	const copies = artifacts.flatMap((artifact) => {
		if (!SERVED.test(artifact.path)) return [];
		const path = artifact.path === "index.json" ? "offerings.json" : artifact.path;
		return [
			{ path: `${API_FOLDER}${path}`, sameAs: artifact.path, pieces: (scratch: string) => artifact.pieces(scratch) },
		];
	});
	return [
		...copies,
		...dimensionFiles(dataset),
		...vendorFiles(dataset),
		byIdentifierFile(dataset),
		...releases.map((release) =>
			jsonArtifact(`${API_FOLDER}changes/${release.version}.json`, "release-file", () => ({
				...headOf(dataset, "release-file"),
				release,
			})),
		),
		...versionedSchemas(dataset.header.version),
		textArtifact(`${API_FOLDER}openapi.yaml`, openapiYaml(dataset.header)),
	];
}

function dimensionFiles(dataset: Dataset): TextArtifact[] {
	return dataset.header.dimension_details.map((dimension) =>
		jsonListArtifact(
			`${API_FOLDER}dimensions/${dimension.id}.json`,
			"dimension-file",
			() => ({ ...headOf(dataset, "dimension-file"), dimension, answers: [] }),
			() => answersTo(dimension.id, dataset),
			"#/$defs/Answer",
		),
	);
}

function* answersTo(dimension: string, dataset: Dataset): Generator<z.infer<typeof dimensionFile>["answers"][number]> {
	for (const row of answerRows(dataset)) {
		if (row.dimension !== dimension || row.model !== null) continue;
		const { offering, cell_id, status, cell } = row;
		yield { offering: offering.id, name: offering.name, cell_id, status, cell };
	}
}

function vendorFiles(dataset: Dataset): TextArtifact[] {
	const { header, offerings } = dataset;
	return header.vendors.map((vendor) =>
		jsonArtifact(`${API_FOLDER}vendors/${vendor.id}.json`, "vendor-file", () => ({
			...headOf(dataset, "vendor-file"),
			vendor,
			services: header.services.filter(({ platform_id }) => platform_id === vendor.id),
			serves: offerings.filter(({ platform_id }) => platform_id === vendor.id).map(({ id }) => id),
			develops: offerings.filter(({ developer_id }) => developer_id === vendor.id).map(({ id }) => id),
		})),
	);
}

function byIdentifierFile(dataset: Dataset): TextArtifact {
	const { offerings } = dataset;
	type Offering = PublishedData["offerings"][number];
	const grouped = (namesOf: (offering: Offering) => readonly (string | null)[]) => {
		const ids = new Map<string, string[]>();
		for (const offering of offerings) {
			for (const name of namesOf(offering)) if (name !== null) ids.set(name, [...(ids.get(name) ?? []), offering.id]);
		}
		return Object.fromEntries([...ids].sort(([a], [b]) => (a < b ? -1 : 1)));
	};
	return jsonArtifact(`${API_FOLDER}by-identifier.json`, "by-identifier", () => ({
		...headOf(dataset, "by-identifier"),
		models_dev: grouped(({ identifiers }) => [identifiers.models_dev]),
		openrouter: grouped(({ identifiers }) => [identifiers.openrouter]),
		litellm: grouped(({ identifiers }) => [identifiers.litellm]),
		hosts: grouped(({ api_hosts }) => api_hosts),
		model_patterns: grouped(({ model_patterns }) => model_patterns),
	}));
}

/** Returns a copy of every schema under the exact version, with that URL as its `$id`. */
function versionedSchemas(version: string): TextArtifact[] {
	return (Object.keys(SCHEMAS) as SchemaName[]).map((name) => {
		const path = `${API_FOLDER}schemas/${version}/${name}.schema.json`;
		return textArtifact(path, json({ ...jsonSchema(name), $id: `${DATASET.homepage}${path}` }));
	});
}
