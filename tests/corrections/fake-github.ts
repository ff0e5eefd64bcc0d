import type { SyncOutcome } from "../../scripts/corrections/sync-issue.ts";
import { syncIssue } from "../../scripts/corrections/sync-issue.ts";
import { type Github, openGithub } from "../../scripts/github/client.ts";
import { addIssue } from "../fake-github/routes/issues.ts";
import { type FakeGithub, startGithub, TEST_PACE } from "../fake-github/server.ts";
import type { StoredIssue } from "../fake-github/store.ts";
import { git, initRepository } from "../git.ts";
import { rootWith, TODAY } from "../support.ts";

/** A real repository with records, and GitHub that holds it. */
export interface Hosted {
	readonly root: string;
	readonly fake: FakeGithub;
	readonly github: Github;
}

/** Puts the small registry, with some files different, into a repository and onto GitHub. */
export async function hosted(files: Readonly<Record<string, string>> = {}): Promise<Hosted> {
	const root = rootWith(files);
	initRepository(root);
	const fake = await startGithub();
	push({ root, fake });
	return { root, fake, github: await openGithub(fake.env, TEST_PACE) };
}

/** Brings GitHub's main where the repository's is. */
export function push({ root, fake }: Pick<Hosted, "root" | "fake">): void {
	fake.store.objects.importFrom(root);
	fake.store.refs.set("heads/main", git(root, "rev-parse", "main").trim());
}

/** Opens an issue with the form. */
export function fileCorrection({ fake }: Hosted, text: string, author = "finder"): StoredIssue {
	const issue = addIssue(fake.store, { title: "Correction: ", body: text, author });
	issue.labels = ["correction"];
	if (!fake.store.labels.some(({ name }) => name === "correction")) {
		fake.store.labels.push({ id: fake.store.nextId(), name: "correction", color: "ededed", description: null });
	}
	return issue;
}

/** Does the work of the workflow when an issue was opened, edited, closed or reopened. */
export function follow({ github, root }: Hosted, { number }: StoredIssue): Promise<SyncOutcome> {
	return syncIssue(github, number, { root, today: TODAY });
}
