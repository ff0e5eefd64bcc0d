import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "../../schemas/changelog.ts";
import { LINK_HISTORY_FILE, readLinkHistory } from "../evidence/link-history.ts";
import { GitError, git, gitLine } from "../git/git.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { datasetOf } from "../publish/dataset.ts";
import { artifactsOf } from "../publish/index.ts";
import { writeArtifacts } from "../publish/write.ts";
import { generatedDay } from "../registry/build-info.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { changelogMarkdown } from "./changelog.ts";
import { citationOf } from "./citation.ts";
import { ReleaseError } from "./error.ts";
import { markFinished, markStarted, RELEASED } from "./recovery.ts";
import { verifyArtifacts } from "./verify-artifacts.ts";

/** Throws ReleaseError where a release must not start: changes that are not committed, or a branch behind its remote. */
export function assertReleasable(root: string): void {
	const status = gitLine(root, "status", "--porcelain", "--untracked-files=normal");
	if (status === null) throw new GitError(`${root} is in no git repository, so there is nothing to release`);
	if (status !== "") {
		throw new ReleaseError(
			"the work tree has changes that are not committed; commit them or put them away, then run it again",
		);
	}
	assertNotBehind(root);
}

/** A branch that follows one on a remote has everything that is there now. */
function assertNotBehind(root: string): void {
	if (gitLine(root, "rev-parse", "--verify", "--quiet", "@{upstream}") === null) return;
	if (git(root, ["fetch", "--quiet"]) === null) {
		throw new ReleaseError("the remote cannot be asked whether the branch is behind it; run: git fetch");
	}
	const behind = gitLine(root, "rev-list", "--count", "HEAD..@{upstream}");
	if (behind !== null && behind !== "0") {
		throw new ReleaseError(`the branch is ${behind} commits behind its remote; run: git pull --ff-only`);
	}
}

/**
 * Writes CHANGELOG.md, dist/ and the version to a clean work tree, and makes the release commit. The next run puts back
 * what one that is interrupted has left; the same release is made of the same commit.
 */
export function prepareRelease(root: string, version: string, releases: readonly Release[]): void {
	markStarted(root);
	const { registry } = snapshotAt(root, null);
	const generated = generatedDay(root, registry);
	const dataset = datasetOf(registry, { version, generated }, readLinkHistory(join(root, LINK_HISTORY_FILE)));
	writeArtifacts(join(root, "dist"), artifactsOf(dataset, releases));
	verifyArtifacts(join(root, "dist"));
	writeFileAtomic(join(root, "CHANGELOG.md"), changelogMarkdown(releases));
	const citation = join(root, "CITATION.cff");
	writeFileAtomic(citation, citationOf(readFileSync(citation, "utf8"), version, generated));
	for (const name of ["package.json", "package-lock.json"]) writeVersion(join(root, name), version);
	for (const args of [
		["add", "--", ...RELEASED],
		["commit", "--quiet", "--message", `Release ${version}\n\nRelease: ${version}`],
	]) {
		if (git(root, args) === null) throw new ReleaseError(`git ${args[0]} failed; run: git status`);
	}
	markFinished(root);
}

/** Sets the version of a manifest or lockfile: its first one, and in a lockfile that of the root package. */
function writeVersion(path: string, version: string): void {
	const text = readFileSync(path, "utf8");
	const manifest = JSON.parse(text) as { version?: string; packages?: Record<string, { version?: string }> };
	manifest.version = version;
	const own = manifest.packages?.[""];
	if (own) own.version = version;
	const indent = text.startsWith("{\n\t") ? "\t" : 2;
	writeFileAtomic(path, `${JSON.stringify(manifest, null, indent)}\n`);
}
