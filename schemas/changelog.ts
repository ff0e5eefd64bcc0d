import { z } from "zod";
import { BUMPS, changeSchema } from "./change.ts";
import { date } from "./primitives.ts";
import { publishedHeader, publishedOffering } from "./published.ts";

const count = (what: string) => z.int().min(0).describe(what);

const statistics = z.strictObject({
	offerings: count("Offerings in the release."),
	cells: count("Assessed cells in the release."),
	upgrades: count("Cells whose grade went up."),
	downgrades: count("Cells whose grade went down."),
	reverified: count("Cells that were read again."),
});

export const releasedChange = changeSchema
	.extend({
		source: z.string().nullable().describe("Address of the cell's main source after the change."),
		credits: z.array(z.string()).describe("People whose evidence it rests on."),
		pulls: z.array(z.int()).describe("Pull requests that touched the offering in this release."),
	})
	.meta({ id: "ReleasedChange", title: "Released change", description: "A change, with whom it is owed to." });

export const releaseSchema = z
	.strictObject({
		version: z.string().describe("Version of the release."),
		date: date.describe("Day of the newest commit in the release."),
		bump: z.enum(BUMPS).describe("How far the version moved."),
		news: z
			.string()
			.optional()
			.describe("What is new for each kind of reader, Markdown by the maintainers; absent where they wrote none."),
		statistics: statistics.describe("What the release holds and what moved."),
		changes: z.array(releasedChange).describe("Every change."),
	})
	.meta({ id: "Release", title: "Release", description: "A version of the data set and what changed in it." });

export const changelogSchema = z
	.strictObject({ ...publishedHeader, releases: z.array(releaseSchema).describe("Newest first.") })
	.meta({ title: "Changes", description: "Every release with every change." });

export const publishedOfferingFile = z
	.strictObject({
		...publishedHeader,
		offering: publishedOffering,
		changes: z
			.array(
				releasedChange.extend({ version: z.string(), date }).meta({
					id: "DatedChange",
					title: "Dated change",
					description: "A change and the release that it came with.",
				}),
			)
			.describe("What changed in it, newest release first."),
	})
	.meta({ title: "Offering", description: "One offering with its changes." });

export type Release = z.infer<typeof releaseSchema>;
export type ReleasedChange = z.infer<typeof releasedChange>;
