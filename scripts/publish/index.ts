import type { Release } from "../../schemas/changelog.ts";
import type { Artifact, TextArtifact } from "./artifact.ts";
import { cellsCsv } from "./cells-csv.ts";
import { changesJson } from "./changes-json.ts";
import { dataJson } from "./data-json.ts";
import { dataNdjson } from "./data-ndjson.ts";
import { datapackageJson } from "./datapackage-json.ts";
import type { Dataset } from "./dataset.ts";
import { feedXml } from "./feed-xml.ts";
import { matrixSvg } from "./matrix-svg.ts";
import { indexJson, offeringFiles } from "./offering-files.ts";
import { offeringsCsv } from "./offerings-csv.ts";
import { schemaArtifacts } from "./schemas.ts";
import { sourcesCsv } from "./sources-csv.ts";
import { sqliteDatabase } from "./sqlite.ts";

/** Every text artifact of a data set with its releases (newest first), but for SHA256SUMS, which is made from them. */
export function* artifactsOf(dataset: Dataset, releases: readonly Release[]): Generator<TextArtifact> {
	yield dataJson(dataset);
	yield indexJson(dataset, releases);
	yield* offeringFiles(dataset, releases);
	const tables = [offeringsCsv(dataset), cellsCsv(dataset), sourcesCsv(dataset)];
	yield* tables;
	yield datapackageJson(dataset, tables);
	yield dataNdjson(dataset);
	yield changesJson(dataset, releases);
	yield feedXml(dataset, releases);
	yield matrixSvg(dataset);
	yield* schemaArtifacts();
}

/** The artifacts that are no text: part of a build and of a release, and never committed. */
export function binaryArtifacts(dataset: Dataset, releases: readonly Release[]): Artifact[] {
	return [sqliteDatabase(dataset, releases)];
}
