import type { Release, ReleasedChange } from "../../../schemas/changelog.ts";
import { DATASET, permalinkOf } from "../../../schemas/dataset.ts";
import { dimensionOf, isDimension } from "../../../schemas/dimensions/index.ts";
import { GRADE_IDS, type GradeId, gradeOf } from "../../../schemas/grades.ts";
import { fieldsText, itemNames, listChange } from "../../changes/list-change.ts";
import { passages } from "../../lib/passages.ts";
import { lazyText, type TextArtifact, textArtifact } from "../artifact.ts";
import { atomFeed, type FeedEntry } from "../atom.ts";
import type { Dataset } from "../dataset.ts";
import { changesWithReleases } from "../offering-files.ts";

/** Most entries of the overall feed; readers ask again, and changes.json has all of them. */
const MAX_ENTRIES = 500;

/** Returns `feeds/<id>.xml`, one entry per change of an offering, and `feeds/changes.xml` over all. */
export function changeFeeds({ header, offerings }: Dataset, releases: readonly Release[]): TextArtifact[] {
	const names = new Map(offerings.map(({ id, name }) => [id, name]));
	const changes = changesWithReleases(releases);
	const perOffering = offerings.map(({ id, name, aliases }) => {
		const path = `feeds/${id}.xml`;
		const about = { title: `${header.name}: ${name}`, path, page: permalinkOf(id), author: header.name };
		return lazyText(path, () => {
			const own = [id, ...aliases].flatMap((one) => changes.get(one) ?? []);
			const entries = own.map(({ release, change }) => entryOf(release, change, id, name));
			return atomFeed(about, entries, header.generated);
		});
	});
	const all = releases.flatMap((release) =>
		release.changes.flatMap((change) => {
			const id = change.offering ?? change.offerings?.[0];
			if (id === undefined) return [];
			const more = (change.offerings?.length ?? 1) - 1;
			const name = names.get(id) ?? id;
			return [entryOf(release, change, id, more > 0 ? `${name} and ${more} more` : name)];
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

function entryOf(release: Release, change: ReleasedChange, id: string, name: string): FeedEntry {
	const { kind, dimension, field, path } = change;
	const label = dimension !== null && isDimension(dimension) ? dimensionOf(dimension).label : "record";
	const what =
		field === null || field === "value" ? kind.replaceAll("_", " ") : `${kind.replaceAll("_", " ")} (${field})`;
	return {
		// Not made of the change's place in the list: a release that is computed anew by later code keeps its ids.
		id: `${DATASET.homepage}changes/#v${release.version}-${id}-${kind}-${encodeURIComponent(path)}`,
		title: `${name}: ${label}: ${what}`,
		url: dimension === null ? permalinkOf(id) : `${permalinkOf(id)}#${dimension}`,
		day: release.date,
		summary: `${movedText(change)} In release ${release.version}.`,
	};
}

/** Says a value before and after: of long texts the passages that differ, of lists the items and what differs in them. */
function movedText({ kind, before, after }: ReleasedChange): string {
	if (typeof before === "object" && typeof after === "object" && (before !== null || after !== null)) {
		const isList = Array.isArray(before) || Array.isArray(after);
		const differing = isList
			? listChange(before, after, String)
			: fieldsText({ ...(before as object) }, { ...(after as object) }, String);
		return [
			`Before: ${sentence(itemNames(before))}`,
			`After: ${sentence(itemNames(after))}`,
			`Difference: ${sentence(differing)}`,
		].join(" ");
	}
	const texts = passages(shown(before), shown(after));
	if (kind === "prose_changed") {
		const quoted = (text: string) => (text === "" ? "none" : `“${text}”`);
		return `Before: ${quoted(texts.before)}. After: ${quoted(texts.after)}.`;
	}
	return `Before: ${sentence(texts.before)} After: ${sentence(texts.after)}`;
}

function sentence(text: string): string {
	return text === "" ? "none." : `${text.replace(/\.$/, "")}.`;
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return "";
	if (GRADE_IDS.some((id) => id === value)) return gradeOf(value as GradeId).label;
	return typeof value === "string" ? value : JSON.stringify(value);
}
