import { expect, test } from "vitest";
import { openGithub } from "../../scripts/github/client.ts";
import { GithubError } from "../../scripts/github/error.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { assetOf } from "../../scripts/release/assets.ts";
import { ReleaseError } from "../../scripts/release/error.ts";
import { type Publication, publish } from "../../scripts/release/publish.ts";
import { FAULTS, faultAt, NO_FAULTS, randomOf, seededFaults } from "../fake-github/faults.ts";
import { type FakeGithub, startGithub, TEST_PACE } from "../fake-github/server.ts";
import { LONG, sample } from "../support.ts";

const VERSION = "1.2.3";
const TAG = `v${VERSION}`;
const ASSETS = [
	assetOf("cells.csv", Buffer.from("offering,value\n")),
	assetOf("registry.sqlite", Buffer.alloc(100_000, "SQLite ")),
	assetOf("SHA256SUMS", Buffer.from("sums")),
];

/** GitHub that holds a release commit, and what is to be published of it. */
async function withCommit(): Promise<{ fake: FakeGithub; publication: Publication }> {
	const fake = await startGithub();
	const { objects, refs } = fake.store;
	const person = "Ann <ann@example.org> 1780000000 +0000";
	const tree = objects.addTree([]);
	const commit = objects.addCommit({ tree, parents: [], author: person, committer: person, message: "Release\n" });
	refs.set("heads/main", commit);
	return { fake, publication: { version: VERSION, commit, branch: "main", notes: "What is new.\n", assets: ASSETS } };
}

/** One run of the program: it may fail, with a message that says what to do. */
async function runOnce(fake: FakeGithub, publication: Publication): Promise<boolean | Error> {
	try {
		return await publish(await openGithub(fake.env, TEST_PACE), publication, () => undefined);
	} catch (error) {
		if (!(error instanceof GithubError || error instanceof ReleaseError)) throw error;
		expect(error.message).toMatch(/; run it again$/);
		expect(error.message).not.toContain(fake.env.GITHUB_TOKEN);
		return error;
	}
}

/** Runs until a run succeeds, and gives how many runs it took. */
async function runUntilDone(fake: FakeGithub, publication: Publication): Promise<number> {
	for (let runs = 1; runs <= 30; runs++) {
		if (!((await runOnce(fake, publication)) instanceof Error)) return runs;
	}
	throw new Error("30 runs did not suffice");
}

/** All that GitHub holds of releases; contents by their hashes. */
function heldBy({ store }: FakeGithub) {
	const assets = store.assets.map(({ content, ...asset }) => ({ ...asset, sha256: sha256(content) }));
	return structuredClone({ releases: store.releases, assets, latest: store.latest, refs: store.refs });
}

/** GitHub has exactly one complete release, and one more run finds nothing to do. */
async function expectOneRelease(fake: FakeGithub, publication: Publication): Promise<void> {
	const held = heldBy(fake);
	expect(held.releases.map(({ tag, draft, body }) => ({ tag, draft, body }))).toEqual([
		{ tag: TAG, draft: false, body: publication.notes },
	]);
	expect(held.latest).toBe(held.releases[0]?.id);
	expect(held.refs.get(`tags/${TAG}`)).toBe(publication.commit);
	const assets = held.assets.map(({ release, name, sha256, whole }) => `${release} ${name} ${sha256} ${whole}`);
	expect(assets.sort()).toEqual(ASSETS.map(({ name, sha256 }) => `${held.latest} ${name} ${sha256} true`).sort());
	expect(await publish(await openGithub(fake.env, TEST_PACE), publication, () => undefined)).toBe(false);
	expect(heldBy(fake)).toEqual(held);
}

test("a release is tagged, drafted, filled, verified, published, and last marked latest", async () => {
	const { fake, publication } = await withCommit();
	const said: string[] = [];
	const github = await openGithub(fake.env, TEST_PACE);
	expect(await publish(github, publication, (line) => said.push(line))).toBe(true);
	const writes = fake.log.filter((one) => /create|upload|update|delete|storage/.test(one));
	expect(writes).toEqual([
		"git/create-ref",
		"repos/create-release",
		...ASSETS.flatMap(() => ["repos/upload-release-asset", "storage"]),
		"repos/update-release",
		"repos/update-release",
	]);
	expect(said.at(-1)).toBe(`${TAG} is published`);
	await expectOneRelease(fake, publication);
});

/** Every kind of request that a release makes, and how many times. */
const REQUESTS: Readonly<Record<string, number>> = {
	"repos/get": 1,
	"repos/compare-commits-with-basehead": 1,
	"git/get-ref": 1,
	"git/create-ref": 1,
	"repos/list-releases": 3,
	"repos/create-release": 1,
	"repos/list-release-assets": 7,
	"repos/upload-release-asset": 3,
	"repos/get-release-asset": 3,
	storage: 3,
	"repos/update-release": 2,
	"repos/get-latest-release": 1,
};

test.each(FAULTS)("a %s request, whichever it is, ends in one complete release", async (fault) => {
	// The last request of each kind, since those before it are made in the same way.
	const schedules = Object.entries(REQUESTS).map(([operation, times]) => faultAt(operation, times, fault));
	await inTurn(sample(schedules, 4, 1 + FAULTS.indexOf(fault)), async (schedule) => {
		const { fake, publication } = await withCommit();
		fake.faults = schedule;
		expect(await runUntilDone(fake, publication)).toBe(1);
		fake.faults = NO_FAULTS;
		await expectOneRelease(fake, publication);
	});
});

test("a crash after any number of requests is made good by the next run", async () => {
	const whole = Object.values(REQUESTS).reduce((sum, times) => sum + times);
	const counts = Array.from({ length: whole }, (_, count) => count);
	await inTurn(sample(counts, 6), async (count) => {
		const { fake, publication } = await withCommit();
		fake.requestsLeft = count;
		expect(await runOnce(fake, publication)).toBeInstanceOf(GithubError);
		fake.requestsLeft = Number.POSITIVE_INFINITY;
		expect(await runUntilDone(fake, publication)).toBe(1);
		await expectOneRelease(fake, publication);
	});
});

/** In the short suite three that one run finishes, and one that needs a second. */
const SEEDS = LONG ? Array.from({ length: 200 }, (_, seed) => seed) : [5, 6, 7, 8];

test(`${SEEDS.length} seeded schedules of faults and crashes each end in one complete release`, async () => {
	const runs: number[] = [];
	await inTurn(SEEDS, async (seed) => {
		const { fake, publication } = await withCommit();
		const random = randomOf(seed * 7919 + 1);
		// From GitHub that fails now and then to one that hardly answers.
		fake.faults = seededFaults(seed, 0.05 + random() * 0.75, Math.floor(random() * 60));
		if (random() < 0.3) {
			fake.requestsLeft = Math.floor(random() * 40);
			await runOnce(fake, publication);
			fake.requestsLeft = Number.POSITIVE_INFINITY;
		}
		runs.push(await runUntilDone(fake, publication));
		fake.faults = NO_FAULTS;
		await expectOneRelease(fake, publication);
	});
	expect(runs).toHaveLength(SEEDS.length);
	// The schedules are hard enough that some need a second run, and most do not.
	expect(runs.filter((count) => count > 1).length).toBeGreaterThan(SEEDS.length / 20);
	expect(runs.filter((count) => count === 1).length).toBeGreaterThan(SEEDS.length / 2);
});

test("a release that is marked latest stays so when an older one is published after it", async () => {
	const { fake, publication } = await withCommit();
	await runOnce(fake, publication);
	await runOnce(fake, { ...publication, version: "1.2.0" });
	expect(fake.store.releases.find(({ id }) => id === fake.store.latest)?.tag).toBe(TAG);
	await runOnce(fake, { ...publication, version: "1.10.0" });
	expect(fake.store.releases.find(({ id }) => id === fake.store.latest)?.tag).toBe("v1.10.0");
});

test("it refuses a commit that is not pushed, a tag at another commit, and a release with other content", async () => {
	const { fake, publication } = await withCommit();
	const github = await openGithub(fake.env, TEST_PACE);
	const attempt = (other: Partial<Publication>) => publish(github, { ...publication, ...other }, () => undefined);
	await expect(attempt({ commit: "a".repeat(40) })).rejects.toThrow("merge its pull request first");
	const unmerged = fake.store.objects.addCommit({
		...fake.store.objects.commitParts(publication.commit),
		parents: [publication.commit],
	});
	await expect(attempt({ commit: unmerged })).rejects.toThrow("main on GitHub does not hold the release commit");
	const { objects, refs, releases } = fake.store;
	const parts = objects.commitParts(publication.commit);
	const other = objects.addCommit({ ...parts, message: "Another\n" });
	refs.set(`tags/${TAG}`, other);
	await expect(attempt({})).rejects.toThrow(`the tag ${TAG} is at another commit`);
	const tag = objects.add("tag", Buffer.from(`object ${publication.commit}\ntype commit\ntag ${TAG}\n\nsigned\n`));
	refs.set(`tags/${TAG}`, tag);
	expect(await attempt({})).toBe(true);
	const changed = [assetOf("cells.csv", Buffer.from("offering,other\n")), ...ASSETS.slice(1)];
	await expect(attempt({ assets: changed })).rejects.toThrow("published with other content (cells.csv)");
	await expect(attempt({ assets: ASSETS.slice(1) })).rejects.toThrow("published with other content (cells.csv)");
	expect(releases).toHaveLength(1);
});

test("what an earlier run or a person left in the draft is put right", async () => {
	const { fake, publication } = await withCommit();
	const github = await openGithub(fake.env, TEST_PACE);
	const draft = { ...github.at, tag_name: TAG, draft: true, body: "old" };
	for (let count = 0; count < 2; count++) await github.api.repos.createRelease(draft);
	const [first] = fake.store.releases;
	const stray = { release: first?.id ?? 0, created: fake.store.now(), type: "text/plain", whole: true };
	fake.store.assets.push({ ...stray, id: 1, name: "stray.txt", content: Buffer.from("x") });
	fake.store.assets.push({ ...stray, id: 2, name: "cells.csv", content: Buffer.from("offering,valuE\n") });
	expect(await publish(github, publication, () => undefined)).toBe(true);
	await expectOneRelease(fake, publication);
});

test("notes that are longer than GitHub takes are cut at a line's end", async () => {
	const { fake, publication } = await withCommit();
	await runOnce(fake, { ...publication, notes: `${"- a change\n".repeat(20_000)}` });
	const body = fake.store.releases[0]?.body ?? "";
	expect(body.length).toBeLessThan(125_000);
	expect(body).toMatch(/- a change\n\nThe rest is in CHANGELOG\.md at v1\.2\.3\.\n$/);
});

/** Does some work for each, fifty at a time: most of it is waiting. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
	const left = items.values();
	await Promise.all(
		Array.from({ length: 50 }, async () => {
			for (const item of left) await work(item);
		}),
	);
}
