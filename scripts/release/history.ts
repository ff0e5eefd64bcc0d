import type { Release } from "../../schemas/changelog.ts";
import { bumped, bumpOfAll } from "../changes/bump.ts";
import { changesBetween } from "../changes/compare.ts";
import { NOTHING, releaseOf } from "../changes/releases.ts";
import { dayOf, gitLine } from "../git/git.ts";
import { commitsTouching } from "../git/log.ts";
import { compareVersions, type ReleasePoint, releasePoints } from "../git/releases.ts";
import { FOLDERS } from "../lib/tree.ts";
import { snapshotAt } from "../registry/snapshot.ts";

/** The version that the first release bears. */
const FIRST = "1.0.0";

/** Every release up to a commit, newest first, from history alone. */
export function releasesIn(root: string, upTo = "HEAD"): Release[] {
	return releasesOf(root, releasePoints(root, upTo));
}

/** The last release up to HEAD; undefined before the first. */
export function lastRelease(root: string): ReleasePoint | undefined {
	return releasePoints(root).at(-1);
}

/** The version that the last release should bear, as its changes since the one before it say. */
export function expectedVersion(root: string): string {
	const [before, last] = releasePoints(root).slice(-2);
	if (before === undefined || last === undefined) return FIRST;
	return bumped(
		before.version,
		bumpOfAll(changesBetween(snapshotAt(root, before.commit), snapshotAt(root, last.commit))),
	);
}

/** The version of what HEAD holds beyond the last release (null when nothing changed), and every release with it, newest first. */
export function nextRelease(root: string): { version: string | null; releases: Release[] } {
	const points = releasePoints(root);
	const last = points.at(-1);
	if (last === undefined) return { version: FIRST, releases: releasesOf(root, [{ version: FIRST, commit: "HEAD" }]) };
	const bump = bumpOfAll(changesBetween(snapshotAt(root, last.commit), snapshotAt(root, "HEAD")));
	if (bump === "none") return { version: null, releases: releasesOf(root, points) };
	// Tags need not be in the order of history; no version is given twice.
	const [highest = last.version] = points
		.map(({ version }) => version)
		.sort(compareVersions)
		.reverse();
	const version = bumped(highest, bump);
	return { version, releases: releasesOf(root, [...points, { version, commit: "HEAD" }]) };
}

function releasesOf(root: string, points: readonly ReleasePoint[]): Release[] {
	const releases: Release[] = [];
	let before = NOTHING;
	let since: string | null = null;
	for (const { version, commit } of points) {
		const after = snapshotAt(root, commit);
		const range: string = since === null ? commit : `${since}..${commit}`;
		const commits = commitsTouching(root, range, FOLDERS);
		releases.unshift(releaseOf({ version, date: dayAt(root, commit), before, after, commits }));
		before = after;
		since = commit;
	}
	return releases;
}

/** Day of the newest commit in a release: a release commit adds no data, and bears the day of what it releases. */
function dayAt(root: string, commit: string): string {
	return dayOf(Number(gitLine(root, "log", "-1", "--invert-grep", "--grep=^Release: ", "--format=%ct", commit)));
}
