import semver from "semver";
import type { Release } from "../../schemas/changelog.ts";
import { bumped, bumpOfAll } from "../changes/bump.ts";
import { changesBetween } from "../changes/compare.ts";
import { NOTHING, releaseOf } from "../changes/releases.ts";
import { contributionsTouching } from "../git/contributions.ts";
import { type ReleasePoint, recordsDay, releasePoints } from "../git/releases.ts";
import { FOLDERS } from "../lib/tree.ts";
import { datasetOf } from "../publish/dataset.ts";
import { commitNamed, type Snapshot, snapshotAt } from "../registry/snapshot.ts";
import { linkHistoryAt } from "./edition.ts";
import { newsOf } from "./news.ts";

/** The version that the first release bears. */
const FIRST = "1.0.0";

/** Every release up to a commit, newest first, from history alone. */
export function releasesIn(root: string, upTo = "HEAD"): Release[] {
	return releasesOf(root, releasePoints(root, upTo), statesIn(root));
}

/** The release of the highest version up to a commit; undefined before the first. */
export function lastRelease(root: string, upTo = "HEAD"): ReleasePoint | undefined {
	return highest(releasePoints(root, upTo));
}

/** The version that a release should bear, as its changes since the one before it say, and every release up to it, newest first. */
export function expectedRelease(
	root: string,
	{ commit, previous }: ReleasePoint,
): { readonly version: string; readonly releases: readonly Release[] } {
	const points = releasePoints(root, commit);
	const states = statesIn(root);
	const before = points.find((one) => one.commit === previous);
	const bump = before && bumpBetween(states, before.commit, commit);
	return {
		version: before ? bumped(before.version, bump === undefined || bump === "none" ? "patch" : bump) : FIRST,
		releases: releasesOf(root, points, states),
	};
}

/** The version of what HEAD holds beyond the last release (null when nothing changed), and every release with it, newest first. */
export function nextRelease(root: string): { version: string | null; releases: Release[] } {
	const points = releasePoints(root);
	const head = commitNamed(root, "HEAD");
	const states = statesIn(root);
	const last = highest(points);
	const version = last === undefined ? FIRST : versionAfter(root, states, last, head);
	if (version === null) return { version, releases: releasesOf(root, points, states) };
	const next = { version, commit: head, previous: last?.commit ?? null };
	return { version, releases: releasesOf(root, [...points, next], states) };
}

/** Returns the state that a commit holds; each is read once. */
type States = (commit: string) => Snapshot;

function statesIn(root: string): States {
	const known = new Map<string, Snapshot>();
	return (commit) => {
		const state = known.get(commit) ?? snapshotAt(root, commit);
		known.set(commit, state);
		return state;
	};
}

function versionAfter(root: string, states: States, { version, commit }: ReleasePoint, head: string): string | null {
	const bump = bumpBetween(states, commit, head);
	if (bump !== "none") return bumped(version, bump);
	return evidenceIsNews(root, states(head), commit, head) ? bumped(version, "patch") : null;
}

/** True where what was seen of the sources since a release changes what is published, though no record changed. */
function evidenceIsNews(root: string, { registry }: Snapshot, released: string, head: string): boolean {
	const published = (commit: string) =>
		JSON.stringify(datasetOf(registry, { version: "", generated: "" }, linkHistoryAt(root, commit)));
	return published(released) !== published(head);
}

function bumpBetween(states: States, before: string, after: string) {
	return bumpOfAll(changesBetween(states(before), states(after)));
}

function highest(points: readonly ReleasePoint[]): ReleasePoint | undefined {
	return [...points].sort((a, b) => semver.compare(a.version, b.version)).at(-1);
}

function releasesOf(root: string, points: readonly ReleasePoint[], states: States): Release[] {
	return points
		.map(({ version, commit, previous }) => {
			const commits = contributionsTouching(root, previous === null ? commit : `${previous}..${commit}`, FOLDERS);
			const before = previous === null ? NOTHING : states(previous);
			const date = recordsDay(root, commit) ?? "";
			const earlier = points
				.slice(
					0,
					Math.max(
						0,
						points.findIndex((point) => point.commit === previous),
					),
				)
				.reverse()
				.map((point) => ({
					day: recordsDay(root, point.commit) ?? "",
					registry: states(point.commit).registry,
				}));
			const release = releaseOf({ version, date, before, after: states(commit), earlier, commits });
			const news = newsOf(root, commit, previous);
			return news === null ? release : { ...release, news };
		})
		.reverse();
}
