import { type Github, withContext } from "./client.ts";

/** Longest description of a status that GitHub shows, in characters. */
const MAX_DESCRIPTION = 140;

/** State, context and text of a commit status. */
export interface CommitStatus {
	readonly state: "success" | "failure" | "pending";
	readonly description: string;
	/** Page that says more; null where there is none. */
	readonly url: string | null;
}

/** Sets the status of a commit in a context; one that says the same already is left alone. Throws GithubError. */
export async function upsertStatus(
	{ api, at, paginate }: Github,
	sha: string,
	context: string,
	{ state, description, url }: CommitStatus,
): Promise<void> {
	const shown = description.length > MAX_DESCRIPTION ? `${description.slice(0, MAX_DESCRIPTION - 1)}…` : description;
	await withContext(`set the status ${context}`, async () => {
		const statuses = await paginate(api.repos.listCommitStatusesForRef, { ...at, ref: sha, per_page: 100 });
		// The newest comes first, and decides.
		const last = statuses.find((one) => one.context === context);
		if (last?.state === state && last.description === shown && last.target_url === url) return;
		await api.repos.createCommitStatus({
			...at,
			sha,
			context,
			state,
			description: shown,
			...(url === null ? {} : { target_url: url }),
		});
	});
}
