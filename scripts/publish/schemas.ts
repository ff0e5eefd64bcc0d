import { schemaFiles } from "../../schemas/json-schema.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";

/** `schemas/*.schema.json`: the schemas of the records and of every JSON artifact. */
export function schemaArtifacts(): TextArtifact[] {
	return [...schemaFiles()].map(([path, text]) => textArtifact(`schemas/${path}`, text));
}
