import type { Artifact } from "./artifact.ts";
import { cellsCsv } from "./cells-csv.ts";
import { dataJson } from "./data-json.ts";
import type { Dataset } from "./dataset.ts";
import { indexJson, offeringFiles } from "./offering-files.ts";
import { offeringsCsv } from "./offerings-csv.ts";
import { schemaArtifacts } from "./schemas.ts";

/** Every artifact of a data set, but for SHA256SUMS, which is made from them. */
export function* artifactsOf(dataset: Dataset): Generator<Artifact> {
	yield dataJson(dataset);
	yield indexJson(dataset);
	yield* offeringFiles(dataset);
	yield offeringsCsv(dataset);
	yield cellsCsv(dataset);
	yield* schemaArtifacts();
}
