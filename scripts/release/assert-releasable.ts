import semver from "semver";
import { GitError, gitLine, gitOutput, runGit, saidBy } from "../git/git.ts";
import { recordsDay, sourceCommit, taggedVersions } from "../git/releases.ts";
import { assertWholeHistory } from "../git/repository.ts";
import { versionOf } from "../registry/build-info.ts";
import { ReleaseError } from "./error.ts";
import { lastRelease } from "./history.ts";

/** The branch that releases are made from, unless the caller names another. */
export const RELEASE_BRANCH = "main";

/** Throws ReleaseError where a release must not be planned: on another branch, or with dates that cannot be. */
export function assertPlannable(
	root: string,
	{ branch, today }: { readonly branch: string; readonly today: string },
): void {
	assertWholeHistory(root, "plan a release");
	const current = gitLine(root, "rev-parse", "--abbrev-ref", "HEAD") ?? "";
	if (current !== branch) {
		const where = current === "HEAD" ? "no branch is checked out" : `the branch ${current} is checked out`;
		throw new ReleaseError(
			`${where}, and releases are made from ${branch}; run: git switch ${branch}, or name it: --branch ${current}`,
		);
	}
	assertDates(root, today);
}

/** The records' day, which a release bears, lies neither after today nor before the last release. */
function assertDates(root: string, today: string): void {
	const [day, source] = [recordsDay(root), sourceCommit(root)];
	if (day === null || source === null) return;
	const amend = "make a new commit, or, where it is not pushed yet: git commit --amend --no-edit";
	const what = `the commit ${source.slice(0, 10)} is dated ${day}`;
	if (day > today) throw new ReleaseError(`${what}, after today (${today}); ${amend}`);
	const last = lastRelease(root);
	const before = last && recordsDay(root, last.commit);
	if (last && before && day < before) {
		throw new ReleaseError(`${what}, before the release ${last.version} of ${before}; ${amend}`);
	}
}

/** Throws ReleaseError where a version is taken: by a tag that the branch does not hold, or by the manifest. */
export function assertVersionFree(root: string, version: string): void {
	const said = versionOf(root);
	if (semver.gte(said, version)) {
		throw new ReleaseError(
			`package.json says ${said}, so a release ${version} would not be known by its higher version; set it back to the last release's`,
		);
	}
	const tagged = taggedVersions(root).get(version);
	if (tagged === undefined) return;
	throw new ReleaseError(
		`${version} is taken: the tag v${version} is on ${tagged.slice(0, 10)}, which this branch does not hold; run: git merge v${version}`,
	);
}

/** Throws ReleaseError where a release must not start: changes that are not committed, or a branch behind its remote. */
export function assertReleasable(root: string): void {
	assertWholeHistory(root, "release");
	const status = gitOutput(root, ["status", "--porcelain", "--untracked-files=normal"], "compare the work tree");
	if (status.length > 0) {
		throw new ReleaseError(
			"the work tree has changes that are not committed; commit them or put them away, then run it again",
		);
	}
	assertNotBehind(root);
}

/** A branch that follows one on a remote has everything that is there now. */
function assertNotBehind(root: string): void {
	if (gitLine(root, "rev-parse", "--verify", "--quiet", "@{upstream}") === null) return;
	const fetched = runGit(root, ["fetch", "--quiet"]);
	if (!fetched.ok) {
		throw new GitError(
			`the remote cannot be asked whether the branch is behind it: ${saidBy(fetched)}; run: git fetch`,
		);
	}
	const behind = gitLine(root, "rev-list", "--count", "HEAD..@{upstream}");
	if (behind !== null && behind !== "0") {
		throw new ReleaseError(`the branch is ${behind} commits behind its remote; run: git pull --ff-only`);
	}
}
