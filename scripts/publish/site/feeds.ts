import type { Release, ReleasedChange } from "../../../schemas/changelog.ts";
import { DATASET, permalinkOf } from "../../../schemas/dataset.ts";
import { dimensionOf, isDimension } from "../../../schemas/dimensions/index.ts";
import { GRADE_IDS, type GradeId, gradeOf } from "../../../schemas/grades.ts";
import { type TextArtifact, textArtifact } from "../artifact.ts";
import { atomFeed, type FeedEntry } from "../atom.ts";
import type { Dataset } from "../dataset.ts";
import { placedChanges } from "../offering-files.ts";

/** Most entries of the overall feed; readers ask again, and changes.json has all of them. */
const MAX_ENTRIES = 500;
/** Longest value that an entry shows, in characters. */
const MAX_VALUE = 300;

/** Returns `feeds/<id>.xml`, one entry per change of an offering, and `feeds/changes.xml` over all. */
export function changeFeeds({ header, offerings }: Dataset, releases: readonly Release[]): TextArtifact[] {
	const names = new Map(offerings.map(({ id, name }) => [id, name]));
	const changes = placedChanges(releases);
	const perOffering = offerings.map(({ id, name, aliases }) => {
		const own = [id, ...aliases].flatMap((one) => changes.get(one) ?? []);
		const entries = own.map(({ release, change, position }) => entryOf(release, change, position, id, name));
		const path = `feeds/${id}.xml`;
		const about = { title: `${header.name}: ${name}`, path, page: permalinkOf(id), author: header.name };
		return textArtifact(path, atomFeed(about, entries, header.generated));
	});
	const all = releases.flatMap((release) =>
		release.changes.flatMap((change, position) => {
			const id = change.offering ?? change.offerings?.[0];
			if (id === undefined) return [];
			const more = (change.offerings?.length ?? 1) - 1;
			const name = names.get(id) ?? id;
			return [entryOf(release, change, position, id, more > 0 ? `${name} and ${more} more` : name)];
		}),
	);
	const about = {
		title: `${header.name}: every change`,
		path: "feeds/changes.xml",
		page: `${header.homepage}changes/`,
		author: header.name,
	};
	return [...perOffering, textArtifact(about.path, atomFeed(about, all.slice(0, MAX_ENTRIES), header.generated))];
}

function entryOf(release: Release, change: ReleasedChange, position: number, id: string, name: string): FeedEntry {
	const { kind, dimension, field, before, after } = change;
	const label = dimension !== null && isDimension(dimension) ? dimensionOf(dimension).label : "record";
	const what =
		field === null || field === "value" ? kind.replaceAll("_", " ") : `${kind.replaceAll("_", " ")} (${field})`;
	return {
		// The place of a change in a release that is published never changes.
		id: `${DATASET.homepage}changes/#v${release.version}-${position + 1}-${id}`,
		title: `${name}: ${label}: ${what}`,
		url: dimension === null ? permalinkOf(id) : `${permalinkOf(id)}#${dimension}`,
		day: release.date,
		summary: `Before: ${shown(before)}. After: ${shown(after)}. In release ${release.version}.`,
	};
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return "none";
	if (GRADE_IDS.some((id) => id === value)) return gradeOf(value as GradeId).label;
	const text = typeof value === "string" ? value : JSON.stringify(value);
	return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}
