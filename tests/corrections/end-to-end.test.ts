import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { releaseNotes } from "../../scripts/release/changelog.ts";
import { nextRelease } from "../../scripts/release/history.ts";
import { reportRun } from "../../scripts/review/report-run.ts";
import { setState } from "../fake-github/routes/issues.ts";
import type { StoredIssue } from "../fake-github/state.ts";
import { commitAll, commitRelease, git } from "../git.ts";
import { registry, TODAY, temporaryFolder } from "../support.ts";
import { body } from "./body.ts";
import { fileCorrection, follow, type Hosted, hosted, push } from "./fake-github.ts";

/** What pr.yml does: checks the branch in a clone of its own, and leaves a report. */
function checked({ root, fake }: Hosted, branch: string): { report: string; conclusion: string; sha: string } {
	const sha = fake.world.refs.get(`heads/${branch}`) ?? "";
	fake.world.objects.exportTo(root);
	git(root, "update-ref", `refs/heads/${branch}`, sha);
	const clone = join(temporaryFolder(), "clone");
	git(root, "clone", "-q", root, clone);
	git(clone, "checkout", "-q", "--detach", sha);
	const call = ["check", "--root", clone, "--today", TODAY, "--base", "origin/main", "--format", "json"];
	const { code, stdout } = registry(call);
	const report = join(temporaryFolder(), "report.json");
	writeFileSync(report, stdout);
	return { report, sha, conclusion: code === 0 ? "success" : "failure" };
}

/** What a maintainer does who presses the button: a merge commit, or one commit with the words of the pull request. */
function mergeAs(how: "merge" | "squash", at: Hosted, pull: StoredIssue): void {
	const { root, fake } = at;
	const branch = pull.pull?.head ?? "";
	if (how === "merge") {
		git(
			root,
			"merge",
			"-q",
			"--no-ff",
			"-m",
			`Merge pull request #${pull.number} from ${fake.world.owner}/${branch}`,
			branch,
		);
	} else {
		git(root, "merge", "-q", "--squash", branch);
		// The author of a squashed commit is who opened the pull request.
		const author = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";
		git(root, "commit", "-q", `--author=${author}`, "-m", `${pull.title} (#${pull.number})\n\n${pull.body}`);
	}
	push(at);
	if (pull.pull) pull.pull.merged = fake.world.now();
	setState(fake.world, pull, "closed");
}

test.each(["merge", "squash"] as const)(
	"from a form to a line of the changelog with the credit, by %s",
	async (how) => {
		const at = await hosted();
		const { root, fake, github } = at;
		commitRelease(root, "1.0.0");
		push(at);

		const issue = fileCorrection(at, body());
		expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
		const [{ workflow, branch }] = fake.world.dispatched as [{ workflow: string; branch: string }];
		const { report, conclusion, sha } = checked(at, branch);
		expect(conclusion).toBe("success");

		fake.world.runs.push({ id: 7, workflow, event: "workflow_dispatch", branch, sha, conclusion });
		expect(await reportRun(github, 7, { root, report })).toEqual({ kind: "told", pull: 2, labels: ["upgrade"] });
		const [comment = ""] = fake.world.comments.filter((one) => one.issue === 2).map((one) => one.body);
		expect(comment).toContain("- ISO 42001: ▬ No public evidence → ● Yes, public ↑");
		expect(comment).toContain("| `acme-api` ISO 42001 | `https://acme.com/iso-42001` | primary | no | new |");
		expect(comment).toContain("found no problem in what it changes");
		expect(comment).toContain("Declared: none.");

		const pull = fake.world.issues.find(({ number }) => number === 2);
		if (!pull) throw new Error("there is no pull request");
		mergeAs(how, at, pull);
		// The words "Closes #1" close the issue with the merge.
		setState(fake.world, issue, "closed");
		expect(await follow(at, issue)).toEqual({ kind: "closed" });

		const { version, releases } = nextRelease(root);
		expect(version).toBe("1.0.1");
		const notes = releases[0] ? releaseNotes(releases[0]) : "";
		expect(notes).toContain("- `acme-api`, with evidence from @finder (#2)\n");
		expect(notes).toContain(
			"  - ISO 42001: ▬ No public evidence → ● Yes, public ↑, source `https://acme.com/iso-42001`\n",
		);
	},
);

test("a correction that somebody else's merge made wrong is told by its check, and mended by editing the issue", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const record = git(at.root, "show", "main:offerings/acme-api.yaml");
	commitAll(at.root, "somebody read it later", {
		"offerings/acme-api.yaml": record.replace(
			"    searched:\n",
			'    searched:\n      - url: https://acme.com/iso-42001\n        as_of: "2026-11-23"\n',
		),
	});
	push(at);
	expect(await follow(at, issue)).toMatchObject({
		kind: "refused",
		problems: [{ question: "Day on which you read it" }],
	});
	issue.body = body({ read_on: "2026-11-24" });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
});
