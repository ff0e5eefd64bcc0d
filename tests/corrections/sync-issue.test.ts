import { expect, test } from "vitest";
import { parse } from "yaml";
import { seededFaults } from "../fake-github/faults.ts";
import { addComment, setState } from "../fake-github/routes/issues.ts";
import type { StoredIssue } from "../fake-github/state.ts";
import { commitAll } from "../git.ts";
import { sample } from "../support.ts";
import { body } from "./body.ts";
import { fileCorrection, follow, type Hosted, hosted, push } from "./fake-github.ts";

const FILE = "offerings/acme-api.yaml";

const pullsOf = ({ fake }: Hosted) => fake.world.issues.filter(({ pull }) => pull !== null);
const commentsOn = ({ fake }: Hosted, { number }: StoredIssue) =>
	fake.world.comments.filter(({ issue }) => issue === number).map((comment) => comment.body);
const branchOf = ({ fake }: Hosted, { number }: StoredIssue) => fake.world.refs.get(`heads/correction/${number}`) ?? "";

/** What the branch of an issue holds beyond main. */
function branch(at: Hosted, issue: StoredIssue) {
	const { objects, refs } = at.fake.world;
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
	expect(message).toBe("Correct ISO 42001 of acme-api: Yes, public\n\nCorrection: #1\nCredit: @finder\n");
	expect([changed, parents]).toEqual([[FILE], [main]]);
	expect(parse(text).dimensions.iso_42001.value).toBe("yes_public");
	const [pull, ...more] = pullsOf(at);
	expect(more).toEqual([]);
	expect(pull).toMatchObject({ title: "Correct ISO 42001 of acme-api: Yes, public", state: "open" });
	expect(pull?.body).toContain("- ISO 42001: ▬ No public evidence → ● Yes, public ↑");
	expect(pull?.body).toContain("- [x] No affiliation\n- [ ] I work for");
	expect(pull?.body?.endsWith("Closes #1\n\nCredit: @finder\n")).toBe(true);
	expect(at.fake.world.dispatched).toEqual([{ workflow: "pr.yml", branch: "correction/1" }]);
	expect(commentsOn(at, issue)).toEqual([expect.stringContaining("#2 holds your correction")]);
});

test("editing the issue updates the pull request, closing it closes it, opening it again opens it again: never two", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	issue.body = body({ answer: "Partial", caveat: "It names the API, and no scope.", credit: "Zoë" });
	expect(await follow(at, issue)).toMatchObject({ kind: "proposed", pull: 2 });
	expect(branch(at, issue).message).toBe("Correct ISO 42001 of acme-api: Partial\n\nCorrection: #1\nCredit: Zoë\n");
	expect(parse(branch(at, issue).text).dimensions.iso_42001.value).toBe("partial");
	setState(at.fake.world, issue, "closed");
	expect(await follow(at, issue)).toEqual({ kind: "closed" });
	expect(pullsOf(at).map(({ state }) => state)).toEqual(["closed"]);
	setState(at.fake.world, issue, "open");
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
	const issue = fileCorrection(at, body({ answer: "Partial", read_on: "2026-02-30", finding: "_No response_" }));
	expect(await follow(at, issue)).toMatchObject({ kind: "refused" });
	expect(pullsOf(at)).toEqual([]);
	const [told = ""] = commentsOn(at, issue);
	expect(told).toContain("- **Day on which you read it**: ");
	expect(told).toContain("- **The answer in one phrase**: ");
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
	const notes = "@all fixes #7, see [x](https://evil.com) `x` /approve";
	const issue = fileCorrection(at, body({ notes, locator: "@team **x**" }));
	await follow(at, issue);
	expect(branch(at, issue).message).not.toContain("evil");
	const pull = pullsOf(at)[0]?.body ?? "";
	expect(pull).toContain("evil");
	expect(pull).not.toMatch(/@all|@team|fixes #7|https:\/\/evil\.com|\[x\]\(/);
	const refused = fileCorrection(at, `${body()}\n### @all closes #1 <img src=x>\n`);
	await follow(at, refused);
	expect(commentsOn(at, refused).join()).not.toMatch(/@all|#1 |<img/);
});

test("nobody credits another person's account", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body({ credit: "@victim" }), "finder");
	expect(await follow(at, issue)).toMatchObject({ kind: "refused", problems: [{ question: "How to credit you" }] });
	const other = fileCorrection(at, body({ credit: "@Finder" }), "finder");
	expect(await follow(at, other)).toMatchObject({ kind: "proposed" });
});

test("an issue without the form's label, and a pull request, are left alone", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	issue.labels = [];
	expect(await follow(at, issue)).toEqual({ kind: "ignored" });
	issue.labels = ["correction"];
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull) throw new Error("there is no pull request");
	pull.labels = ["correction"];
	expect(await follow(at, pull)).toEqual({ kind: "ignored" });
});

test("what a maintainer committed on the branch is not written over", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const { objects, refs } = at.fake.world;
	const own = branchOf(at, issue);
	const parts = objects.commitParts(own);
	const byHand = objects.addCommit({ ...parts, parents: [own], message: "Mend the caveat\n" });
	refs.set("heads/correction/1", byHand);
	issue.body = body({ credit: "Zoë" });
	expect(await follow(at, issue)).toEqual({ kind: "taken over" });
	expect(branchOf(at, issue)).toBe(byHand);
	expect(commentsOn(at, issue)).toEqual([expect.stringContaining("were not written over it")]);
});

test("a merged correction is done", async () => {
	const at = await hosted();
	const issue = fileCorrection(at, body());
	await follow(at, issue);
	const [pull] = pullsOf(at);
	if (!pull?.pull) throw new Error("there is no pull request");
	setState(at.fake.world, pull, "closed");
	pull.pull.merged = at.fake.world.now();
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
	const fake = addComment(at.fake.world, issue.number, "<!-- registry: answer to a correction -->\nMerged!", "mallory");
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
