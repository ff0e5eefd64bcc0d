import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { commitAll, git, initRepository, writeFiles } from "../git.ts";
import { baseFiles, registry, rootWith, temporaryFolder } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const better = text.replace("value: yes_sales_gated", "value: yes_public");

interface Entry {
	commit: string;
	date: string;
	author: string;
	pull: number | null;
	credits: string[];
	changes: { kind: string; path: string }[];
	unreadable: string[];
}

function repository(): string {
	const root = rootWith();
	initRepository(root);
	return root;
}

function historyOf(root: string, id: string, ...rest: string[]): Entry[] {
	const ran = registry(["history", id, ...rest, "--root", root, "--format", "json"]);
	expect(ran.stderr).toBe("");
	return JSON.parse(ran.stdout) as Entry[];
}

const kinds = (entries: readonly Entry[]) => entries.map(({ changes }) => changes.map(({ kind }) => kind));

test("each commit that changes something is an entry, newest first, with its pull request and its credits", () => {
	const root = repository();
	commitAll(root, "Form alone", { [FILE]: `# a comment\n${text}` });
	commitAll(root, "Raise the grade (#12)\n\nCredit: @finder\nCo-authored-by: Bo Helper <bo@example.org>", {
		[FILE]: better,
	});
	const entries = historyOf(root, "acme-api");
	expect(kinds(entries)).toEqual([["grade_changed"], ["offering_added"]]);
	expect(entries[0]).toMatchObject({
		date: "2026-11-20",
		author: "Ann Author",
		pull: 12,
		credits: ["@finder", "Bo Helper"],
	});
	expect(historyOf(root, "acme-api", "gpai_cop").map(({ changes }) => changes.length)).toEqual([1]);
	const pretty = registry(["history", "acme-api", "--root", root]).stdout;
	expect(pretty).toContain("SOC 2 Type II: ◐ Yes, sales-gated → ● Yes, public ↑");
	expect(pretty).toContain("#12, with evidence from @finder, Bo Helper");
});

test("a renamed offering keeps its history, by its old name and its new one", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const renamed = `${better.replace("id: acme-api", "id: acme-anvil").trimEnd()}\naliases:\n  - acme-api\n`;
	commitAll(root, "Rename", { [FILE]: null, "offerings/acme-anvil.yaml": renamed });
	const expected = [["offering_renamed"], ["grade_changed"], ["offering_added"]];
	expect(kinds(historyOf(root, "acme-anvil"))).toEqual(expected);
	expect(kinds(historyOf(root, "acme-api"))).toEqual(expected);
});

test("a merge is one entry that credits those whom its branch credits", () => {
	const root = repository();
	git(root, "checkout", "-q", "-b", "topic");
	commitAll(root, "Raise the grade\n\nCredit: @finder", { [FILE]: better });
	git(root, "checkout", "-q", "main");
	commitAll(root, "Something else", { "README.md": "x\n" });
	git(root, "merge", "-q", "--no-ff", "-m", "Merge pull request #7 from someone/topic", "topic");
	const entries = historyOf(root, "acme-api");
	expect(kinds(entries)).toEqual([["grade_changed"], ["offering_added"]]);
	expect(entries[0]).toMatchObject({ pull: 7, credits: ["@finder"] });
});

test("a malformed record in an old commit is named there and hides nothing else", () => {
	const root = repository();
	commitAll(root, "Break it", { [FILE]: "id: [\n" });
	commitAll(root, "Mend and raise it", { [FILE]: better });
	commitAll(root, "Lower it", { [FILE]: text });
	const entries = historyOf(root, "acme-api");
	expect(entries.map(({ unreadable, changes }) => [unreadable.length, changes.length])).toEqual([
		[0, 1],
		[1, 0],
		[0, 1],
	]);
});

test("a name that is not UTF-8 is shown, and nothing fails", () => {
	const root = repository();
	writeFiles(root, { [FILE]: better });
	git(root, "add", "-A");
	execFileSync("git", ["-C", root, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "-m", "Raise it"], {
		env: {
			...process.env,
			GIT_AUTHOR_NAME: "Jos\u00e9",
			GIT_AUTHOR_EMAIL: "j@e.org",
			GIT_COMMITTER_NAME: "J",
			GIT_COMMITTER_EMAIL: "j@e.org",
		},
	});
	expect(kinds(historyOf(root, "acme-api"))).toEqual([["grade_changed"], ["offering_added"]]);
});

test("a shallow clone tells what it holds; a repository without commits says what to do", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const clone = join(temporaryFolder(), "clone");
	execFileSync("git", ["clone", "-q", "--depth", "1", pathToFileURL(root).href, clone]);
	expect(kinds(historyOf(clone, "acme-api"))).toEqual([["offering_added"]]);
	const deep = registry(["diff", "HEAD~1", "--root", clone]);
	expect([deep.code, deep.stderr]).toEqual([2, expect.stringContaining("git fetch --unshallow origin")]);
	const unborn = rootWith();
	git(unborn, "init", "-q");
	const ran = registry(["history", "acme-api", "--root", unborn]);
	expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining("commit first")]);
});

test("diff compares refs, tags, days and the work tree", () => {
	const root = repository();
	git(root, "tag", "v1.0.0");
	commitAll(root, "Raise the grade", { [FILE]: better });
	const between = (...names: string[]) => {
		const ran = registry(["diff", ...names, "--root", root, "--format", "json"]);
		expect([ran.code, ran.stderr]).toEqual([0, ""]);
		return JSON.parse(ran.stdout) as {
			from: string;
			to: string | null;
			bump: string;
			changes: { direction: string }[];
		};
	};
	expect(between("v1.0.0", "HEAD")).toMatchObject({
		from: "v1.0.0",
		to: "HEAD",
		bump: "patch",
		changes: [{ direction: "up" }],
	});
	expect(between("HEAD", "v1.0.0").changes[0]?.direction).toBe("down");
	expect(between("HEAD")).toMatchObject({ to: null, bump: "none", changes: [] });
	expect(between("2026-11-20").changes).toEqual([]);
	writeFiles(root, { [FILE]: text });
	expect(between("HEAD").changes).toHaveLength(1);
	for (const [name, reason] of [
		["2020-01-01", "there is no commit on or before 2020-01-01"],
		["nowhere", 'there is no commit "nowhere"'],
		["--help=x", ""],
	] as const) {
		const ran = registry(["diff", name, "--root", root]);
		expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(reason)]);
	}
});

test("diff names a record that it cannot read, and ends with 1", () => {
	const root = repository();
	writeFiles(root, { [FILE]: "id: [\n" });
	const ran = registry(["diff", "HEAD", "--root", root]);
	expect([ran.code, ran.stdout]).toEqual([1, "0 changes, bump: none\n"]);
	expect(ran.stderr).toContain("offerings/acme-api.yaml at the work tree has problems");
});

test("Markdown keeps texts of records from being markup or mentions", () => {
	const root = repository();
	const hostile = text.replace("name: Acme API", 'name: "</td> @everyone [x](https://evil.example) `code`"');
	writeFiles(root, { [FILE]: hostile });
	const { stdout } = registry(["diff", "HEAD", "--root", root, "--format", "markdown"]);
	expect(stdout).toContain("→ `` </td> @everyone [x](https://evil.example) `code` ``");
	expect(stdout.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(1);
});

test("show --at gives the record as it was known then", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const at = (ref: string) =>
		registry(["show", "acme-api", "soc2_type2", "--root", root, "--at", ref, "--format", "yaml"]).stdout;
	expect(at("HEAD")).toContain("value: yes_public");
	expect(at("HEAD~1")).toContain("value: yes_sales_gated");
	expect(at("2026-11-20")).toContain("value: yes_public");
});
