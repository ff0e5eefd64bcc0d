import { expect, test } from "vitest";
import { type Reviewed, reviewOpenPulls } from "../../scripts/review/review-pull.ts";
import { type Hosted, hosted } from "../corrections/fake-github.ts";
import { merge, review, rollup, startRuns } from "../fake-github/acts.ts";
import { seededFaults } from "../fake-github/faults.ts";
import { addComment, addIssue, setState } from "../fake-github/routes/issues.ts";
import type { StoredIssue } from "../fake-github/store.ts";
import { commitAll, git } from "../git.ts";
import { baseFiles, sample, TODAY } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const NONE = "- [x] No affiliation\n- [ ] I work for or with the vendor\n";
const VENDOR = "- [ ] No affiliation\n- [x] I work for or with the vendor\n";
/** Other words of one caveat: no error and no hold. */
const reworded = { [FILE]: text.replace("caveat: The report needs an NDA.", "caveat: The report asks for an NDA.") };
/** A better grade without new evidence. */
const upgrade = {
	[FILE]: text
		.replace(/value: yes_sales_gated/, "value: yes_public")
		.replace(/ {4}caveat: The report.*\n/, "")
		.replace("route: trust_center_nda", "route: public"),
};
const broken = { [FILE]: text.replace("confidence: high", "confidence: sure") };
const program = { "scripts/rules/index.ts": "export const RULES = [];\n" };

/** A pull request of a stranger's fork: its commit is in the repository as objects, and in no branch. */
function propose(at: Hosted, files: Record<string, string>, body = NONE, head = "patch-1"): StoredIssue {
	const sha = commitOf(at, files);
	const pull = { head, fork: "stranger", base: "main", sha, merged: null };
	return addIssue(at.fake.store, { title: "Correct it", body, author: "stranger", pull });
}

function commitOf({ root, fake }: Hosted, files: Record<string, string>): string {
	git(root, "checkout", "-q", "--detach", "main");
	commitAll(root, "change", files);
	const sha = git(root, "rev-parse", "HEAD").trim();
	git(root, "checkout", "-q", "main");
	fake.store.objects.importFrom(root);
	return sha;
}

async function reviewed(at: Hosted, only: StoredIssue | null = null): Promise<Reviewed[]> {
	const call = { root: at.root, today: TODAY, only: only?.number ?? null };
	return (await reviewOpenPulls(at.github, call, () => undefined)) as Reviewed[];
}

/** Returns the status of a pull request's commit. */
function statusOf({ fake }: Hosted, { pull }: StoredIssue): string | undefined {
	const status = fake.store.statuses.findLast(({ sha, context }) => sha === pull?.sha && context === "registry");
	return status && `${status.state}: ${status.description}`;
}

const commentsOn = ({ fake }: Hosted, { number }: StoredIssue) =>
	fake.store.comments.filter(({ issue }) => issue === number).map(({ body }) => body);

test("a pull request from a fork is told once what it changes, labelled, and given its status; each review brings it up to date", async () => {
	const at = await hosted();
	const pull = propose(at, broken);
	expect(await reviewed(at)).toMatchObject([{ pull: 1, state: "failure" }]);
	expect(commentsOn(at, pull)).toEqual([expect.stringContaining("The rules of main find 1 error")]);
	if (pull.pull) pull.pull.sha = commitOf(at, reworded);
	expect(await reviewed(at)).toEqual([{ pull: 1, state: "success", description: "no errors", labels: ["prose"] }]);
	expect(pull.labels).toEqual(["prose"]);
	expect(commentsOn(at, pull)).toEqual([expect.stringContaining("SOC 2 Type II: caveat “The report needs an NDA.”")]);
	expect(statusOf(at, pull)).toBe("success: no errors");
	await reviewed(at);
	expect(at.fake.store.statuses).toHaveLength(2);
});

test("nothing of the pull request is checked out", async () => {
	const at = await hosted();
	const before = git(at.root, "status", "--porcelain", "--branch");
	propose(at, { ...reworded, "scripts/evil.ts": "throw 1\n" });
	await reviewed(at);
	expect(git(at.root, "status", "--porcelain", "--branch")).toBe(before);
});

test("a hold waits for a maintainer's approval of this very commit, and a merge waits with it", async () => {
	const at = await hosted();
	at.fake.store.required.push("registry");
	at.fake.store.permissions.set("maintainer", "write");
	const pull = propose(at, upgrade);
	const press = () => merge(at.fake.store, pull, "maintainer", "squash");
	expect(() => press()).toThrow("is expected");
	await reviewed(at);
	expect(statusOf(at, pull)).toMatch(/^pending: needs a maintainer: \d hold/);
	expect(() => press()).toThrow("is pending");
	for (const [author, state] of [
		["passer-by", "APPROVED"],
		["maintainer", "COMMENTED"],
	] as const) {
		review(at.fake.store, pull, author, state);
		await reviewed(at);
		expect(statusOf(at, pull)).toMatch(/^pending/);
	}
	review(at.fake.store, pull, "maintainer", "APPROVED");
	await reviewed(at);
	expect(statusOf(at, pull)).toBe("success: no errors");
	review(at.fake.store, pull, "maintainer", "CHANGES_REQUESTED");
	await reviewed(at);
	expect(statusOf(at, pull)).toMatch(/^pending/);
	review(at.fake.store, pull, "maintainer", "APPROVED");
	if (pull.pull) pull.pull.sha = commitOf(at, { ...upgrade, "README.md": "# Another commit\n" });
	await reviewed(at);
	expect(statusOf(at, pull)).toMatch(/^pending/);
	review(at.fake.store, pull, "maintainer", "APPROVED");
	await reviewed(at);
	expect(press()).toMatch(/^[0-9a-f]{40}$/);
});

test("a broken record stays red though its own scripts report success, and an approval does not help", async () => {
	const at = await hosted();
	at.fake.store.permissions.set("maintainer", "admin");
	const pull = propose(at, { ...broken, ...program });
	startRuns(at.fake.store, pull);
	Object.assign(at.fake.store.runs[0] ?? {}, { conclusion: "success" });
	review(at.fake.store, pull, "maintainer", "APPROVED");
	expect(await reviewed(at)).toMatchObject([{ state: "failure" }]);
});

test("where the program changes, its own run has to succeed, too, and somebody is told to read it", async () => {
	const at = await hosted();
	const pull = propose(at, { ...reworded, ...program });
	await reviewed(at);
	expect(statusOf(at, pull)).toBe("pending: program changed: its own check has not ended");
	const sha = pull.pull?.sha ?? "";
	const run = { id: 1, workflow: "pr.yml", branch: "main", sha, jobs: ["check"], conclusion: "success" };
	// What somebody dispatched is no check of a pull request.
	at.fake.store.runs.push({ ...run, event: "workflow_dispatch" });
	await reviewed(at);
	expect(statusOf(at, pull)).toMatch(/^pending/);
	at.fake.store.runs.push({ ...run, id: 2, event: "pull_request", conclusion: "failure" });
	await reviewed(at);
	expect(statusOf(at, pull)).toBe("failure: program changed: its own check did not succeed");
	at.fake.store.runs.push({ ...run, id: 3, event: "pull_request" });
	await reviewed(at);
	expect(statusOf(at, pull)).toBe("success: program changed: read it");
	expect(commentsOn(at, pull)[0]).toContain("These files are no records: `scripts/rules/index.ts`");
});

test("a status is the commit's: a run that waits for approval, or does not start in a conflict, does not hinder it", async () => {
	const at = await hosted();
	at.fake.store.required.push("registry");
	const pull = propose(at, reworded);
	expect(startRuns(at.fake.store, pull)).toBe("waiting");
	await reviewed(at);
	expect(rollup(at.fake.store, pull)).toEqual({ registry: "success" });
	commitAll(at.root, "main goes on", { [FILE]: text.replace("Acme API", "Acme's API") });
	at.fake.store.objects.importFrom(at.root);
	at.fake.store.refs.set("heads/main", git(at.root, "rev-parse", "main").trim());
	expect(startRuns(at.fake.store, pull)).toBe("none");
	expect(() => merge(at.fake.store, pull, "nobody", "squash")).toThrow("write access");
});

test("a hand in what a release writes is red", async () => {
	const at = await hosted();
	const pull = propose(at, { "dist/data.json": "{}\n" });
	await reviewed(at);
	expect(statusOf(at, pull)).toMatch(/^failure: 1 error/);
	expect(commentsOn(at, pull)[0]).toContain("this file is written by a release alone");
});

test("records that cannot be read are red, and one pull request that fails does not hide another", async () => {
	const at = await hosted();
	const gone = Object.fromEntries(
		Object.keys(baseFiles())
			.filter((path) => path.startsWith("offerings/"))
			.map((path) => [path, null]),
	);
	const first = propose(at, gone as unknown as Record<string, string>);
	const lost = addIssue(at.fake.store, {
		title: "Lost",
		body: NONE,
		author: "stranger",
		pull: { head: "lost", fork: "stranger", base: "main", sha: "0".repeat(40), merged: null },
	});
	const third = propose(at, reworded, NONE, "patch-3");
	const found = await reviewOpenPulls(at.github, { root: at.root, today: TODAY, only: null }, () => undefined);
	expect(found.find(({ pull }) => pull === lost.number)).toMatchObject({ fault: expect.stringContaining("git fetch") });
	expect([statusOf(at, first), statusOf(at, third)]).toEqual([
		"failure: its records cannot be read",
		"success: no errors",
	]);
});

test("a second reviewer is asked for by a label that no edit of the description takes off again", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade, VENDOR);
	expect(await reviewed(at)).toMatchObject([{ labels: ["upgrade", "second-reviewer"] }]);
	expect(commentsOn(at, pull)[0]).toContain("A second person reviews");
	pull.body = NONE;
	expect(await reviewed(at)).toMatchObject([{ labels: ["upgrade"] }]);
	expect(pull.labels).toEqual(["upgrade", "second-reviewer"]);
});

test("labels of others are left alone", async () => {
	const at = await hosted();
	const pull = propose(at, upgrade);
	await at.github.api.issues.addLabels({ ...at.github.at, issue_number: 1, labels: ["prose", "help wanted"] });
	await reviewed(at);
	expect(pull.labels).toEqual(["help wanted", "upgrade"]);
});

test("a pull request that is closed, or is not the one asked for, is left alone", async () => {
	const at = await hosted();
	const [first, second] = [propose(at, reworded), propose(at, reworded, NONE, "patch-2")];
	expect(await reviewed(at, second)).toMatchObject([{ pull: 2 }]);
	expect(commentsOn(at, first)).toEqual([]);
	setState(at.fake.store, first, "closed");
	expect(await reviewed(at)).toMatchObject([{ pull: 2 }]);
});

test("a person's comment that looks like ours stays, and a second one of ours goes", async () => {
	const at = await hosted();
	const pull = propose(at, reworded);
	const marker = "<!-- registry: what this pull request changes -->";
	const forged = addComment(at.fake.store, pull.number, `${marker}\nApproved.`, "mallory");
	for (const body of ["one", "two"]) addComment(at.fake.store, pull.number, `${marker}\n${body}`);
	await reviewed(at);
	expect(commentsOn(at, pull)).toEqual([forged.body, expect.stringContaining("### Evidence")]);
});

test("with a maintainer's own token no second comment appears, whoever wrote the first one", async () => {
	const at = await hosted();
	at.fake.store.permissions.set("maintainer", "write");
	const pull = propose(at, reworded);
	for (const actor of ["github-actions[bot]", "maintainer", "github-actions[bot]"]) {
		at.fake.store.actor = actor;
		pull.body = `${NONE}${actor}\n`;
		await reviewed(at);
	}
	expect(commentsOn(at, pull)).toHaveLength(1);
});

test.each(sample([1, 2, 3, 4, 5, 6, 7, 8], 2))(
	"GitHub that fails (seed %i) gives one comment and one status when the review is made again",
	async (seed) => {
		const at = await hosted();
		const pull = propose(at, upgrade, VENDOR);
		at.fake.faults = seededFaults(seed, 0.3, 10);
		for (let attempt = 0; attempt < 10; attempt++) {
			try {
				await reviewed(at);
				break;
			} catch (error) {
				expect(String(error)).toContain("run it again");
			}
		}
		expect(commentsOn(at, pull)).toHaveLength(1);
		expect(pull.labels).toEqual(["upgrade", "second-reviewer"]);
		expect(statusOf(at, pull)).toMatch(/^pending/);
	},
);
