import { indented, json, type TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";
import { assertValid } from "./validate.ts";

/** `data.json`: the whole data set, written offering by offering. */
export function dataJson(dataset: Dataset): TextArtifact {
	const path = "data.json";
	return {
		path,
		*pieces() {
			assertValid("data", { ...dataset.header, offerings: [] }, path);
			// Everything up to the list's opening bracket; the list is the last key.
			yield json({ ...dataset.header, offerings: [] }).replace(/\[\]\n\}\n$/, "[");
			let first = true;
			for (const offering of dataset.offerings) {
				assertValid("data", offering, `${path}: ${offering.id}`, "#/$defs/PublishedOffering");
				yield `${first ? "" : ","}\n${indented(offering, 4)}`;
				first = false;
			}
			yield `${first ? "" : "\n  "}]\n}\n`;
		},
	};
}
