import { beforeEach, expect, test } from "vitest";
import { openGithub } from "../../scripts/github/client.ts";
import { GithubError } from "../../scripts/github/error.ts";
import { assetOf } from "../../scripts/release/assets.ts";
import { NEXT_BRANCH, proposeRelease, withdrawRelease } from "../../scripts/release/propose.ts";
import { publish } from "../../scripts/release/publish.ts";
import { merge, updateBranch } from "../fake-github/acts.ts";
import { NO_FAULTS, randomOf, seededFaults } from "../fake-github/faults.ts";
import { follow } from "../fake-github/routes/pulls.ts";
import { type FakeGithub, startGithub, TEST_PACE } from "../fake-github/server.ts";
import type { StoredIssue } from "../fake-github/store.ts";
import { git } from "../git.ts";
import { LONG } from "../support.ts";
import { preparedForAll } from "./repositories.ts";

let root = "";
let commit = "";
let base = "";

beforeEach(() => {
	root = preparedForAll();
	commit = git(root, "rev-parse", "HEAD").trim();
	base = git(root, "rev-parse", "HEAD~1").trim();
});

/** GitHub with a protected main that holds what the release was made of. */
async function started(): Promise<FakeGithub> {
	const fake = await startGithub();
	fake.store.objects.importFrom(root);
	fake.store.refs.set("heads/main", base);
	fake.store.required.push("registry");
	fake.store.permissions.set("maintainer", "write");
	return fake;
}

const proposal = () => ({ root, version: "1.0.0", commit, notes: "What is new.\n" });
const open = (fake: FakeGithub) => openGithub(fake.env, TEST_PACE);

function pullIn({ store }: FakeGithub): StoredIssue {
	const [pull, ...more] = store.issues;
	expect(more).toEqual([]);
	if (!pull?.pull) throw new Error("there is no pull request");
	return pull;
}

/** Gives the head of a pull request its status, as the workflow on pull requests does. */
function passes({ store }: FakeGithub, pull: StoredIssue): void {
	const status = { context: "registry", state: "success", description: null, url: null, author: store.actor };
	store.statuses.push({ ...status, id: store.nextId(), sha: pull.pull?.sha ?? "", created: store.now() });
}

test("a release is proposed by one commit on main with the prepared files, once, and main itself is not touched", async () => {
	const fake = await started();
	for (let count = 0; count < 2; count++) expect(await proposeRelease(await open(fake), proposal())).toBe(1);
	const { objects, refs } = fake.store;
	const parts = objects.commitParts(refs.get(`heads/${NEXT_BRANCH}`) ?? "");
	expect(parts).toMatchObject({ parents: [base], tree: git(root, "rev-parse", `${commit}^{tree}`).trim() });
	expect(refs.get("heads/main")).toBe(base);
	expect(fake.log.filter((one) => one === "git/create-commit")).toHaveLength(1);
	expect(pullIn(fake)).toMatchObject({ title: "Release 1.0.0", body: expect.stringContaining("What is new.") });
	await expect(
		(await open(fake)).api.git.updateRef({ ...(await open(fake)).at, ref: "heads/main", sha: commit }),
	).rejects.toThrow("Changes must be made through a pull request");
});

test("what a person commits on its branch, and what they write in its text, stays; a merge of main does not hinder", async () => {
	const fake = await started();
	await proposeRelease(await open(fake), proposal());
	const { objects, refs } = fake.store;
	const pull = pullIn(fake);
	const main = objects.addCommit({ ...objects.commitParts(base), parents: [base], message: "Go on\n" });
	refs.set("heads/main", main);
	updateBranch(fake.store, pull, "maintainer");
	pull.title = "Release 1.0.0 (Monday)";
	expect(await proposeRelease(await open(fake), proposal())).toBe(1);
	expect(objects.commitParts(refs.get(`heads/${NEXT_BRANCH}`) ?? "").parents).toEqual([base]);
	expect(pull.title).toBe("Release 1.0.0 (Monday)");
	const own = refs.get(`heads/${NEXT_BRANCH}`) ?? "";
	const byHand = objects.addCommit({ ...objects.commitParts(own), parents: [own], message: "Fix a word\n" });
	refs.set(`heads/${NEXT_BRANCH}`, byHand);
	follow(fake.store, `heads/${NEXT_BRANCH}`);
	expect(await proposeRelease(await open(fake), proposal())).toBe(null);
	expect(await withdrawRelease(await open(fake))).toBe(null);
	expect(refs.get(`heads/${NEXT_BRANCH}`)).toBe(byHand);
});

test("a release that there is nothing for any more is closed", async () => {
	const fake = await started();
	expect(await withdrawRelease(await open(fake))).toBe(null);
	await proposeRelease(await open(fake), proposal());
	expect(await withdrawRelease(await open(fake))).toBe(1);
	expect(pullIn(fake).state).toBe("closed");
});

const SEEDS = LONG ? 200 : 3;

test(`${SEEDS} schedules of faults from the prepared commit over its merge to the published release end whole`, async () => {
	let left = SEEDS;
	const work = async () => {
		while (left > 0) await oneSchedule(left--);
	};
	await Promise.all(Array.from({ length: 20 }, work));
});

async function oneSchedule(seed: number): Promise<void> {
	const fake = await started();
	const random = randomOf(seed * 7919 + 1);
	fake.faults = seededFaults(seed, 0.05 + random() * 0.6, Math.floor(random() * 40));
	await untilDone(fake, async () => void (await proposeRelease(await open(fake), proposal())));
	const pull = pullIn(fake);
	passes(fake, pull);
	merge(fake.store, pull, "maintainer", seed % 2 === 0 ? "merge" : "squash");
	const released = seed % 2 === 0 ? (pull.pull?.sha ?? "") : (fake.store.refs.get("heads/main") ?? "");
	const assets = [assetOf("cells.csv", Buffer.from("offering,value\n")), assetOf("SHA256SUMS", Buffer.from("sums"))];
	const publication = { version: "1.0.0", commit: released, branch: "main", notes: "What is new.\n", assets };
	await untilDone(fake, async () => void (await publish(await open(fake), publication, () => undefined)));
	fake.faults = NO_FAULTS;
	expect(await publish(await open(fake), publication, () => undefined)).toBe(false);
	expect(fake.store.releases).toMatchObject([{ tag: "v1.0.0", draft: false }]);
	expect(fake.store.refs.get("tags/v1.0.0")).toBe(released);
	expect(fake.store.assets.map(({ name, whole }) => [name, whole]).sort()).toEqual([
		["SHA256SUMS", true],
		["cells.csv", true],
	]);
}

/** Runs a step again, as a workflow would be, until it succeeds. */
async function untilDone(fake: FakeGithub, step: () => Promise<void>): Promise<void> {
	for (let runs = 1; runs <= 30; runs++) {
		try {
			return await step();
		} catch (error) {
			expect(error).toBeInstanceOf(GithubError);
			expect(String(error)).toMatch(/; run it again$/);
			expect(String(error)).not.toContain(fake.env.GITHUB_TOKEN);
		}
	}
	throw new Error("30 runs did not suffice");
}
