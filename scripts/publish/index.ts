import type { Release } from "../../schemas/changelog.ts";
import { type Artifact, digested, type TextArtifact } from "./artifact.ts";
import { changesJson } from "./changes-json.ts";
import { contractJson } from "./contract.ts";
import { csvArtifact } from "./csv.ts";
import { dataJson } from "./data-json.ts";
import { dataNdjson } from "./data-ndjson.ts";
import { datapackageJson } from "./datapackage-json.ts";
import type { Dataset } from "./dataset.ts";
import { datasetJsonld } from "./dataset-jsonld.ts";
import { feedXml } from "./feed-xml.ts";
import { legalArtifacts, readmeText } from "./legal.ts";
import { matrixSvg } from "./matrix-svg.ts";
import { npmPackage } from "./npm-package.ts";
import { indexJson, offeringFiles } from "./offering-files.ts";
import { parquetArtifact } from "./parquet.ts";
import { schemaArtifacts } from "./schemas.ts";
import { siteArtifacts } from "./site/index.ts";
import { sqliteDatabase } from "./sqlite.ts";
import { tablesOf } from "./tables/index.ts";
import { xlsxArtifact } from "./xlsx.ts";

/** Returns every text artifact of a data set with its releases (newest first), but for SHA256SUMS, which is made from them. */
export function* artifactsOf(dataset: Dataset, releases: readonly Release[]): Generator<TextArtifact> {
	yield dataJson(dataset);
	const files = offeringFiles(dataset, releases);
	for (const { file } of files) yield file;
	yield indexJson(dataset, files);
	const tables = tablesOf(dataset, releases).map((table) => ({
		table,
		csv: digested(csvArtifact(table)),
	}));
	for (const { csv } of tables) yield csv;
	yield datapackageJson(dataset, tables);
	yield dataNdjson(dataset);
	yield changesJson(dataset, releases);
	yield feedXml(dataset, releases);
	yield matrixSvg(dataset);
	yield datasetJsonld(dataset, releases.at(-1)?.date ?? dataset.header.generated);
	yield* schemaArtifacts();
	yield contractJson(dataset);
	yield* legalArtifacts(dataset);
	yield readmeText(dataset);
	yield* npmPackage(dataset, files);
}

/** Returns every artifact of a build: those of dist/, the binary ones, and what the site serves. */
export function buildArtifacts(dataset: Dataset, releases: readonly Release[]): Artifact[] {
	const artifacts = [...artifactsOf(dataset, releases), ...binaryArtifacts(dataset, releases)];
	return [...artifacts, ...siteArtifacts(dataset, releases, artifacts)];
}

/** Returns the artifacts that are no text: part of a build and of a release, and never committed. */
export function binaryArtifacts(dataset: Dataset, releases: readonly Release[]): Artifact[] {
	return [
		sqliteDatabase(dataset, releases),
		...tablesOf(dataset, releases).map((table) => parquetArtifact(table, dataset)),
		xlsxArtifact(dataset),
	];
}
