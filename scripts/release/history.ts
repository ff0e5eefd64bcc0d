import semver from "semver";
import type { Release } from "../../schemas/changelog.ts";
import { bumped, bumpOfAll } from "../changes/bump.ts";
import { changesBetween } from "../changes/compare.ts";
import { NOTHING, releaseOf } from "../changes/releases.ts";
import { contributionsTouching } from "../git/contributions.ts";
import { type ReleasePoint, recordsDay, releasePoints } from "../git/releases.ts";
import { FOLDERS } from "../lib/tree.ts";
import { datasetOf } from "../publish/dataset.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { linkHistoryAt } from "./edition.ts";
import { newsOf } from "./news.ts";

/** The version that the first release bears. */
const FIRST = "1.0.0";

/** Every release up to a commit, newest first, from history alone. */
export function releasesIn(root: string, upTo = "HEAD"): Release[] {
	return releasesOf(root, releasePoints(root, upTo));
}

/** The release of the highest version up to a commit; undefined before the first. */
export function lastRelease(root: string, upTo = "HEAD"): ReleasePoint | undefined {
	return highest(releasePoints(root, upTo));
}

/** The version that a release should bear, as its changes since the one before it say. */
export function expectedVersion(root: string, { commit, previous }: ReleasePoint): string {
	const before = releasePoints(root, commit).find((one) => one.commit === previous);
	if (before === undefined) return FIRST;
	const bump = bumpBetween(root, before.commit, commit);
	return bumped(before.version, bump === "none" ? "patch" : bump);
}

/** The version of what HEAD holds beyond the last release (null when nothing changed), and every release with it, newest first. */
export function nextRelease(root: string): { version: string | null; releases: Release[] } {
	const points = releasePoints(root);
	const last = highest(points);
	const version = last === undefined ? FIRST : versionAfter(root, last);
	if (version === null) return { version, releases: releasesOf(root, points) };
	const next = { version, commit: "HEAD", previous: last?.commit ?? null };
	return { version, releases: releasesOf(root, [...points, next]) };
}

function versionAfter(root: string, { version, commit }: ReleasePoint): string | null {
	const bump = bumpBetween(root, commit, "HEAD");
	if (bump !== "none") return bumped(version, bump);
	return evidenceIsNews(root, commit) ? bumped(version, "patch") : null;
}

/** True where what was seen of the sources since a release changes what is published, though no record changed. */
function evidenceIsNews(root: string, released: string): boolean {
	const { registry } = snapshotAt(root, "HEAD");
	const published = (commit: string) =>
		JSON.stringify(datasetOf(registry, { version: "", generated: "" }, linkHistoryAt(root, commit)));
	return published(released) !== published("HEAD");
}

function bumpBetween(root: string, before: string, after: string) {
	return bumpOfAll(changesBetween(snapshotAt(root, before), snapshotAt(root, after)));
}

function highest(points: readonly ReleasePoint[]): ReleasePoint | undefined {
	return [...points].sort((a, b) => semver.compare(a.version, b.version)).at(-1);
}

function releasesOf(root: string, points: readonly ReleasePoint[]): Release[] {
	// A release is the state before one or two others, so each is read once.
	const states = new Map(points.map(({ commit }) => [commit, snapshotAt(root, commit)]));
	return points
		.map(({ version, commit, previous }) => {
			const commits = contributionsTouching(root, previous === null ? commit : `${previous}..${commit}`, FOLDERS);
			const before = (previous === null ? undefined : states.get(previous)) ?? NOTHING;
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
					registry: (states.get(point.commit) ?? NOTHING).registry,
				}));
			const release = releaseOf({ version, date, before, after: states.get(commit) ?? NOTHING, earlier, commits });
			const news = newsOf(root, commit, previous);
			return news === null ? release : { ...release, news };
		})
		.reverse();
}
