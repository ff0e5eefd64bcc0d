import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Release } from "../../schemas/changelog.ts";
import { GitError, gitLine } from "../git/git.ts";
import { type ReleasePoint, recordsDay, taggedVersions, versionReleasedBy } from "../git/releases.ts";
import { blobs, treeFiles } from "../git/tree.ts";
import { commandLine } from "../lib/command-line.ts";
import { sha256 } from "../lib/hash.ts";
import { parseSums, SUMS } from "../lib/sums.ts";
import { writeArtifacts } from "../publish/write.ts";
import { RELEASE_BRANCH } from "./assert-releasable.ts";
import { releaseAssets } from "./assets.ts";
import { changelogMarkdown, releaseNotes } from "./changelog.ts";
import { compareBuilds, hashesIn } from "./compare-builds.ts";
import { editionOf } from "./edition.ts";
import { ReleaseError } from "./error.ts";
import { expectedRelease, lastRelease } from "./history.ts";
import type { Publication } from "./publish.ts";
import { verifyArtifacts } from "./verify-artifacts.ts";

/**
 * Returns the publication of the release commit that is checked out; its artifacts are written to `build`. Throws
 * ReleaseError when HEAD is no release, and where the commit is not what history and its records give.
 */
export function publicationAt(root: string, build: string, branch = RELEASE_BRANCH): Publication {
	const point = releaseAtHead(root);
	const { releases, written } = verifyRelease(root, point, build);
	const [release] = releases;
	if (release === undefined) throw new ReleaseError(`there is no release ${point.version} in history`);
	return {
		version: point.version,
		commit: point.commit,
		branch,
		notes: releaseNotes(release),
		assets: releaseAssets(root, point.commit, build, written),
	};
}

/** True for a commit that is a release: one that its tag names, or that follows from its history and its records. */
export function isRelease(root: string, commit: string): boolean {
	const version = versionReleasedBy(root, commit);
	return version !== null && (taggedVersions(root).get(version) === commit || releaseFault(root, commit) === null);
}

/**
 * Says why a commit is no release that follows from its history and its records; null where it is one. Everything is
 * read from git's objects, and nothing of the commit is checked out. Throws GitError where history is not there.
 */
export function releaseFault(root: string, commit: string): string | null {
	const version = versionReleasedBy(root, commit);
	if (version === null) return "it changes other files than a release does, or sets no higher version";
	const work = mkdtempSync(join(tmpdir(), "registry-release-"));
	try {
		const point = lastRelease(root, commit);
		if (point?.commit !== commit) return `${version} was released before`;
		verifyRelease(root, point, join(work, "build"));
		return null;
	} catch (error) {
		if (error instanceof GitError) throw error;
		return error instanceof Error ? error.message : String(error);
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function releaseAtHead(root: string): ReleasePoint {
	const last = lastRelease(root);
	if (last === undefined) throw new ReleaseError(`there is no release yet; run: ${commandLine("release prepare")}`);
	if (last.commit !== gitLine(root, "rev-parse", "HEAD")) {
		throw new ReleaseError(
			`HEAD is no release; run: ${commandLine("release prepare")}, or, to finish ${last.version}: git switch --detach ${last.commit.slice(0, 10)} && npm ci`,
		);
	}
	return last;
}

/** Builds a release once more, and holds its version, CHANGELOG.md and dist/ to that. */
function verifyRelease(
	root: string,
	point: ReleasePoint,
	build: string,
): { readonly releases: readonly Release[]; readonly written: readonly string[] } {
	const { version, commit } = point;
	const { version: expected, releases } = expectedRelease(root, point);
	if (version !== expected) {
		throw new ReleaseError(
			`the release says ${version}, but its changes make it ${expected}; take it back with git reset, and prepare it anew`,
		);
	}
	const files = new Map(treeFiles(root, commit, ["CHANGELOG.md", "dist"]).map(({ path, object }) => [path, object]));
	const contents = blobs(root, [...new Set(files.values())]);
	const textOf = (path: string) => contents.get(files.get(path) ?? "")?.toString("utf8");
	if (textOf("CHANGELOG.md") !== changelogMarkdown(releases)) {
		throw new ReleaseError("CHANGELOG.md is not what history gives; prepare the release anew");
	}
	const released = new Map<string, string>();
	for (const [path, object] of files) {
		if (path.startsWith("dist/")) released.set(path.slice("dist/".length), sha256(contents.get(object) ?? ""));
	}
	assertSums(textOf(`dist/${SUMS}`) ?? "", released);
	const generated = recordsDay(root, commit) ?? "";
	const edition = editionOf(root, { commit, version, generated, releases });
	const written = writeArtifacts(root, build, edition.all()).map(({ path }) => path);
	const { differing } = compareBuilds(released, hashesIn(build));
	if (differing.length > 0) {
		throw new ReleaseError(`dist/ is not what the records give (${differing.join(", ")}); prepare the release anew`);
	}
	verifyArtifacts(build);
	return { releases, written };
}

/** Takes SHA256SUMS out of the files of dist/, and throws ReleaseError where it does not list the others as they are. */
function assertSums(sums: string, released: Map<string, string>): void {
	released.delete(SUMS);
	const listed = parseSums(sums);
	for (const [path, hash] of listed) {
		if (released.get(path) !== hash) throw new ReleaseError(`${path} is not what ${SUMS} beside it says`);
	}
	if (listed.size !== released.size) throw new ReleaseError(`${SUMS} does not list every file beside it`);
}
