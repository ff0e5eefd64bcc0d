import type { SyncOutcome } from "./sync-issue.ts";

/** Root and day of a call. */
interface Call {
	readonly root: string;
	readonly today: string;
}

/** Opens, updates or closes the pull request of one issue, or answers on it, and prints what was done. Throws GithubError. */
export async function syncWithGithub(issue: number, { root, today }: Call): Promise<void> {
	const [{ openGithub }, { syncIssue }] = await clients();
	tell(issue, await syncIssue(await openGithub(process.env), issue, { root, today }));
}

/** Does the same for every open issue of the form. Throws GithubError. */
export async function syncOpenIssuesWithGithub({ root, today }: Call): Promise<void> {
	const [{ openGithub }, { syncOpenIssues }] = await clients();
	for (const [issue, outcome] of await syncOpenIssues(await openGithub(process.env), { root, today })) {
		tell(issue, outcome);
	}
}

/** Loads the clients when they are needed: most corrections never speak to GitHub. */
function clients() {
	return Promise.all([import("../github/client.ts"), import("./sync-issue.ts")]);
}

function tell(issue: number, outcome: SyncOutcome): void {
	const what = outcome.kind === "proposed" ? `proposed in #${outcome.pull}` : outcome.kind;
	process.stdout.write(`#${issue}: ${what}\n`);
}
