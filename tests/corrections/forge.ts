import type { Outcome } from "../../scripts/corrections/follow-issue.ts";
import { followIssue } from "../../scripts/corrections/follow-issue.ts";
import { type Forge, openForge } from "../../scripts/forge/client.ts";
import { addIssue } from "../forge/areas/issues.ts";
import { type FakeForge, startForge, TEST_PACE } from "../forge/server.ts";
import type { StoredIssue } from "../forge/world.ts";
import { git, initRepository } from "../git.ts";
import { rootWith, TODAY } from "../support.ts";

/** A real repository with records, and a forge that holds it. */
export interface Hosted {
	readonly root: string;
	readonly fake: FakeForge;
	readonly forge: Forge;
}

/** Puts the small registry, with some files different, into a repository and onto a forge. */
export async function hosted(files: Readonly<Record<string, string>> = {}): Promise<Hosted> {
	const root = rootWith(files);
	initRepository(root);
	const fake = await startForge();
	push({ root, fake });
	return { root, fake, forge: await openForge(fake.env, TEST_PACE) };
}

/** Brings the forge's main where the repository's is. */
export function push({ root, fake }: Pick<Hosted, "root" | "fake">): void {
	fake.world.objects.importFrom(root);
	fake.world.refs.set("heads/main", git(root, "rev-parse", "main").trim());
}

/** Opens an issue with the form. */
export function fileCorrection({ fake }: Hosted, text: string, author = "finder"): StoredIssue {
	const issue = addIssue(fake.world, { title: "Correction: ", body: text, author });
	issue.labels = ["correction"];
	if (!fake.world.labels.some(({ name }) => name === "correction")) {
		fake.world.labels.push({ id: fake.world.nextId(), name: "correction", color: "ededed", description: null });
	}
	return issue;
}

/** What the workflow does when an issue was opened, edited, closed or opened again. */
export function follow({ forge, root }: Hosted, { number }: StoredIssue): Promise<Outcome> {
	return followIssue(forge, number, { root, today: TODAY });
}
