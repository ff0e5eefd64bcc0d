import type { Registry } from "../registry/registry.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";

/**
 * Returns the record files as they are, below `records/`, and the list of archives: the form on the site edits them. Part
 * of a build and never committed twice.
 */
export function recordFiles({ files, archives }: Registry): TextArtifact[] {
	const list = { archives: archives.list, readers: archives.readers };
	return [
		...files.flatMap(({ path, text }) => (text === null ? [] : [textArtifact(`records/${path}`, text)])),
		// JSON is YAML as well.
		textArtifact("records/archives.yaml", `${JSON.stringify(list)}\n`),
	];
}
