import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Release } from "../../schemas/changelog.ts";
import { LINK_HISTORY_FILE, readLinkHistory } from "../evidence/link-history.ts";
import { GitError, git, gitLine } from "../git/git.ts";
import type { ReleasePoint } from "../git/releases.ts";
import { datasetOf } from "../publish/dataset.ts";
import { artifactsOf, binaryArtifacts } from "../publish/index.ts";
import { writeArtifacts } from "../publish/write.ts";
import { generatedDay } from "../registry/build-info.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { releaseAssets } from "./assets.ts";
import { changelogMarkdown, releaseNotes } from "./changelog.ts";
import { compareBuilds, hashesIn } from "./compare-builds.ts";
import { ReleaseError } from "./error.ts";
import { expectedVersion, lastRelease, releasesIn } from "./history.ts";
import type { Publication } from "./publish.ts";
import { RELEASED } from "./recovery.ts";
import { verifyArtifacts } from "./verify-artifacts.ts";

/**
 * What the release commit that is checked out brings to GitHub; its artifacts are written to `build`. The work tree
 * must be clean. Throws ReleaseError when HEAD is no release, when its version disagrees with its changes, and when
 * CHANGELOG.md or dist/ is not what its records give.
 */
export function publicationAt(root: string, build: string): Publication {
	const point = releaseAtHead(root);
	const { version, commit } = point;
	const expected = expectedVersion(root);
	if (version !== expected) {
		throw new ReleaseError(
			`the release says ${version}, but its changes make it ${expected}; take it back with git reset, and prepare it anew`,
		);
	}
	const releases = releasesIn(root);
	if (readFileSync(join(root, "CHANGELOG.md"), "utf8") !== changelogMarkdown(releases)) {
		throw new ReleaseError("CHANGELOG.md is not what history gives; prepare the release anew");
	}
	const [release] = releases;
	if (release === undefined) throw new ReleaseError(`there is no release ${version} in history`);
	return { version, commit, notes: releaseNotes(release), assets: assetsAt(root, point, releases, build) };
}

/**
 * Whether the commit that is checked out is a release: it holds what its records give, and nothing else. What says
 * that it is one and cannot be read is none. Throws GitError where history is not there.
 */
export function isRelease(root: string): boolean {
	const changed = git(root, ["diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD~1", "HEAD"]);
	const isReleased = (path: string) => RELEASED.some((one) => path === one || path.startsWith(`${one}/`));
	if (changed === null) return false;
	const paths = changed.toString("utf8").split("\0");
	if (!paths.every((path) => path === "" || isReleased(path))) return false;
	const work = mkdtempSync(join(tmpdir(), "registry-release-"));
	try {
		publicationAt(root, join(work, "build"));
		return true;
	} catch (error) {
		if (error instanceof GitError) throw error;
		return false;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function releaseAtHead(root: string): ReleasePoint {
	const last = lastRelease(root);
	if (last === undefined) throw new ReleaseError("there is no release yet; run: registry release prepare");
	if (last.commit !== gitLine(root, "rev-parse", "HEAD")) {
		throw new ReleaseError(
			`HEAD is no release; run: registry release prepare, or, to finish ${last.version}: git switch --detach ${last.commit.slice(0, 10)} && npm ci`,
		);
	}
	return last;
}

/** Builds the release once more, holds its dist/ to that, and gives the files that go with it. */
function assetsAt(
	root: string,
	{ version, commit }: ReleasePoint,
	releases: readonly Release[],
	build: string,
): Publication["assets"] {
	const { registry } = snapshotAt(root, commit);
	const stamp = { version, generated: generatedDay(root, registry) };
	const dataset = datasetOf(registry, stamp, readLinkHistory(join(root, LINK_HISTORY_FILE)));
	const artifacts = [...artifactsOf(dataset, releases), ...binaryArtifacts(dataset, releases)];
	const written = writeArtifacts(build, artifacts).map(({ path }) => path);
	const { differing } = compareBuilds(hashesIn(join(root, "dist")), hashesIn(build));
	if (differing.length > 0) {
		throw new ReleaseError(`dist/ is not what the records give (${differing.join(", ")}); prepare the release anew`);
	}
	verifyArtifacts(build);
	return releaseAssets(root, commit, build, written);
}
