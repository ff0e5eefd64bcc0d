import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { gitLine } from "../../scripts/git/git.ts";
import { changelogMarkdown } from "../../scripts/release/changelog.ts";
import { nextRelease, releasesIn } from "../../scripts/release/history.ts";
import { markStarted } from "../../scripts/release/recovery.ts";
import { commitAll, git, writeFiles } from "../git.ts";
import {
	baseFiles,
	filesBelow,
	LONG,
	REPOSITORY,
	registry,
	registryProcess,
	sample,
	temporaryFolder,
} from "../support.ts";
import { CITATION, prepared, release, unreleased } from "./repositories.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const better = text
	.replace("value: yes_sales_gated", "value: yes_public")
	.replace(/ {4}caveat: The report.*\n/, "")
	.replace("route: trust_center_nda", "route: public");
/** A repository with a release and a change since. */
function withChange(): string {
	const root = prepared();
	commitAll(root, "Raise the grade", { [FILE]: better });
	return root;
}

test("the first release is 1.0.0: a commit of the changelog, the artifacts and the version", () => {
	const root = prepared();
	expect(git(root, "log", "-1", "--format=%B").trim()).toBe("Release 1.0.0");
	expect(git(root, "status", "--porcelain")).toBe("");
	expect(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))).toMatchObject({
		version: "1.0.0",
		packages: { "": { version: "1.0.0" } },
	});
	expect(readFileSync(join(root, "CITATION.cff"), "utf8")).toBe(
		CITATION.replace(/^version: .*/m, "version: 1.0.0").replace(/date-released: .*/, 'date-released: "2026-11-20"'),
	);
	const data = JSON.parse(readFileSync(join(root, "dist/data.json"), "utf8"));
	expect([data.version, data.generated]).toEqual(["1.0.0", "2026-11-20"]);
	expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain("## [1.0.0] - 2026-11-20");
});

test("a second run of a finished release does nothing and says so", () => {
	const root = prepared();
	const head = git(root, "rev-parse", "HEAD");
	const nothing = "nothing changed since 1.0.0: there is nothing to release\n";
	expect(release(root, "plan")).toMatchObject({ code: 0, stdout: nothing });
	expect(release(root, "prepare")).toMatchObject({ code: 0, stdout: "null\n", stderr: nothing });
	expect(git(root, "rev-parse", "HEAD")).toBe(head);
});

test("the next release moves by meaning, and credits who brought the evidence", () => {
	const root = prepared();
	commitAll(root, "Raise the grade (#12)\n\nCredit: @finder\nCredit: Eve [x](y) @all", { [FILE]: better });
	expect(release(root, "plan").stdout).toMatch(
		/^1\.0\.1 \(patch: 1 grade_changed, 1 prose_changed, 1 field_changed\)\n/,
	);
	expect(release(root, "prepare").code).toBe(0);
	const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
	expect(changelog).toContain("- `acme-api`, with evidence from `Eve [x](y) @all`, `finder` (#12)\n");
	expect(changelog).toContain(
		"  - SOC 2 Type II: ■ Yes, sales-gated → ● Yes, public ↑, source `https://trust.acme.com/`\n",
	);
	expect(changelog).toContain("1 upgrade, 0 downgrades");
	expect(changelog.indexOf("## [1.0.1]")).toBeLessThan(changelog.indexOf("## [1.0.0]"));
	const file = JSON.parse(readFileSync(join(root, "dist/offerings/acme-api.json"), "utf8"));
	expect(file.changes.map(({ version, kind }: { version: string; kind: string }) => `${version} ${kind}`)).toEqual([
		"1.0.1 grade_changed",
		"1.0.1 prose_changed",
		"1.0.1 field_changed",
		"1.0.0 offering_added",
	]);
});

test("history alone gives the committed bytes again, with tags and without, and after later commits", () => {
	const root = prepared();
	git(root, "tag", "v1.0.0");
	commitAll(root, "Raise the grade (#12)", { [FILE]: better });
	expect(release(root, "prepare").code).toBe(0);
	commitAll(root, "Lower it again", { [FILE]: text });
	const committed = readFileSync(join(root, "CHANGELOG.md"), "utf8");
	expect(changelogMarkdown(releasesIn(root))).toBe(committed);
	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", "--no-tags", root, clone);
	expect(changelogMarkdown(releasesIn(clone))).toBe(committed);
	expect(changelogMarkdown(releasesIn(clone, "HEAD~2"))).not.toBe(committed);
});

test("a shallow clone cannot tell the releases: a plan says what to do, and a build leaves the changes out", () => {
	const root = prepared();
	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", "--depth", "1", pathToFileURL(root).href, clone);
	const unshallow = expect.stringContaining("run: git fetch --unshallow origin");
	expect(release(clone, "plan")).toMatchObject({ code: 2, stdout: "", stderr: unshallow });
	const out = join(temporaryFolder(), "out");
	expect(registry(["build", "--root", clone, "--out", out])).toMatchObject({ code: 0, stderr: unshallow });
	expect(JSON.parse(readFileSync(join(out, "changes.json"), "utf8")).releases).toEqual([]);
});

test("a change of a vendor, and one of a single model, are credited and sourced by themselves", () => {
	const root = prepared();
	const exception = (value: string) =>
		`${text.trimEnd()}\nmodel_exceptions:\n  - model: anvil-x\n    dimensions:\n      soc2_type2:\n        value: ${value}\n        confidence: high\n        finding: One model\n        caveat: Ask.\n        notes: >-\n          Acme says so.\n        sources:\n          - url: https://acme.com/x\n            title: X\n            via: live\n            captured: "2026-11-20"\n`;
	commitAll(root, "One model\n\nCredit: @first", { [FILE]: exception("partial") });
	expect(release(root, "prepare").code).toBe(0);
	commitAll(root, "Better\n\nCredit: @second", { [FILE]: exception("unclear") });
	const vendor = "vendors/acme.yaml";
	const named = readFileSync(join(root, vendor), "utf8").replace(/name: .*/, "name: Acme Holding");
	commitAll(root, "Name it (#4)\n\nCredit: @third", { [vendor]: named });
	const [next] = nextRelease(root).releases;
	expect(next?.changes.map(({ kind, source, credits, pulls }) => ({ kind, source, credits, pulls }))).toEqual([
		{ kind: "vendor_changed", source: null, credits: ["third"], pulls: [4] },
		{ kind: "grade_changed", source: "https://acme.com/x", credits: ["second"], pulls: [] },
	]);
});

test("tags find releases that their content does not tell, in the order of history and not of their names", () => {
	const root = unreleased();
	git(root, "tag", "v9.0.0");
	commitAll(root, "Raise the grade", { [FILE]: better });
	git(root, "tag", "-a", "v9.0.1", "-m", "annotated");
	git(root, "tag", "v-not-a-version");
	expect(releasesIn(root).map(({ version }) => version)).toEqual(["9.0.1", "9.0.0"]);
	commitAll(root, "Lower it again", { [FILE]: text });
	expect(release(root, "plan").stdout).toMatch(/^9\.0\.2 /);
});

test("the next version lies above every tag, whatever their order, and a branch of a tag's name does not hide it", () => {
	const root = unreleased();
	git(root, "tag", "v1.10.0");
	git(root, "branch", "v1.10.0");
	commitAll(root, "Raise the grade", { [FILE]: better });
	git(root, "tag", "v1.9.0");
	git(root, "tag", "v1.2.0");
	expect(releasesIn(root).map(({ version }) => version)).toEqual(["1.9.0", "1.10.0"]);
	commitAll(root, "Name it", { [FILE]: text.replace("name: Acme API", "name: Acme's API") });
	expect(nextRelease(root).version).toBe("1.10.1");
});

test("a tag on another commit than the release commit decides which of them is the release", () => {
	const root = prepared();
	commitAll(root, "Raise the grade", { [FILE]: better });
	git(root, "tag", "v1.0.0");
	expect(releasesIn(root).map(({ version }) => version)).toEqual(["1.0.0"]);
	expect(nextRelease(root).version).toBe(null);
	git(root, "tag", "-d", "v1.0.0");
	expect(nextRelease(root).version).toBe("1.0.1");
});

test("a build of a release commit gives the committed artifacts", () => {
	const root = prepared();
	const out = join(temporaryFolder(), "again");
	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", root, clone);
	const call = ["build", "--root", clone, "--out", out];
	// That no build depends on the time zone is also shown by tests/commands/build.test.ts.
	const ran = LONG ? registryProcess(call, { env: { TZ: "Asia/Tokyo" } }) : registry(call);
	expect(ran.code).toBe(0);
	const { SHA256SUMS: sums, ...built } = filesBelow(out);
	const { SHA256SUMS: committed, ...released } = filesBelow(join(root, "dist"));
	expect(built).toMatchObject(released);
	expect(sums?.split("\n")).toEqual(expect.arrayContaining(committed?.split("\n") ?? []));
	// What is no text, and what the site serves, is in no commit.
	const more = Object.keys(built).filter((name) => !(name in released));
	expect(more).toEqual(expect.arrayContaining(["cells.parquet", "registry.sqlite", "registry.xlsx"]));
});

const INTERRUPTED = sample([["the first", unreleased] as const, ["a later", withChange] as const], 1);

test.each(INTERRUPTED)("a run that ends before its commit is put back and made anew: %s release", (_, make) => {
	const root = make();
	const before = git(root, "rev-parse", "HEAD");
	const hook = join(root, ".git/hooks/pre-commit");
	mkdirSync(dirname(hook), { recursive: true });
	writeFileSync(hook, "#!/bin/sh\necho the hook says no >&2\nexit 1\n", { mode: 0o755 });
	expect(release(root, "prepare")).toMatchObject({ code: 2, stderr: "error: git commit failed: the hook says no\n" });
	expect(git(root, "rev-parse", "HEAD")).toBe(before);
	expect(git(root, "status", "--porcelain")).toBe("");
	rmSync(hook);
	// As if it had been killed in the middle of dist/ and of git's own writing.
	markStarted(root);
	rmSync(join(root, "dist/data.json"), { force: true });
	writeFiles(root, { "dist/stray.json": "{}", ".git/index.lock": "", ".git/refs/heads/main.lock": "" });

	// Only what belongs to a release is put back.
	writeFiles(root, { "mine.txt": "mine\n" });
	expect(release(root, "prepare")).toMatchObject({ code: 2, stderr: expect.stringContaining("not committed") });
	expect(git(root, "status", "--porcelain")).toBe("?? mine.txt\n");
	writeFiles(root, { "mine.txt": null });

	expect(release(root, "prepare")).toMatchObject({ code: 0, stderr: expect.not.stringContaining("interrupted") });
	expect(git(root, "status", "--porcelain")).toBe("");
	expect(git(root, "rev-parse", "HEAD~1")).toBe(before);
	expect(filesBelow(join(root, "dist"))).not.toHaveProperty("stray.json");
	expect(release(root, "prepare").stdout).toBe("null\n");
});

test("it refuses a dirty tree, a branch behind its remote, and records with errors", () => {
	const root = unreleased();
	writeFiles(root, { "stray.txt": "x\n" });
	expect(release(root, "prepare")).toMatchObject({ code: 2, stderr: expect.stringContaining("not committed") });
	writeFiles(root, { "stray.txt": null });

	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", root, clone);
	commitAll(root, "Later", { [FILE]: better });
	expect(release(clone, "prepare")).toMatchObject({ code: 2, stderr: expect.stringContaining("1 commits behind") });

	commitAll(root, "Break it", { [FILE]: text.replace("confidence: high", "confidence: sure") });
	expect(release(root, "prepare")).toMatchObject({ code: 1, stderr: expect.stringContaining("1 error") });
	expect(release(root, "ship")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("Allowed choices are plan, prepare, propose, last, publish"),
	});
});

test("the changelog of this repository is what its history gives", ({ skip }) => {
	const shallow = gitLine(REPOSITORY, "rev-parse", "--is-shallow-repository");
	skip(shallow !== "false", "this copy has no whole history; run: git fetch --unshallow");
	const committed = readFileSync(join(REPOSITORY, "CHANGELOG.md"), "utf8");
	expect(changelogMarkdown(releasesIn(REPOSITORY))).toBe(committed);
});
