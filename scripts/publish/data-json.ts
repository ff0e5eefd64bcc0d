import { jsonListArtifact, type TextArtifact } from "./artifact.ts";
import type { Dataset } from "./dataset.ts";

/** `data.json`: the whole data set, written offering by offering. */
export function dataJson({ header, offerings }: Dataset): TextArtifact {
	const head = { ...header, offerings: [] };
	return jsonListArtifact(
		"data.json",
		"data",
		() => head,
		() => offerings,
		"#/$defs/PublishedOffering",
	);
}
