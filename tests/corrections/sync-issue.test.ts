import { expect, test } from "vitest";
import { parse } from "yaml";
import { syncOpenIssues } from "../../scripts/corrections/sync-issue.ts";
import { merge, review } from "../fake-github/acts.ts";
import { seededFaults } from "../fake-github/faults.ts";
import type { CommitParts } from "../fake-github/objects.ts";
import { addComment, setState } from "../fake-github/routes/issues.ts";
import { follow as followBranch } from "../fake-github/routes/pulls.ts";
import type { StoredIssue } from "../fake-github/store.ts";
import { commitAll, git } from "../git.ts";
import { sample, TODAY } from "../support.ts";
import { body } from "./body.ts";
import { fileCorrection, follow, type Hosted, hosted, push } from "./fake-github.ts";

const FILE = "offerings/acme-api.yaml";

const pullsOf = ({ fake }: Hosted) => fake.store.issues.filter(({ pull }) => pull !== null);
const commentsOn = ({ fake }: Hosted, { number }: StoredIssue) =>
	fake.store.comments.filter(({ issue }) => issue === number).map((comment) => comment.body);
const branchOf = ({ fake }: Hosted, { number }: StoredIssue) => fake.store.refs.get(`heads/correction/${number}`) ?? "";

/** Returns the commits of an issue's branch beyond main. */
function branch(at: Hosted, issue: StoredIssue) {
	const { objects, refs } = at.fake.store;
	const parts = objects.commitParts(branchOf(at, issue));
	const [own, main] = [parts.tree, objects.commitParts(refs.get("heads/main") ?? "").tree].map((tree) =>
		objects.files(tree),
	);
	const changed = [...(own ?? [])].filter(([path, { sha }]) => main?.get(path)?.sha !== sha).map(([path]) => path);
	const text = objects.get(own?.get(FILE)?.sha ?? "")?.content.toString("utf8") ?? "";
	return { ...parts, changed, text, main: refs.get("heads/main") };
}

test("a filled form becomes one pull request of one commit, with the credit as a trailer", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	expect(await follow(at, issue)).toEqual({ kind: "proposed", pull: 2, path: FILE });
	const { message, changed, text, parents, main } = branch(at, issue);
	expect(message).toMatch(
		/^Correct ISO 42001 of acme-api: Yes, public\n\nCorrection: #1\nCredit: @finder\nAnswers: [0-9a-f]{16}\nChecksum: [0-9a-f]{16}\n$/,
	);
	expect([changed, parents]).toEqual([[FILE], [main]]);
	expect(parse(text).dimensions.iso_42001.value).toBe("yes_public");
	const [pull, ...more] = pullsOf(at);
	expect(more).toEqual([]);
	expect(pull).toMatchObject({ title: "Correct ISO 42001 of acme-api: Yes, public", state: "open" });
	expect(pull?.body).toContain("- ISO 42001: ▬ No public evidence → ● Yes, public ↑");
	expect(pull?.body).toContain("- [x] No affiliation\n- [ ] I work for");
	expect(pull?.body?.endsWith("Closes #1\n\nCredit: @finder\n")).toBe(true);
	expect(commentsOn(at, issue)).toEqual([expect.stringContaining("#2 holds your correction")]);
});

test("editing the issue updates the pull request, closing it closes it, opening it again opens it again: never two", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	issue.body = body({ answer: "Partial", caveat: "It names the API, and no scope.", credit: "Zoë" });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	expect(branch(at, issue).message).toContain(
		"Correct ISO 42001 of acme-api: Partial\n\nCorrection: #1\nCredit: Zoë\n",
	);
	expect(parse(branch(at, issue).text).dimensions.iso_42001.value).toBe("partial");
	setState(at.fake.store, issue, "closed");
	expect(await follow(at, issue)).toEqual({ kind: "closed" });
	expect(pullsOf(at).map(({ state }) => state)).toEqual(["closed"]);
	setState(at.fake.store, issue, "open");
	issue.body = body();
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	expect(pullsOf(at)).toMatchObject([{ state: "open", title: "Correct ISO 42001 of acme-api: Yes, public" }]);
	expect(commentsOn(at, issue)).toHaveLength(1);
});

test("an issue that did not change changes nothing", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const before = branchOf(at, issue);
	await follow(at, issue);
	expect(branchOf(at, issue)).toBe(before);
});

test("a correction is written anew onto what main has become", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	commitAll(at.root, "main goes on", { "README.md": "# Records\n" });
	push(at);
	await follow(at, issue);
	expect(branch(at, issue)).toMatchObject({ changed: [FILE], parents: [branch(at, issue).main] });
});

test("answers that cannot be taken are told problem by problem, and a pull request of earlier answers is closed until then", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body({ answer: "Partial", read_on: "2026-12-24" }));
	expect(await follow(at, issue)).toMatchObject({ kind: "refused" });
	expect(pullsOf(at)).toEqual([]);
	const [told = ""] = commentsOn(at, issue);
	expect(told).toContain("- **Day on which you read it**: ");
	issue.body = body();
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	issue.body = body({ source: null });
	expect(await follow(at, issue)).toMatchObject({ kind: "refused" });
	expect(pullsOf(at).map(({ state }) => state)).toEqual(["closed"]);
	expect(commentsOn(at, issue)).toEqual([
		expect.stringContaining("#2, made of your earlier answers, is closed until then"),
	]);
	issue.body = body();
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	expect(pullsOf(at).map(({ state }) => state)).toEqual(["open"]);
});

test("what a stranger wrote is nowhere markup, a mention, a reference or a command", async () => {
	const at = await hosted();
	const finding = "@all fixes #7, see [x](https://evil.com) `x` /approve";
	const issue = fileCorrection(at, body({ finding, locator: "@team **x**" }));
	await follow(at, issue);
	expect(branch(at, issue).message).not.toContain("evil");
	const pull = pullsOf(at)[0]?.body ?? "";
	expect(pull).toContain("evil");
	// Within a code span nothing is.
	expect(pull.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "")).not.toMatch(/@all|@team|fixes #7|https:\/\/evil\.com|\[x\]\(/);
	const refused = fileCorrection(at, `${body()}\n### @all closes #1 <img src=x>\n`);
	await follow(at, refused);
	expect(commentsOn(at, refused).join()).not.toMatch(/@all|#1 |(?<!\\)<img/);
});

test("nobody credits another person's account", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body({ credit: "@victim" }), "finder");
	expect(await follow(at, issue)).toMatchObject({ kind: "refused", problems: [{ question: "How to credit you" }] });
	const other = fileCorrection(at, body({ credit: "@Finder" }), "finder");
	expect(await follow(at, other)).toMatchObject({ kind: "proposed" });
});

test("an issue that is no form, and a pull request, are left alone; a form without its label is one", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, "### Offering\n\nWhat about Acme?\n");
	issue.labels = [];
	expect(await follow(at, issue)).toEqual({ kind: "ignored" });
	issue.body = body();
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed" });
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	pull.labels = ["correction"];
	expect(await follow(at, pull)).toEqual({ kind: "ignored" });
});

/** A commit that a maintainer puts on an issue's branch. */
function commitByHand(at: Hosted, issue: StoredIssue, change: Partial<CommitParts>): string {
	const { objects, refs } = at.fake.store;
	const commit = objects.addCommit({ ...objects.commitParts(branchOf(at, issue)), ...change });
	refs.set(`heads/correction/${issue.number}`, commit);
	followBranch(at.fake.store, `heads/correction/${issue.number}`);
	return commit;
}

test("what a maintainer committed, amended or decided in a merge is not written over, whoever its trailer names", async () => {
	const at = await hosted();
	const { objects } = at.fake.store;
	for (const change of ["a commit", "an amended message", "an amended tree", "a merge with a hand in it"] as const) {
		const issue = fileCorrection(at, body(), change.replaceAll(" ", "-"));
		issue.body = body({ credit: "Zoë" });
		await follow(at, issue);
		const own = branchOf(at, issue);
		const { message, tree } = objects.commitParts(own);
		const edited =
			objects.treeWith(tree, ["README.md"], { mode: "100644", sha: objects.add("blob", Buffer.from(change)) }) ?? "";
		const main = at.fake.store.refs.get("heads/main") ?? "";
		const byHand = commitByHand(
			at,
			issue,
			{
				"a commit": { parents: [own], message: "Fix the caveat\n" },
				"an amended message": { message: message.replace("Yes, public", "Yes") },
				"an amended tree": { tree: edited },
				"a merge with a hand in it": { parents: [own, main], tree: edited, message: "Merge branch 'main'" },
			}[change],
		);
		issue.body = body({ credit: "Zoë Zwei" });
		expect(await follow(at, issue), change).toEqual({ kind: "taken over" });
		expect(branchOf(at, issue)).toBe(byHand);
		expect(commentsOn(at, issue)).toEqual([expect.stringContaining("were not written over it")]);
	}
});

test("a merge of main by the button is no obstacle, also where main changed the same file elsewhere, and twice", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const record = git(at.root, "show", `main:${FILE}`);
	for (const [index, files] of [
		{ "README.md": "# Records\n" },
		{ [FILE]: record.replace(/^name: .*/m, "name: Acme's API") },
	].entries()) {
		commitAll(at.root, `main goes on ${index}`, files);
		push(at);
		pressUpdateBranch(at, issue);
	}
	issue.body = body({ answer: "Partial", caveat: "It names the API, and no scope." });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	expect(parse(branch(at, issue).text)).toMatchObject({
		name: "Acme's API",
		dimensions: { iso_42001: { value: "partial" } },
	});
});

/** Does what GitHub's button does where git can merge: a merge commit by whoever presses it. */
function pressUpdateBranch(at: Hosted, issue: StoredIssue): void {
	const { fake, root } = at;
	const name = `correction/${issue.number}`;
	fake.store.objects.exportTo(root);
	git(root, "checkout", "-q", "--detach", branchOf(at, issue));
	git(root, "merge", "-q", "--no-ff", "-m", `Merge branch 'main' into ${name}`, "main");
	fake.store.objects.importFrom(root);
	fake.store.refs.set(`heads/${name}`, git(root, "rev-parse", "HEAD").trim());
	followBranch(fake.store, `heads/${name}`);
	git(root, "checkout", "-q", "main");
}

test("what a maintainer wrote in the title or the text is not written over", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	pull.title = "Correct ISO 42001 of acme-api (scope checked)";
	issue.body = body({ credit: "Zoë" });
	await follow(at, issue);
	expect(pull).toMatchObject({ title: "Correct ISO 42001 of acme-api (scope checked)" });
	expect(pull.body).toContain("Credit: @finder");
});

test("an approved correction stays as it is when its answers are edited, and the maintainer is asked once", async () => {
	const at = await hosted();
	at.fake.store.permissions.set("maintainer", "write");
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	review(at.fake.store, pull, "maintainer", "APPROVED");
	const approved = branchOf(at, issue);
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed" });
	for (const answers of [
		body({ answer: "Partial", caveat: "It names the API, and no scope." }),
		body({ source: null }),
	]) {
		issue.body = answers;
		for (let count = 0; count < 2; count++) expect(await follow(at, issue)).toEqual({ kind: "approved" });
		expect(branchOf(at, issue)).toBe(approved);
	}
	expect(pull.state).toBe("open");
	expect(commentsOn(at, pull)).toEqual([
		expect.stringMatching(/were edited after this was approved[\s\S]*→ ◓ Partial/),
		expect.stringContaining("they cannot be taken as they are"),
	]);
	expect(commentsOn(at, issue)).toEqual([expect.stringContaining("#2 was approved with your earlier answers")]);
	// What the maintainer dismisses is taken up again.
	review(at.fake.store, pull, "maintainer", "DISMISSED");
	issue.body = body({ answer: "Partial", caveat: "It names the API, and no scope." });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed" });
	expect(parse(branch(at, issue).text).dimensions.iso_42001.value).toBe("partial");
});

test("a maintainer's close holds, whatever the author edits", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	setState(at.fake.store, pull, "closed", "maintainer");
	issue.body = body({ credit: "Zoë" });
	expect(await follow(at, issue)).toEqual({ kind: "closed by a maintainer" });
	expect(pullsOf(at).map(({ state }) => state)).toEqual(["closed"]);
	expect(commentsOn(at, issue)).toEqual([expect.stringContaining("A maintainer closed #2")]);
});

test("of two corrections of one file, the merge of one makes the other anew, and its author is told once", async () => {
	const at = await hosted();
	at.fake.store.permissions.set("maintainer", "write");
	const first = fileCorrection(at, body());
	const second = fileCorrection(
		at,
		body({ answer: "Partial", caveat: "It names the API, and no scope.", credit: "Bo" }),
		"other",
	);
	const calm = fileCorrection(at, body({ offering: "acme-nimbus", credit: "Zoë" }), "third");
	for (const issue of [first, second, calm]) await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	const before = [second, calm].map((issue) => branchOf(at, issue));
	const commit = merge(at.fake.store, pull, "maintainer", "squash");
	at.fake.store.objects.exportTo(at.root);
	git(at.root, "reset", "-q", "--hard", commit);
	for (let count = 0; count < 2; count++) {
		const outcomes = await syncOpenIssues(at.github, { root: at.root, today: TODAY });
		expect([...outcomes].map(([number, { kind }]) => `${number} ${kind}`)).toEqual(["2 proposed", "3 proposed"]);
	}
	expect([second, calm].map((issue) => branchOf(at, issue))).not.toEqual(before);
	expect(branch(at, second)).toMatchObject({ changed: [FILE], parents: [commit] });
	expect(commentsOn(at, second)).toEqual([
		expect.stringContaining("holds your correction"),
		expect.stringContaining("#4 has been merged and changed the same file since. Your correction in #5 was made anew"),
	]);
	expect(commentsOn(at, calm)).toHaveLength(1);
});

test("a merged correction is done", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull?.pull) throw new Error("there is no pull request");
	setState(at.fake.store, pull, "closed");
	pull.pull.merged = at.fake.store.now();
	issue.body = body({ credit: "Zoë" });
	expect(await follow(at, issue)).toEqual({ kind: "merged" });
	expect(pullsOf(at)).toHaveLength(1);
});

test("a flood of corrections by one account waits", async () => {
	const at = await hosted();
	const issues = Array.from({ length: 11 }, () => fileCorrection(at, body()));
	const last = issues.at(-1);
	if (!last) throw new Error("there is no issue");
	expect(await follow(at, last)).toEqual({ kind: "waiting" });
	expect(pullsOf(at)).toEqual([]);
	expect(commentsOn(at, last)).toEqual([expect.stringContaining("You have 10 corrections open")]);
	expect(await follow(at, fileCorrection(at, body(), "other"))).toMatchObject({ kind: "refused" });
	expect(await follow(at, fileCorrection(at, body({ credit: "_No response_" }), "other"))).toMatchObject({
		kind: "proposed",
	});
});

test("a comment by a person that begins as ours does is left alone", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	const fake = addComment(at.fake.store, issue.number, "<!-- registry: answer to a correction -->\nMerged!", "mallory");
	await follow(at, issue);
	expect(fake.body).toContain("Merged!");
	expect(commentsOn(at, issue)).toHaveLength(2);
});

test.each(sample([1, 2, 3, 4, 5, 6, 7, 8], 3))(
	"GitHub that fails (seed %i) gives one pull request and one comment when it is asked again",
	async (seed) => {
		const at = await hosted();
		const issue = fileCorrection(at, body());
		at.fake.faults = seededFaults(seed, 0.3, 12);
		for (let attempt = 0; attempt < 12; attempt++) {
			try {
				expect(await follow(at, issue)).toMatchObject({ kind: "proposed" });
				break;
			} catch (error) {
				expect(String(error)).toContain("run it again");
			}
		}
		expect(pullsOf(at)).toMatchObject([{ state: "open" }]);
		expect(commentsOn(at, issue)).toHaveLength(1);
		expect(branch(at, issue).changed).toEqual([FILE]);
	},
);
