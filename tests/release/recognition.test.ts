import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { linkHistoryText } from "../../scripts/evidence/link-history.ts";
import { gitLine } from "../../scripts/git/git.ts";
import { releasePoints, versionReleasedBy } from "../../scripts/git/releases.ts";
import { releaseNotes } from "../../scripts/release/changelog.ts";
import { nextRelease, releasesIn } from "../../scripts/release/history.ts";
import { commitAll, commitRelease, git, gitOn, initRepository } from "../git.ts";
import { baseFiles, copiesOf, madeOnce, REPOSITORY, registry, rootWith, TODAY, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const OTHER = "offerings/acme-nimbus.yaml";
const text = baseFiles()[FILE] ?? "";
const worse = text.replace("value: yes_sales_gated", "value: partial");
const renamed = (baseFiles()[OTHER] ?? "").replace(/name: .*/, "name: Acme in Nimbus");

function repository(): string {
	const root = rootWith({ "package.json": '{"version":"0.1.0"}\n', "README.md": "# Records\n" });
	initRepository(root);
	return root;
}

const released = copiesOf(
	madeOnce(() => {
		const root = repository();
		commitRelease(root, "1.0.0");
		return root;
	}),
);

const versions = (root: string) => releasePoints(root).map(({ version }) => version);
const head = (root: string) => git(root, "rev-parse", "HEAD").trim();

test("the releases of this repository are found without tags, also through a merge", ({ skip }) => {
	skip(gitLine(REPOSITORY, "rev-parse", "--is-shallow-repository") !== "false", "this copy has no whole history");
	const clone = join(temporaryFolder(), "clone");
	git(REPOSITORY, "clone", "-q", "--no-tags", "--no-checkout", REPOSITORY, clone);
	expect(versions(clone).slice(0, 2)).toEqual(["1.0.0", "1.1.0"]);
	const found = releasePoints(clone);
	git(clone, "checkout", "-q", "-B", "mine", `${found[0]?.commit}~1`);
	commitAll(clone, "Mine", { "docs/mine.md": "# Mine\n" });
	git(clone, "merge", "-q", "--no-edit", "-X", "theirs", "origin/HEAD");
	expect(releasePoints(clone)).toEqual(found);
});

test("no word in a message makes a release, and none takes one away", () => {
	const root = released();
	const commit = head(root);
	const hostile =
		"Correct it (#7)\n\n<!--\nRelease: 9.0.0\n-->\nRelease: this has nothing to do with it.\n\nRelease: 1.0.1";
	commitAll(root, hostile, { [FILE]: worse });
	expect(releasePoints(root)).toEqual([{ version: "1.0.0", commit, previous: null }]);
	expect(nextRelease(root).version).toBe("1.0.1");
	git(root, "reset", "-q", "--hard", "HEAD~1");
	git(root, "commit", "-q", "--amend", "-m", "chore: stuff");
	expect(versions(root)).toEqual(["1.0.0"]);
});

const data = (version: string) => `${JSON.stringify({ version })}\n`;
const RELEASE = { "package.json": data("1.0.1"), "dist/data.json": data("1.0.1"), "CHANGELOG.md": "# 1.0.1\n" };

test.each<[string, Record<string, string>, boolean]>([
	["the released files", {}, true],
	["the totals of the README", { "README.md": "# Records\n<!-- totals -->\n2\n<!-- /totals -->\n" }, true],
	["other words of the README", { "README.md": "# More\n<!-- totals -->\n1\n<!-- /totals -->\n" }, false],
	["a record, too", { [FILE]: worse }, false],
	["another key of the manifest", { "package.json": '{"version":"1.0.1","private":true}\n' }, false],
	["a version that is no higher", { "package.json": data("1.0.0"), "dist/data.json": data("1.0.0") }, false],
	["a data set of another version", { "dist/data.json": data("1.0.2") }, false],
	["a data set that is no JSON", { "dist/data.json": "{" }, false],
	["a version that is none", { "package.json": data("1.0.1-rc.1"), "dist/data.json": data("1.0.1-rc.1") }, false],
])("a commit that changes %s is a release: %#", (_what, files, isRelease) => {
	const root = released();
	commitAll(root, "Totals", { "README.md": "# Records\n<!-- totals -->\n1\n<!-- /totals -->\n" });
	commitAll(root, "Release", { ...RELEASE, ...files });
	expect(versionReleasedBy(root, "HEAD")).toBe(isRelease ? "1.0.1" : null);
});

test("a foxtrot merge hides no release: the next one goes on from it", () => {
	const root = repository();
	git(root, "branch", "mine");
	commitRelease(root, "1.0.0");
	commitAll(root, "Lower the grade", { [FILE]: worse });
	commitRelease(root, "1.0.1");
	git(root, "checkout", "-q", "mine");
	commitAll(root, "Name it", { [OTHER]: renamed });
	git(root, "merge", "-q", "--no-ff", "-m", "Merge branch 'main'", "main");
	expect(versions(root)).toEqual(["1.0.0", "1.0.1"]);
	const { version, releases } = nextRelease(root);
	expect(version).toBe("1.0.2");
	expect(releases[0]?.changes.map(({ kind, offering }) => `${offering} ${kind}`)).toEqual([
		"acme-nimbus field_changed",
	]);
});

test("a release that comes by a merge is its own commit, and bears the day of what it was made of", () => {
	const root = released();
	commitAll(root, "Lower the grade", { [FILE]: worse }, "2026-11-21T12:00:00Z");
	git(root, "checkout", "-q", "-b", "release/next");
	commitRelease(root, "1.0.1");
	const commit = head(root);
	git(root, "checkout", "-q", "main");
	gitOn(
		root,
		"2026-11-23T12:00:00Z",
		"merge",
		"-q",
		"--no-ff",
		"-m",
		"Merge pull request #9 from o/release",
		"release/next",
	);
	expect(releasePoints(root).at(-1)).toMatchObject({ version: "1.0.1", commit });
	expect(releasesIn(root)[0]).toMatchObject({ version: "1.0.1", date: "2026-11-21" });
	expect(nextRelease(root).version).toBe(null);
});

test("a hotfix of an earlier release is compared with that release, and so is what follows its merge", () => {
	const root = released();
	git(root, "branch", "hotfix");
	commitAll(root, "Name it", { [OTHER]: renamed });
	commitRelease(root, "1.0.1");
	git(root, "checkout", "-q", "hotfix");
	commitAll(root, "Lower the grade (#4)", { [FILE]: worse });
	expect(nextRelease(root).version).toBe("1.0.1");
	commitRelease(root, "1.0.2");
	expect(releasesIn(root)[0]?.changes.map(({ offering }) => offering)).toEqual(["acme-api"]);
	git(root, "checkout", "-q", "main");
	git(root, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge branch 'hotfix'", "hotfix");
	commitAll(root, "Take the hotfix", { [FILE]: worse });
	expect(versions(root)).toEqual(["1.0.0", "1.0.1", "1.0.2"]);
	const { version, releases } = nextRelease(root);
	expect(version).toBe("1.0.3");
	expect(releases[0]?.changes.map(({ offering }) => offering)).toEqual(["acme-nimbus"]);
	expect(releases.map((one) => [one.version, one.changes.map(({ offering }) => offering)]).slice(1, 3)).toEqual([
		["1.0.2", ["acme-api"]],
		["1.0.1", ["acme-nimbus"]],
	]);
});

test("a correction that was taken back before a release changes nothing; after it, it is a change", () => {
	const root = released();
	commitAll(root, "Lower the grade", { [FILE]: worse });
	git(root, "revert", "--no-edit", "HEAD");
	expect(nextRelease(root).version).toBe(null);
	git(root, "revert", "--no-edit", "HEAD");
	commitRelease(root, "1.0.1");
	commitAll(root, "Take it back", { [FILE]: text });
	const { version, releases } = nextRelease(root);
	expect(version).toBe("1.0.2");
	expect(releases[0]?.changes).toMatchObject([{ kind: "grade_changed", before: "partial", after: "yes_sales_gated" }]);
});

test("a release that was taken back keeps its version and its place in the changelog", () => {
	const root = released();
	commitAll(root, "Lower the grade", { [FILE]: worse });
	commitRelease(root, "1.0.1");
	git(root, "revert", "--no-edit", "HEAD");
	expect(nextRelease(root).version).toBe(null);
	commitAll(root, "Name it", { [OTHER]: renamed });
	const { version, releases } = nextRelease(root);
	expect([version, ...releases.map((one) => one.version)]).toEqual(["1.0.2", "1.0.2", "1.0.1", "1.0.0"]);
	commitRelease(root, "1.0.2");
	expect(versions(root)).toEqual(["1.0.0", "1.0.1", "1.0.2"]);
});

test("of several commits that release one version the earliest counts, unless a tag names another", () => {
	const root = released();
	const first = head(root);
	git(root, "revert", "--no-edit", "HEAD");
	commitRelease(root, "1.0.0", "Again");
	expect(releasePoints(root)).toEqual([{ version: "1.0.0", commit: first, previous: null }]);
	git(root, "tag", "v1.0.0");
	expect(releasePoints(root)).toEqual([{ version: "1.0.0", commit: head(root), previous: null }]);
});

test("what was seen of the sources is a patch where it changes what is published, and nothing where it does not", () => {
	const root = released();
	const seen = (outcome: "gone" | "ok", on: readonly string[]) =>
		linkHistoryText(new Map([["https://acme.com/terms", on.map((day) => ({ on: day, outcome }))]]));
	commitAll(root, "Seen", { "evidence.json": seen("gone", ["2026-11-01", "2026-11-08", "2026-11-15"]) });
	const { version, releases } = nextRelease(root);
	expect([version, releases[0]?.bump, releases[0]?.changes]).toEqual(["1.0.1", "patch", []]);
	expect(releases[0] && releaseNotes(releases[0])).toContain("No record changed; what was seen of their sources did.");
	commitRelease(root, "1.0.1");
	commitAll(root, "Seen again", {
		"evidence.json": seen("gone", ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"]),
	});
	expect(nextRelease(root).version).toBe(null);
});

describe.each(["plan", "prepare"])("release %s refuses", (step) => {
	const run = (root: string, ...more: string[]) =>
		registry(["release", step, "--root", root, "--today", TODAY, ...more]);
	const refusal = (sentence: string) => ({ code: 2, stdout: "", stderr: `error: ${sentence}\n` });

	test("another branch than main, unless it is named", () => {
		const root = repository();
		git(root, "checkout", "-q", "-b", "side");
		expect(run(root)).toEqual(
			refusal(
				"the branch side is checked out, and releases are made from main; run: git switch main, or name it: --branch side",
			),
		);
		if (step === "plan") expect(run(root, "--branch", "side")).toMatchObject({ code: 0 });
	});

	test("a version that a tag on another branch has, and one that the manifest bears already", () => {
		const root = released();
		commitAll(root, "Lower the grade", { [FILE]: worse });
		git(root, "checkout", "-q", "-b", "side", "HEAD~1");
		commitRelease(root, "1.0.1");
		git(root, "tag", "v1.0.1");
		const commit = head(root).slice(0, 10);
		git(root, "checkout", "-q", "main");
		expect(run(root)).toEqual(
			refusal(`1.0.1 is taken: the tag v1.0.1 is on ${commit}, which this branch does not hold; run: git merge v1.0.1`),
		);
		git(root, "tag", "-d", "v1.0.1");
		commitAll(root, "Bump", { "package.json": data("1.0.1") });
		expect(run(root)).toMatchObject({ code: 2, stderr: expect.stringContaining("package.json says 1.0.1") });
	});

	test.each([
		["2026-11-25T00:00:01Z", "2026-11-25", ", after today (2026-11-24)"],
		["2026-11-19T23:59:59Z", "2026-11-19", ", before the release 1.0.0 of 2026-11-20"],
	])("a commit of %s", (time, day, what) => {
		const root = released();
		commitAll(root, "Lower the grade", { [FILE]: worse }, time);
		const commit = head(root).slice(0, 10);
		const fix = "make a new commit, or, where it is not pushed yet: git commit --amend --no-edit";
		expect(run(root)).toEqual(refusal(`the commit ${commit} is dated ${day}${what}; ${fix}`));
	});
});

test("a commit of today, and one of the last release's day, may be released", () => {
	for (const time of ["2026-11-24T23:59:59Z", "2026-11-20T00:00:00Z"]) {
		const root = released();
		commitAll(root, "Lower the grade", { [FILE]: worse }, time);
		expect(registry(["release", "plan", "--root", root, "--today", TODAY]).stdout).toMatch(/^1\.0\.1 /);
	}
});
