import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { commitAll, git, initRepository, writeFiles } from "../git.ts";
import { baseFiles, registry, rootWith, TODAY, temporaryFolder } from "../support.ts";

const A = "offerings/acme-api.yaml";
const text = baseFiles()[A] ?? "";
/** A fact that changes while every day stays. */
const undated = text.replace("retention_days: 30", "retention_days: 60");

function check(root: string, base: string) {
	const ran = registry(["check", "--root", root, "--today", TODAY, "--base", base, "--format", "json"]);
	return { ...ran, report: ran.stdout === "" ? null : JSON.parse(ran.stdout) };
}

function rules(root: string, base = "main"): string[] {
	return check(root, base).report.problems.map(({ rule, file }: { rule: string; file: string }) => `${rule} ${file}`);
}

describe("against a base", () => {
	let root = "";
	beforeEach(() => {
		root = rootWith();
		initRepository(root);
		git(root, "checkout", "-q", "-b", "change");
	});

	test("no change is no problem, and the report names the base", () => {
		const { code, report } = check(root, "main");
		expect(code).toBe(0);
		expect(report.base).toBe("main");
	});

	test("an uncommitted change is seen", () => {
		writeFiles(root, { [A]: undated });
		expect(rules(root)).toEqual([`change/verified ${A}`]);
	});

	test("a committed change is seen", () => {
		commitAll(root, "change", { [A]: undated });
		expect(rules(root)).toEqual([`change/verified ${A}`]);
	});

	test("the base is where the branch left, not what main became since", () => {
		git(root, "checkout", "-q", "main");
		commitAll(root, "main goes on", {
			[A]: undated.replace('captured: "2026-11-20"', 'captured: "2026-11-22"'),
		});
		git(root, "checkout", "-q", "change");
		expect(rules(root)).toEqual([]);
	});

	test("a record that is gone is named, and one that was renamed is not", () => {
		writeFiles(root, { [A]: null });
		expect(rules(root)).toEqual([`change/id ${A}`]);
		writeFiles(root, {
			"offerings/acme-direct.yaml": text
				.replace("id: acme-api", "id: acme-direct")
				.replace("identifiers:", "aliases:\n  - acme-api\nidentifiers:"),
		});
		expect(rules(root)).toEqual([]);
	});

	test("a renamed record is still held to its past", () => {
		writeFiles(root, {
			[A]: null,
			"offerings/acme-direct.yaml": undated
				.replace("id: acme-api", "id: acme-direct")
				.replace("identifiers:", "aliases:\n  - acme-api\nidentifiers:"),
		});
		expect(rules(root)).toEqual(["change/verified offerings/acme-direct.yaml"]);
	});

	test("a record that became unreadable is one problem, not also a lost id", () => {
		writeFiles(root, { [A]: "id: [" });
		expect(rules(root)).toEqual([`file/syntax ${A}`]);
	});

	test("dist/ and CHANGELOG.md change in a release commit alone", () => {
		commitAll(root, "by hand", { "dist/data.json": "{}\n" });
		writeFiles(root, { "CHANGELOG.md": "# Changes\n" });
		git(root, "add", "CHANGELOG.md");
		expect(rules(root)).toEqual(["change/generated CHANGELOG.md", "change/generated dist/data.json"]);
	});

	test("a commit that only says that it is a release excuses nothing", () => {
		commitAll(root, "Release 1.0.0\n\nRelease: 1.0.0", { "dist/data.json": "{}\n" });
		commitAll(root, "a correction");
		expect(rules(root)).toEqual(["change/generated dist/data.json"]);
	});

	test("words in a message are no claim", () => {
		commitAll(root, "Correct a cell\n\nRelease: 9.9.9\n\n<!-- Release: 9.9.9 -->");
		expect(rules(root)).toEqual([]);
	});

	test("what a merge brings from the base is not touched by the branch, and what it makes of it is", () => {
		git(root, "checkout", "-q", "main");
		commitAll(root, "released meanwhile", { "dist/data.json": "{}\n" });
		git(root, "checkout", "-q", "change");
		commitAll(root, "a correction", { "README.md": "# Records\n" });
		git(root, "merge", "-q", "--no-ff", "-m", "Update branch", "main");
		expect(rules(root)).toEqual([]);
		git(root, "reset", "-q", "--hard", "HEAD~1");
		git(root, "merge", "-q", "--no-commit", "main");
		commitAll(root, "Update branch", { "dist/data.json": null });
		expect(rules(root)).toEqual(["change/generated dist/data.json"]);
	});

	test("a registry in a folder of a repository is compared with that folder", () => {
		const outer = temporaryFolder();
		writeFiles(
			outer,
			Object.fromEntries(Object.entries(baseFiles()).map(([path, content]) => [`data/${path}`, content])),
		);
		initRepository(outer);
		writeFiles(outer, { [`data/${A}`]: undated });
		expect(rules(join(outer, "data"), "HEAD")).toEqual([`change/verified ${A}`]);
	});
});

describe("changes that need a maintainer", () => {
	let root = "";
	beforeEach(() => {
		root = rootWith();
		initRepository(root);
	});
	const problems = () => check(root, "HEAD").report.problems;

	test("are held: listed, counted, and no error", () => {
		writeFiles(root, { [A]: undated });
		const { code, report } = check(root, "HEAD");
		expect(code).toBe(0);
		expect(report).toMatchObject({ ok: true, counts: { errors: 0, holds: 1, warnings: 0 } });
		expect(report.problems).toMatchObject([{ rule: "change/verified", level: "hold", file: A }]);
		const pretty = registry(["check", "--root", root, "--today", TODAY, "--base", "HEAD", "--no-color"]);
		expect(pretty.stdout).toContain("hold change/verified");
		expect(pretty.stdout).toMatch(/1 hold that needs a maintainer/);
	});

	test("a revert is told with the commit that it goes back to", () => {
		const first = git(root, "rev-parse", "HEAD").trim();
		const dated = undated.replace("    finding: 30 days; no", '    checked: "2026-11-22"\n    finding: 60 days; no');
		commitAll(root, "sixty days", { [A]: dated });
		writeFiles(root, { [A]: text });
		expect(problems()).toMatchObject([
			{
				rule: "change/reverted",
				level: "hold",
				path: "dimensions.retention_zdr",
				message: expect.stringContaining(first.slice(0, 10)),
			},
		]);
	});

	test("an override that is better than the cell it overrides is compared with it", () => {
		const inheriting = "offerings/bolt-nimbus.yaml";
		const override = `dimensions:
  data_residency:
    value: yes_public
    confidence: high
    finding: Bolt runs in the EU
    differs: Bolt is served from the EU.
    notes: >-
      Bolt can be pinned to the EU.
    sources:
      - url: https://docs.nimbus.io/regions
        title: Regions
        via: live
        captured: "2026-11-22"
`;
		writeFiles(root, { [inheriting]: (baseFiles()[inheriting] ?? "").replace("dimensions: {}\n", override) });
		expect(problems()).toMatchObject([{ rule: "change/upgrade", level: "hold", file: inheriting }]);
	});

	test("one shared cell that is worse for many offerings is one file", () => {
		const shared = "services/nimbus-models.yaml";
		const worse = (baseFiles()[shared] ?? "").replace(
			"value: partial\n    confidence: high\n",
			'value: unclear\n    confidence: high\n    checked: "2026-11-22"\n',
		);
		writeFiles(root, { [shared]: worse });
		expect(problems()).toEqual([]);
	});
});

describe("what git cannot answer ends with 2 and says what to do", () => {
	test("a ref that is not there", () => {
		const root = rootWith();
		initRepository(root);
		expect(check(root, "nowhere")).toMatchObject({
			code: 2,
			stderr: expect.stringMatching(/no commit "nowhere".*git fetch/s),
		});
	});

	test("an option in the place of a ref is a ref that is not there", () => {
		const root = rootWith();
		initRepository(root);
		expect(check(root, "--output=/tmp/x")).toMatchObject({ code: 2 });
	});

	test("a folder that is in no repository", () => {
		expect(check(rootWith(), "main")).toMatchObject({ code: 2, stderr: expect.stringContaining("no git repository") });
	});

	test("a repository without commits", () => {
		const root = rootWith();
		git(root, "init", "-q");
		expect(check(root, "main")).toMatchObject({ code: 2, stderr: expect.stringContaining("no commit yet") });
	});

	test("a shallow clone", () => {
		const origin = rootWith();
		initRepository(origin);
		commitAll(origin, "second", { "notes.txt": "x\n" });
		const clone = join(temporaryFolder(), "clone");
		git(origin, "clone", "-q", "--depth", "1", `file://${origin}`, clone);
		expect(check(clone, "HEAD~1")).toMatchObject({ code: 2, stderr: expect.stringContaining("git fetch --unshallow") });
	});
});
