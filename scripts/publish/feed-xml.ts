import type { Release } from "../../schemas/changelog.ts";
import { DATASET } from "../../schemas/dataset.ts";
import { type TextArtifact, textArtifact } from "./artifact.ts";
import { atomFeed, type FeedEntry } from "./atom.ts";
import type { Dataset } from "./dataset.ts";

/** Returns `feed.xml`: an Atom entry for each release, newest first. Ids are made of versions, and stay. */
export function feedXml({ header }: Dataset, releases: readonly Release[]): TextArtifact {
	const about = {
		title: `${header.name}: releases`,
		path: "feed.xml",
		page: `${header.homepage}changes/`,
		author: header.name,
		id: header.homepage,
	};
	return textArtifact("feed.xml", atomFeed(about, releases.map(entryOf), header.generated));
}

function entryOf({ version, date, statistics, changes }: Release): FeedEntry {
	const { offerings, cells, upgrades, downgrades, reverified } = statistics;
	return {
		id: `${DATASET.homepage}changes/#v${version}`,
		title: version,
		url: `${DATASET.homepage}changes/#v${version}`,
		day: date,
		summary: `${changes.length} changes: ${upgrades} upgrades, ${downgrades} downgrades, ${reverified} cells read again. ${offerings} offerings, ${cells} cells.`,
	};
}
