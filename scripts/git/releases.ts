import semver from "semver";
import { commitOf, dayOf, gitLine, gitOutput, memoizeCommit } from "./git.ts";
import { type FileChange, isVersion, MANIFEST, RELEASE_DATA, releasedVersion } from "./release-files.ts";
import { assertWholeHistory } from "./repository.ts";
import { blobsAround } from "./tree.ts";

/** A release as history knows it. */
export interface ReleasePoint {
	readonly version: string;
	readonly commit: string;
	/** The release that it is compared with: the highest among its ancestors; null for a first one. */
	readonly previous: string | null;
}

/** A commit that released a version by what it changed. */
interface Released {
	readonly version: string;
	readonly commit: string;
}

/**
 * The releases in the whole ancestry of a commit, those that merges bring included, each after its ancestors. A commit
 * is a release by what it changes; where a tag `vX.Y.Z` names another commit, the tag decides, and of several commits
 * of one version the earliest. Throws GitError, saying what to do, where the whole history is not there.
 */
export function releasePoints(root: string, upTo = "HEAD"): ReleasePoint[] {
	assertWholeHistory(root, "tell the releases");
	// What a whole id gives is asked once.
	const tip = commitOf(root, upTo) ?? upTo;
	const points = new Map<string, string>();
	for (const { version, commit } of releasesByContent(root, tip)) {
		if (!points.has(version)) points.set(version, commit);
	}
	for (const [version, commit] of taggedVersions(root, tip)) points.set(version, commit);
	const single = oneVersionEach(points);
	return inOrder(single, ancestryOf(root, tip, single));
}

const releasesByContent = memoizeCommit((root: string, upTo: string): readonly Released[] =>
	releaseCommits(root, ["--full-history", upTo, "--", RELEASE_DATA]),
);

/** The version that one commit releases by what it changes; null where it is no release. */
export const versionReleasedBy = memoizeCommit((root: string, commit: string): string | null => {
	return releaseCommits(root, ["--no-walk", commit])[0]?.version ?? null;
});

/** Version → commit of every tag `vX.Y.Z`; of those alone that `upTo` holds, where it is given. */
export function taggedVersions(root: string, upTo?: string): Map<string, string> {
	const format = "--format=%(refname:lstrip=2) %(objectname) %(*objectname)";
	const merged = upTo === undefined ? [] : [`--merged=${upTo}`];
	const lines = gitOutput(root, ["for-each-ref", format, ...merged, "refs/tags/v*"], "list the tags");
	const tags = lines
		.toString("utf8")
		.split("\n")
		.map((line) => line.split(" "))
		.map(([name = "", object = "", peeled = ""]) => [name.slice(1), peeled || object] as const);
	return new Map(tags.filter(([version]) => isVersion(version)).sort(([a], [b]) => semver.compare(a, b)));
}

/**
 * The commit whose records a commit holds, which dates them: itself, or for a release the one that it was made of.
 * Commits that do not touch the root are passed over. Null before the first one.
 */
export function sourceCommit(root: string, commit = "HEAD"): string | null {
	return findSource(root, commitOf(root, commit) ?? commit);
}

const findSource = memoizeCommit((root: string, commit: string): string | null => {
	let found = gitLine(root, "log", "-1", "--format=%H", commit, "--", ".");
	while (found && versionReleasedBy(root, found) !== null) {
		found = gitLine(root, "log", "-1", "--format=%H", `${found}^1`, "--", ".");
	}
	return found || null;
});

/** Day (UTC) of a commit's records; null before the first commit that holds any. */
export function recordsDay(root: string, commit = "HEAD"): string | null {
	const source = sourceCommit(root, commit);
	return source && commitDay(root, source);
}

const commitDay = memoizeCommit((root: string, commit: string): string =>
	dayOf(Number(gitLine(root, "log", "-1", "--format=%ct", commit))),
);

/** Tokens of `git log` that precede the changes of a commit. */
const MARK = "commit ";

/** The commits that a call of `git log` selects and that are releases, earliest first. */
function releaseCommits(root: string, selection: readonly string[]): Released[] {
	const log = gitOutput(
		root,
		[
			"log",
			...["--topo-order", "--reverse", "--full-diff", "--diff-merges=first-parent", "--raw", "-z"],
			...["--no-abbrev", "--no-renames", "--relative", `--format=${MARK}%H`],
			...selection,
		],
		"read the history of releases",
	);
	const commits = changesByCommit(log.toString("utf8").split("\0"));
	// Only what may be a release is read: it changes the manifest and the data set.
	const likely = commits.filter(({ files }) =>
		[MANIFEST, RELEASE_DATA].every((wanted) => files.some(({ path }) => path === wanted)),
	);
	const isText = (path: string) => !path.startsWith("dist/") || path === RELEASE_DATA;
	const texts = likely.flatMap(({ files }) => files.filter(({ path }) => isText(path)));
	const contents = blobsAround(root, texts);
	return likely.flatMap(({ commit, files }) => {
		const textOf = (object: string | null) => (object && contents.get(object)?.toString("utf8")) ?? null;
		const changes = files.map((file) => ({ ...file, before: textOf(file.before), after: textOf(file.after) }));
		const version = releasedVersion(changes);
		return version === null ? [] : [{ version, commit }];
	});
}

function changesByCommit(tokens: readonly string[]): { commit: string; files: FileChange[] }[] {
	const commits: { commit: string; files: FileChange[] }[] = [];
	for (let at = 0; at < tokens.length; at++) {
		const token = (tokens[at] ?? "").trim();
		if (token.startsWith(MARK)) commits.push({ commit: token.slice(MARK.length), files: [] });
		const [, before = "", after = ""] = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /.exec(token) ?? [];
		if (before === "") continue;
		at += 1;
		commits.at(-1)?.files.push({ path: tokens[at] ?? "", before: present(before), after: present(after) });
	}
	return commits;
}

function present(object: string): string | null {
	return /^0+$/.test(object) ? null : object;
}

/** Keeps the highest version where several tags name one commit. */
function oneVersionEach(points: ReadonlyMap<string, string>): Map<string, string> {
	const versions = new Map<string, string>();
	for (const [version, commit] of points) {
		const other = versions.get(commit);
		if (other === undefined || semver.gt(version, other)) versions.set(commit, version);
	}
	return new Map([...versions].map(([commit, version]) => [version, commit]));
}

/** Version → the versions among its ancestors. */
function ancestryOf(
	root: string,
	upTo: string,
	points: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
	const ancestry = new Map<string, readonly string[]>();
	if (points.size === 0) return ancestry;
	const versions = [...points.keys()];
	const atCommit = Map.groupBy(versions, (version) => points.get(version) ?? "");
	const log = gitOutput(root, ["rev-list", "--topo-order", "--reverse", "--parents", upTo], "list the commits");
	// One bit for each release: a commit has those of its parents and its own.
	const bits = new Map<string, bigint>();
	for (const line of log.toString("latin1").split("\n")) {
		const [commit = "", ...parents] = line.split(" ");
		let mask = parents.reduce((all, parent) => all | (bits.get(parent) ?? 0n), 0n);
		for (const version of atCommit.get(commit) ?? []) {
			const found = mask;
			ancestry.set(
				version,
				versions.filter((_, index) => (found >> BigInt(index)) & 1n),
			);
			mask |= 1n << BigInt(versions.indexOf(version));
		}
		bits.set(commit, mask);
	}
	return ancestry;
}

/** Releases so that each follows its ancestors, and unrelated ones by version. */
function inOrder(
	points: ReadonlyMap<string, string>,
	ancestry: ReadonlyMap<string, readonly string[]>,
): ReleasePoint[] {
	const ordered: ReleasePoint[] = [];
	const left = new Set([...points.keys()].sort(semver.compare));
	while (left.size > 0) {
		const next = [...left].find((version) => !(ancestry.get(version) ?? []).some((one) => left.has(one)));
		if (next === undefined) throw new Error("a release cannot be its own ancestor");
		left.delete(next);
		const previous = [...(ancestry.get(next) ?? [])].sort(semver.compare).at(-1);
		const commitOf = (version: string) => points.get(version) ?? "";
		ordered.push({
			version: next,
			commit: commitOf(next),
			previous: previous === undefined ? null : commitOf(previous),
		});
	}
	return ordered;
}
