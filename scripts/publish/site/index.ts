import type { Release } from "../../../schemas/changelog.ts";
import type { Artifact } from "../artifact.ts";
import type { Dataset } from "../dataset.ts";
import { apiArtifacts } from "./api.ts";
import { badges } from "./badges.ts";
import { calendars } from "./calendar.ts";
import { changeFeeds } from "./feeds.ts";
import { llmsTxt } from "./llms.ts";

/** Returns what the site serves beside the artifacts themselves: the API, feeds, calendars, badges and llms.txt. Never committed. */
export function siteArtifacts(
	dataset: Dataset,
	releases: readonly Release[],
	artifacts: readonly Artifact[],
): Artifact[] {
	return [
		...apiArtifacts(dataset, releases, artifacts),
		...changeFeeds(dataset, releases),
		...calendars(dataset),
		...badges(dataset),
		llmsTxt(dataset),
	];
}
