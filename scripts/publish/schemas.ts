import { schemaFiles } from "../../schemas/json-schema.ts";
import { type Artifact, textArtifact } from "./artifact.ts";

/** `schemas/*.schema.json`: the schemas of the records and of every JSON artifact. */
export function schemaArtifacts(): Artifact[] {
	return [...schemaFiles()].map(([path, text]) => textArtifact(`schemas/${path}`, text));
}
