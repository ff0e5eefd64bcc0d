import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { issueForms } from "../../scripts/corrections/issue-forms.ts";
import { releaseNotes } from "../../scripts/release/changelog.ts";
import { lastRelease, releasesIn } from "../../scripts/release/history.ts";
import { proposeRelease } from "../../scripts/release/propose.ts";
import { publish } from "../../scripts/release/publish.ts";
import { publicationAt } from "../../scripts/release/release-commit.ts";
import { reviewOpenPulls } from "../../scripts/review/review-pull.ts";
import { merge, openWithForm, review, rollup, startRuns } from "../fake-github/acts.ts";
import type { StoredIssue } from "../fake-github/store.ts";
import { commitAll, git } from "../git.ts";
import { projectFiles, release } from "../release/repositories.ts";
import { sample, TODAY, temporaryFolder } from "../support.ts";
import { ANSWERS, body } from "./body.ts";
import { fileCorrection, follow, type Hosted, hosted, push } from "./fake-github.ts";

const PROJECT = {
	...projectFiles(),
	"README.md": "# Records\n\n<!-- totals -->\nNone.\n<!-- /totals -->\n",
	"docs/coverage.md": "# Coverage\n",
};

/** GitHub with a protected main, which a maintainer merges into. */
async function protectedMain(): Promise<Hosted> {
	const at = await hosted(PROJECT);
	at.fake.store.required.push("registry");
	at.fake.store.permissions.set("maintainer", "write");
	return at;
}

/** Does the work of the release workflow after a push to main: prepares a release and proposes it. */
async function proposed(at: Hosted): Promise<StoredIssue> {
	const ran = release(at.root, "prepare");
	expect(ran.stderr).toContain("is committed");
	const prepared = JSON.parse(ran.stdout) as { version: string; commit: string };
	const [next] = releasesIn(at.root);
	const notes = next ? releaseNotes(next) : "";
	const number = await proposeRelease(at.github, { root: at.root, ...prepared, notes });
	git(at.root, "reset", "-q", "--hard", "HEAD~1");
	return pullWith(at, number ?? 0);
}

function pullWith({ fake }: Hosted, number: number): StoredIssue {
	const pull = fake.store.issues.find((one) => one.number === number);
	if (!pull) throw new Error(`there is no #${number}`);
	return pull;
}

/** Does the work of the workflow on pull requests: fetches their commits, and reviews each. */
async function reviewAll({ github, fake, root }: Hosted): Promise<void> {
	const call = { root, today: TODAY, only: null };
	await reviewOpenPulls(github, call, () => fake.store.objects.exportTo(root));
}

/** Merges as a maintainer, and brings the clone to what main is then. */
function press(at: Hosted, pull: StoredIssue, how: "merge" | "squash"): void {
	const commit = merge(at.fake.store, pull, "maintainer", how);
	at.fake.store.objects.exportTo(at.root);
	git(at.root, "reset", "-q", "--hard", commit);
}

test.each(sample(["merge", "squash"] as const, 1))(
	"from a form to a published release with the credit, on a protected main, by %s",
	async (how) => {
		const at = await protectedMain();
		const { root, fake, github } = at;
		const first = await proposed(at);
		await reviewAll(at);
		press(at, first, how);
		expect(lastRelease(root)?.version).toBe("1.0.0");

		const form = issueForms().get(".github/ISSUE_TEMPLATE/correction.yml") ?? "";
		const issue = openWithForm(fake.store, form, { answers: ANSWERS, author: "finder" });
		expect(issue.labels).toEqual(["correction"]);
		expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 3 });
		const pull = pullWith(at, 3);
		// A run of a pull request that a workflow opened waits; the status does not.
		expect(startRuns(fake.store, pull)).toBe("waiting");
		expect(() => merge(fake.store, pull, "maintainer", how)).toThrow("is expected");
		await reviewAll(at);
		const [comment = ""] = fake.store.comments.filter((one) => one.issue === 3).map((one) => one.body);
		expect(comment).toContain("- ISO 42001: ▬ No public evidence → ● Yes, public ↑");
		expect(comment).toContain("| `acme-api` ISO 42001 | `https://acme.com/iso-42001` | primary | no | new |");
		expect(comment).toContain("Declared: none.");
		review(fake.store, pull, "maintainer", "APPROVED");
		await reviewAll(at);
		expect(rollup(fake.store, pull)).toEqual({ registry: "success" });
		press(at, pull, how);
		expect(issue.state).toBe("closed");
		expect(await follow(at, issue)).toEqual({ kind: "closed" });

		const next = await proposed(at);
		expect(next).toMatchObject({ title: "Release 1.0.1", state: "open" });
		expect(next.body).toContain("- `acme-api`, with evidence from @finder (#3)\n");
		await reviewAll(at);
		expect(rollup(fake.store, next)).toEqual({ registry: "success" });
		press(at, next, how);
		const last = lastRelease(root);
		git(root, "checkout", "-q", "--detach", last?.commit ?? "");
		const publication = publicationAt(root, join(temporaryFolder(), "build"));
		expect(publication.version).toBe("1.0.1");
		expect(await publish(github, publication, () => undefined)).toBe(true);
		expect(fake.store.refs.get("tags/v1.0.1")).toBe(last?.commit);
		expect(fake.store.releases.map(({ tag, draft }) => [tag, draft])).toEqual([["v1.0.1", false]]);
		// What npm is given.
		expect(JSON.parse(readFileSync(join(root, "dist/package/package.json"), "utf8")).version).toBe("1.0.1");
		expect(readFileSync(join(root, "README.md"), "utf8")).toMatch(/As of 2026-11-2\d: 3 offerings, /);
	},
	180_000,
);

test("a link cannot answer what a dropdown asks, and the first option stands until somebody chooses", async () => {
	const at = await protectedMain();
	const form = issueForms().get(".github/ISSUE_TEMPLATE/correction.yml") ?? "";
	const link = { source: "https://acme.com/iso-42001", answer: "Yes, public" };
	const issue = openWithForm(at.fake.store, form, { link, author: "finder" });
	expect(issue.body).toContain("https://acme.com/iso-42001");
	expect(await follow(at, issue)).toMatchObject({ kind: "refused" });
});

test("a correction that somebody else's merge made needless is told, and corrected by editing the issue", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const { objects, refs } = at.fake.store;
	objects.exportTo(at.root);
	const record = git(at.root, "show", `${refs.get("heads/correction/1")}:offerings/acme-api.yaml`);
	commitAll(at.root, "somebody else found it, too", { "offerings/acme-api.yaml": record });
	push(at);
	expect(await follow(at, issue)).toMatchObject({
		kind: "refused",
		problems: [{ message: expect.stringContaining("says exactly this already") }],
	});
	issue.body = body({ finding: "Certificate of the API" });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
});
