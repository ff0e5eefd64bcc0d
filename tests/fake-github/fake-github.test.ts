import { expect, test } from "vitest";
import { type Github, openGithub } from "../../scripts/github/client.ts";
import { deleteIfPresent, findOrCreate, getOrUndefined, NO_RETRY } from "../../scripts/github/find-or-create.ts";
import { git, initRepository, writeFiles } from "../git.ts";
import { temporaryFolder } from "../support.ts";
import { FAULTS, faultAt } from "./faults.ts";
import { faultsOfAnswer, faultsOfRequest, like, operationIds, operationOf } from "./openapi.ts";
import { addIssue } from "./routes/issues.ts";
import { type FakeGithub, routesOf, startGithub, TEST_PACE } from "./server.ts";
import { Store } from "./store.ts";

async function opened(): Promise<{ fake: FakeGithub; github: Github }> {
	const fake = await startGithub();
	return { fake, github: await openGithub(fake.env, TEST_PACE) };
}

/** GitHub that holds a small real repository. */
async function withRepository(): Promise<{ fake: FakeGithub; github: Github; root: string; commit: string }> {
	const both = await opened();
	const root = temporaryFolder();
	writeFiles(root, { "README.md": "# Records\n", "offerings/a.yaml": "id: a\n", "offerings/b.yaml": "id: b\n" });
	initRepository(root);
	both.fake.store.objects.importFrom(root);
	const commit = git(root, "rev-parse", "HEAD").trim();
	both.fake.store.refs.set("heads/main", commit);
	return { ...both, root, commit };
}

test("the fake carries out every operation of the excerpt and no other", () => {
	expect(Object.keys(routesOf(new Store())).sort()).toEqual(operationIds().sort());
});

test("a request or an answer that departs from the description is told", () => {
	const operation = operationOf("POST", "/repos/o/r/issues/7/comments");
	if (!operation) throw new Error("the excerpt lacks issues/create-comment");
	const ask = (query: string, body: unknown, type = "application/json") =>
		faultsOfRequest(operation, new URLSearchParams(query), type, body);
	expect(ask("", { body: "text" })).toEqual([]);
	expect(ask("sort=up", { body: "text" })).toEqual(["there is no parameter sort"]);
	expect(ask("", undefined)).toEqual(["the body is missing"]);
	expect(ask("", { body: 7 })).toEqual(["body/body must be string"]);
	expect(ask("", { body: "text", title: "no" })).toEqual(["the body has no property title"]);
	expect(ask("", { body: "text" }, "text/plain")).toEqual(['the body is of type "text/plain"']);

	const comment = like("issue-comment", { body: "text" });
	expect(faultsOfAnswer(operation, 201, comment)).toEqual([]);
	expect(faultsOfAnswer(operation, 200, comment)).toEqual(["issues/create-comment never answers 200"]);
	expect(faultsOfAnswer(operation, 201, { ...comment, id: "one" })).toHaveLength(1);
	expect(operationOf("DELETE", "/repos/o/r")).toBeUndefined();
});

test("a client without a token, with a refused one, or with one that may do more than is needed is not opened", async () => {
	const fake = await startGithub();
	await expect(openGithub({ ...fake.env, GITHUB_TOKEN: "" }, TEST_PACE)).rejects.toThrow("GITHUB_TOKEN is not set");
	const secret = "ghp_secret";
	const refusal = await openGithub({ ...fake.env, GITHUB_TOKEN: secret }, TEST_PACE).catch((error: unknown) => error);
	expect(String(refusal)).toContain("401");
	expect(JSON.stringify(refusal) + String(refusal)).not.toContain(secret);
	fake.scopes = "repo, admin:org";
	await expect(openGithub(fake.env, TEST_PACE)).rejects.toThrow("more than is needed (admin:org)");
	fake.scopes = "public_repo";
	expect((await openGithub(fake.env, TEST_PACE)).at).toEqual({ owner: "ai-offering-registry", repo: "registry" });
});

test.each(FAULTS.filter((fault) => fault !== "corrupted"))(
	"a %s answer to a question is asked for again, and a creation is made once",
	async (fault) => {
		const { fake, github } = await opened();
		addIssue(fake.store, { title: "first", body: "text" });
		fake.faults = faultAt("issues/get", 1, fault);
		expect((await github.api.issues.get({ ...github.at, issue_number: 1 })).data.title).toBe("first");
		expect(fake.log.filter((one) => one === "issues/get")).toHaveLength(fault === "slow" ? 1 : 2);

		fake.faults = faultAt("issues/create", 1, fault);
		const issue = await findOrCreate(
			"open an issue",
			async () => (await github.api.issues.listForRepo(github.at)).data.find(({ title }) => title === "second"),
			async () =>
				(await github.api.issues.create({ ...github.at, title: "second", labels: ["new"], ...NO_RETRY })).data,
		);
		expect(issue.number).toBe(2);
		expect(fake.store.issues.map(({ title }) => title)).toEqual(["first", "second"]);
	},
);

test("an answer that stalls is given up and asked for again", async () => {
	const fake = await startGithub();
	const github = await openGithub(fake.env, { ...TEST_PACE, patience: 500 });
	addIssue(fake.store, { title: "first", body: "text" });
	fake.faults = faultAt("issues/get", 1, "stalled");
	expect((await github.api.issues.get({ ...github.at, issue_number: 1 })).data.title).toBe("first");
	expect(fake.log.filter((one) => one === "issues/get")).toHaveLength(2);
});

test("a branch, its commit and its pull request are made of blobs and trees, as git would make them", async () => {
	const { fake, github, root, commit } = await withRepository();
	const { api, at } = github;
	const base = (await api.git.getCommit({ ...at, commit_sha: commit })).data;
	const blob = await api.git.createBlob({ ...at, content: "id: a\nname: A\n" });
	const file = { path: "offerings/a.yaml", mode: "100644", type: "blob", sha: blob.data.sha } as const;
	const dead = { path: "offerings/b.yaml", mode: "100644", type: "blob", sha: null } as const;
	const tree = (await api.git.createTree({ ...at, base_tree: base.tree.sha, tree: [file, dead] })).data;
	const author = { name: "Ann", email: "ann@example.org", date: "2026-11-24T10:00:00Z" };
	const made = await api.git.createCommit({ ...at, message: "Name a\n", tree: tree.sha, parents: [commit], author });
	await api.git.createRef({ ...at, ref: "refs/heads/correction/7", sha: made.data.sha });
	const pull = (await api.pulls.create({ ...at, title: "Name a", head: "correction/7", base: "main", body: "why" }))
		.data;
	expect(pull).toMatchObject({ number: 1, state: "open", head: { ref: "correction/7", sha: made.data.sha } });
	await expect(api.pulls.create({ ...at, title: "Again", head: "correction/7", base: "main" })).rejects.toThrow(
		"already exists",
	);
	expect((await api.pulls.list({ ...at, head: "ai-offering-registry:correction/7" })).data).toHaveLength(1);
	const files = (await api.pulls.listFiles({ ...at, pull_number: 1 })).data;
	expect(files.map(({ filename, status }) => [filename, status])).toEqual([
		["offerings/a.yaml", "modified"],
		["offerings/b.yaml", "removed"],
	]);

	fake.store.objects.exportTo(root);
	git(root, "fsck", "--strict");
	expect(git(root, "show", `${made.data.sha}:offerings/a.yaml`)).toBe("id: a\nname: A\n");
	expect(git(root, "log", "-1", "--format=%an %s", made.data.sha)).toBe("Ann Name a\n");

	await expect(api.git.updateRef({ ...at, ref: "heads/correction/7", sha: commit })).rejects.toThrow("fast forward");
	await deleteIfPresent("remove the branch", () => api.git.deleteRef({ ...at, ref: "heads/correction/7" }));
	expect(await getOrUndefined(() => api.git.getRef({ ...at, ref: "heads/correction/7" }))).toBeUndefined();
	expect((await api.pulls.get({ ...at, pull_number: 1 })).data.state).toBe("closed");
});

test("labels are made once, put on, taken off, and issues are found by them", async () => {
	const { fake, github } = await opened();
	const { api, at } = github;
	addIssue(fake.store, { title: "one", body: null });
	await api.issues.createLabel({ ...at, name: "upgrade", color: "0e8a16", description: "A grade goes up" });
	await expect(api.issues.createLabel({ ...at, name: "Upgrade" })).rejects.toThrow("already_exists");
	await api.issues.addLabels({ ...at, issue_number: 1, labels: ["upgrade", "prose"] });
	await deleteIfPresent("take off", () => api.issues.removeLabel({ ...at, issue_number: 1, name: "prose" }));
	await deleteIfPresent("take off", () => api.issues.removeLabel({ ...at, issue_number: 1, name: "prose" }));
	const listed = await api.issues.listForRepo({ ...at, labels: "upgrade" });
	expect(listed.data.map(({ number, labels }) => [number, labels.length])).toEqual([[1, 1]]);
	await api.issues.update({ ...at, issue_number: 1, state: "closed", state_reason: "completed" });
	expect((await api.issues.listForRepo({ ...at, labels: "upgrade" })).data).toEqual([]);
});

test("comments are written, edited and removed, and long lists come in pages", async () => {
	const { fake, github } = await opened();
	const { api, at } = github;
	for (let count = 0; count < 35; count++) addIssue(fake.store, { title: `issue ${count}`, body: "" });
	expect(await github.paginate(api.issues.listForRepo, { ...at, per_page: 10 })).toHaveLength(35);
	const comment = (await api.issues.createComment({ ...at, issue_number: 1, body: "seen" })).data;
	await api.issues.updateComment({ ...at, comment_id: comment.id, body: "seen again" });
	expect((await api.issues.listComments({ ...at, issue_number: 1 })).data.map(({ body }) => body)).toEqual([
		"seen again",
	]);
	await expect(api.issues.createComment({ ...at, issue_number: 1, body: "x".repeat(70_000) })).rejects.toThrow(
		"too long",
	);
	await deleteIfPresent("remove it", () => api.issues.deleteComment({ ...at, comment_id: comment.id }));
	expect(fake.store.comments).toEqual([]);
});
