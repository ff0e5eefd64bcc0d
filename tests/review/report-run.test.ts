import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Followed, reportRun } from "../../scripts/review/report-run.ts";
import { type Hosted, hosted } from "../corrections/fake-github.ts";
import { seededFaults } from "../fake-github/faults.ts";
import { addComment, addIssue, setState } from "../fake-github/routes/issues.ts";
import type { StoredIssue, StoredRun } from "../fake-github/state.ts";
import { commitAll, git } from "../git.ts";
import { baseFiles, temporaryFolder } from "../support.ts";
import { PROBLEM, reportOf } from "./reports.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const NONE = "- [x] No affiliation\n- [ ] I work for or with the vendor\n";
const VENDOR = "- [ ] No affiliation\n- [x] I work for or with the vendor\n";
const upgrade = { [FILE]: text.replace("value: yes_sales_gated", "value: yes_public") };

/** A pull request of a stranger's fork: its commit is in the repository as objects, and in no branch. */
function propose(at: Hosted, files: Record<string, string>, body: string): StoredIssue {
	const { root, fake } = at;
	const sha = commitOf(root, files);
	const pull = { head: "patch-1", fork: "stranger", base: "main", sha, merged: null };
	return addIssue(fake.world, { title: "Correct it", body, author: "stranger", pull });
}

function commitOf(root: string, files: Record<string, string>): string {
	git(root, "checkout", "-q", "--detach", "main");
	commitAll(root, "change", files);
	const sha = git(root, "rev-parse", "HEAD").trim();
	git(root, "checkout", "-q", "main");
	return sha;
}

/** The check of a pull request has run, and left this behind. */
async function ran(
	at: Hosted,
	pull: StoredIssue,
	given: { report?: string; run?: Partial<StoredRun> } = {},
): Promise<Followed> {
	const report = join(temporaryFolder(), "report.json");
	writeFileSync(report, given.report ?? JSON.stringify(reportOf([])));
	const id = at.fake.world.nextId();
	const { head = "", fork, sha = "" } = pull.pull ?? {};
	at.fake.world.runs.push({
		id,
		workflow: "pr.yml",
		event: "pull_request",
		branch: head,
		fork,
		sha,
		conclusion: "success",
		...given.run,
	});
	return reportRun(at.github, id, { root: at.root, report });
}

const commentsOn = ({ fake }: Hosted, { number }: StoredIssue) =>
	fake.world.comments.filter(({ issue }) => issue === number).map(({ body }) => body);

test("a pull request from a fork is told once what it changes, and labelled; each run brings it up to date", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, NONE);
	const failed = { report: JSON.stringify(reportOf([PROBLEM])), run: { conclusion: "failure" } };
	expect(await ran(at, pull, failed)).toEqual({ kind: "told", pull: 1, labels: ["upgrade"] });
	expect(commentsOn(at, pull)).toEqual([expect.stringContaining("found 1 error")]);
	if (pull.pull)
		pull.pull.sha = commitOf(at.root, { [FILE]: text.replace("value: yes_sales_gated", "value: partial") });
	expect(await ran(at, pull)).toEqual({ kind: "told", pull: 1, labels: ["downgrade"] });
	expect(pull.labels).toEqual(["downgrade"]);
	expect(commentsOn(at, pull)).toEqual([expect.stringContaining("SOC 2 Type II: ■ Yes, sales-gated → ◓ Partial ↓")]);
	expect(commentsOn(at, pull)[0]).toContain("no problem in what it changes");
});

test("nothing of the pull request is checked out", async () => {
	const at = await hosted();
	const before = git(at.root, "status", "--porcelain", "--branch");
	await ran(at, propose(at, { ...upgrade, "scripts/evil.ts": "throw 1\n" }, NONE));
	expect(git(at.root, "status", "--porcelain", "--branch")).toBe(before);
});

test("a second reviewer is asked for by a label that no edit of the description takes off again", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, VENDOR);
	expect(await ran(at, pull)).toMatchObject({ labels: ["upgrade", "second-reviewer"] });
	expect(commentsOn(at, pull)[0]).toContain("A second person reviews");
	pull.body = NONE;
	expect(await ran(at, pull)).toMatchObject({ labels: ["upgrade"] });
	expect(pull.labels).toEqual(["upgrade", "second-reviewer"]);
});

test("labels of others are left alone", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, NONE);
	await at.github.api.issues.addLabels({ ...at.github.at, issue_number: 1, labels: ["prose", "help wanted"] });
	await ran(at, pull);
	expect(pull.labels).toEqual(["help wanted", "upgrade"]);
});

const LIES: readonly [string, string][] = [
	["is not there", ""],
	["claims another pull request", JSON.stringify({ ...reportOf([]), pull: 99 })],
	["is a page", "<html>"],
];

test.each(LIES)(
	"a report that %s leaves the comment true and says that the check did not tell",
	async (_what, report) => {
		const at = await hosted();
		const other = propose(at, upgrade, NONE);
		const pull = propose(at, { [FILE]: text.replace("value: yes_sales_gated", "value: partial") }, NONE);
		if (pull.pull) Object.assign(pull.pull, { head: "patch-2" });
		expect(await ran(at, pull, { report })).toMatchObject({ pull: 2, labels: ["downgrade"] });
		expect(commentsOn(at, other)).toEqual([]);
		expect(commentsOn(at, pull)[0]).toContain("The check did not tell");
		expect(commentsOn(at, pull)[0]).toContain("◓ Partial ↓");
	},
);

test("a pull request that changes the program and reports that all is well is not believed", async () => {
	const at = await hosted();
	const pull = propose(at, { ...upgrade, "scripts/rules/index.ts": "export const RULES = [];\n" }, NONE);
	await ran(at, pull);
	expect(commentsOn(at, pull)[0]).toContain("is the pull request's own word: `scripts/rules/index.ts`");
});

test("a run of another workflow, event or commit, or of a closed pull request, says nothing", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, NONE);
	expect(await ran(at, pull, { run: { workflow: "evil.yml" } })).toEqual({ kind: "no check" });
	expect(await ran(at, pull, { run: { event: "push" } })).toEqual({ kind: "no check" });
	expect(await ran(at, pull, { run: { sha: git(at.root, "rev-parse", "main").trim() } })).toEqual({
		kind: "no pull request",
	});
	expect(await ran(at, pull, { run: { fork: "other" } })).toEqual({ kind: "no pull request" });
	setState(at.fake.world, pull, "closed");
	expect(await ran(at, pull)).toEqual({ kind: "no pull request" });
	expect(at.fake.world.comments).toEqual([]);
});

test("a person's comment that looks like ours stays, and a second one of ours goes", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, NONE);
	const marker = "<!-- registry: what this pull request changes -->";
	const forged = addComment(at.fake.world, pull.number, `${marker}\nApproved.`, "mallory");
	for (const body of ["one", "two"]) addComment(at.fake.world, pull.number, `${marker}\n${body}`);
	await ran(at, pull);
	expect(commentsOn(at, pull)).toEqual([forged.body, expect.stringContaining("### Evidence")]);
});

test.each([1, 2, 3])("GitHub that fails (seed %i) gives one comment when the report is made again", async (seed) => {
	const at = await hosted();
	const pull = propose(at, upgrade, VENDOR);
	at.fake.faults = seededFaults(seed, 0.3, 10);
	for (let attempt = 0; attempt < 10; attempt++) {
		try {
			await ran(at, pull);
			break;
		} catch (error) {
			expect(String(error)).toContain("run it again");
		}
	}
	expect(commentsOn(at, pull)).toHaveLength(1);
	expect(pull.labels).toEqual(["upgrade", "second-reviewer"]);
});
