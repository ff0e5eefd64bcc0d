import type { Release } from "../../schemas/changelog.ts";
import { jsonArtifact, type TextArtifact } from "./artifact.ts";
import { type Dataset, headOf } from "./dataset.ts";

/** Returns `changes.json`: every release with every change, newest first. */
export function changesJson(dataset: Dataset, releases: readonly Release[]): TextArtifact {
	return jsonArtifact("changes.json", "changes", () => ({ ...headOf(dataset, "changes"), releases }));
}
