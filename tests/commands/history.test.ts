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
		credits: ["finder", "Bo Helper"],
	});
	expect(historyOf(root, "acme-api", "gpai_cop").map(({ changes }) => changes.length)).toEqual([1]);
	const pretty = registry(["history", "acme-api", "--root", root]).stdout;
	expect(pretty).toContain("SOC 2 Type II: ■ Yes, sales-gated → ● Yes, public ↑");
	expect(pretty).toContain("#12, with evidence from finder, Bo Helper");
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
	expect(entries[0]).toMatchObject({ pull: 7, credits: ["finder"] });
});

test("a merge credits what its branch brings and not what main brought meanwhile", () => {
	const root = repository();
	git(root, "checkout", "-q", "-b", "inner");
	commitAll(root, "Inner\n\nCredit: @inner", { "notes.txt": "x\n" });
	git(root, "checkout", "-q", "-b", "topic");
	commitAll(root, "Raise the grade\n\nCredit: @finder", { [FILE]: better });
	git(root, "checkout", "-q", "main");
	git(root, "merge", "-q", "--no-ff", "-m", "Merge pull request #6 from someone/inner", "inner");
	commitAll(root, "Something else\n\nCredit: @other", { "README.md": "x\n" });
	git(root, "merge", "-q", "--no-ff", "-m", "Merge pull request #7 from someone/topic", "topic");
	const [entry] = historyOf(root, "acme-api");
	expect(entry).toMatchObject({ pull: 7, credits: ["finder"] });
});

test("a squashed pull request credits all whom its commits credit", () => {
	const root = repository();
	const message =
		"Raise the grade (#9)\n\n* First\n\nCredit: @finder\n\n* Second\n\nco-authored-by: Bo Helper <bo@example.org>\n\nDone.";
	commitAll(root, message, { [FILE]: better });
	expect(historyOf(root, "acme-api")[0]).toMatchObject({ pull: 9, credits: ["finder", "Bo Helper"] });
});

test("nothing in a message can pass for another commit", () => {
	const root = repository();
	const forged = `\u0001${"a".repeat(40)}\u00031\u0003Mallory\u0003forged\u0003\u0003\u0003\u0003\u0002:100644 100644 ${"0".repeat(40)} `;
	commitAll(root, `Raise the grade ${forged}\n\n${forged}`, { [FILE]: better });
	const entries = historyOf(root, "acme-api");
	expect(entries.map(({ author }) => author)).toEqual(["Ann Author", "Ann Author"]);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
	expect(registry(["history", "acme-api", "--root", root]).stdout).not.toMatch(/[\u0001-\u0009]/);
});

test("a malformed record in an old commit is named there and hides nothing else", () => {
	const root = repository();
	commitAll(root, "Break it", { [FILE]: "id: [\n" });
	commitAll(root, "Break it otherwise", { [FILE]: "id: {\n" });
	commitAll(root, "Mend and raise it", { [FILE]: better });
	commitAll(root, "Lower it", { [FILE]: text });
	const entries = historyOf(root, "acme-api");
	expect(entries.map(({ unreadable, changes }) => [unreadable, changes.map(({ kind }) => kind)])).toEqual([
		[[], ["grade_changed"]],
		[[], ["grade_changed"]],
		[[FILE], []],
		[[FILE], []],
		[[], ["offering_added"]],
	]);
	expect(registry(["history", "acme-api", "--root", root]).stdout).toContain(
		`${FILE} has problems at this commit; what it changed is unknown`,
	);
});

test("a record that began malformed is added when it is fixed, and one that is only put back changed nothing", () => {
	const root = repository();
	const NEW = "offerings/acme-two.yaml";
	commitAll(root, "Begin badly", { [NEW]: "id: [\n" });
	commitAll(root, "Mend it", { [NEW]: text.replace("id: acme-api", "id: acme-two") });
	expect(kinds(historyOf(root, "acme-two"))).toEqual([["offering_added"], []]);
	commitAll(root, "Break it", { [FILE]: "id: [\n" });
	commitAll(root, "Put it back", { [FILE]: text });
	expect(kinds(historyOf(root, "acme-api"))).toEqual([[], ["offering_added"]]);
});

test("a record that is broken now, or gone, has its history all the same", () => {
	const root = repository();
	writeFiles(root, { [FILE]: "id: [\n" });
	expect(kinds(historyOf(root, "acme-api"))).toEqual([["offering_added"]]);
	commitAll(root, "Remove it", { [FILE]: null });
	expect(kinds(historyOf(root, "acme-api"))).toEqual([["offering_removed"], ["offering_added"]]);
	for (const [id, reason] of [
		["acme-nimbu", 'Did you mean "acme-nimbus"?'],
		["*", 'there is no offering "*"'],
		["../vendors/acme", "there is no offering"],
	] as const) {
		const ran = registry(["history", id, "--root", root]);
		expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, "", expect.stringContaining(reason)]);
	}
});

test("a record that is not committed yet has an empty history", () => {
	const root = repository();
	writeFiles(root, { "offerings/acme-two.yaml": text.replace("id: acme-api", "id: acme-two") });
	expect(historyOf(root, "acme-two")).toEqual([]);
	expect(registry(["history", "acme-two", "--root", root]).stdout).toBe("acme-two has no change that is committed\n");
});

test("JSON is written as one list, as everything else that is published", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const { stdout } = registry(["history", "acme-api", "--root", root, "--format", "json"]);
	expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
});

test.each([
	["encoding ISO-8859-1\n", "José"],
	["", "Jos\u{fffd}"],
])("a name that is not UTF-8 is shown, and nothing fails: %j", (encoding, shown) => {
	const root = repository();
	writeFiles(root, { [FILE]: better });
	git(root, "add", "-A");
	const who = "José <j@e.org> 1795521600 +0000";
	const commit = `tree ${git(root, "write-tree").trim()}\nparent ${git(root, "rev-parse", "HEAD").trim()}\nauthor ${who}\ncommitter ${who}\n${encoding}\nRaise it: café\n`;
	const id = execFileSync("git", ["-C", root, "hash-object", "-t", "commit", "-w", "--stdin"], {
		input: Buffer.from(commit, "latin1"),
		encoding: "utf8",
	}).trim();
	git(root, "update-ref", "refs/heads/main", id);
	const entries = historyOf(root, "acme-api");
	expect(kinds(entries)).toEqual([["grade_changed"], ["offering_added"]]);
	expect(entries[0]).toMatchObject({ author: shown, date: "2026-11-24" });
});

test("a shallow clone tells what it holds; a repository without commits says what to do", () => {
	const root = repository();
	commitAll(root, "Raise the grade", { [FILE]: better });
	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", "--depth", "1", pathToFileURL(root).href, clone);
	const ran = registry(["history", "acme-api", "--root", clone, "--format", "json"]);
	expect(kinds(JSON.parse(ran.stdout) as Entry[])).toEqual([["offering_added"]]);
	expect(ran.stderr).toContain("this clone is shallow");
	const deep = registry(["diff", "HEAD~1", "--root", clone]);
	expect([deep.code, deep.stderr]).toEqual([2, expect.stringContaining("git fetch --unshallow origin")]);
	const unborn = rootWith();
	git(unborn, "init", "-q");
	const none = registry(["history", "acme-api", "--root", unborn]);
	expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("commit first")]);
});
