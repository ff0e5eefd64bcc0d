import { LINK_HISTORY_FILE, type LinkHistory, linkHistoryText } from "../evidence/link-history.ts";
import { type Github, withContext } from "../github/client.ts";
import { findOpenPullRequest, upsertPullRequest, writeBranch } from "../github/upsert-pull-request.ts";

/** Branch with the results of the last runs, until somebody merges it. */
const BRANCH = "evidence/state";
const TRAILER = "Evidence: state";

/**
 * Proposes the history in one pull request that is kept up to date; returns its number, or null if a person committed to
 * the branch. Throws GithubError.
 */
export async function proposeLinkHistory(
	github: Github,
	{ root, history, today }: { readonly root: string; readonly history: LinkHistory; readonly today: string },
): Promise<number | null> {
	const title = `Record the link check of ${today}`;
	const written = await writeBranch(github, {
		branch: BRANCH,
		trailer: TRAILER,
		root,
		path: LINK_HISTORY_FILE,
		text: linkHistoryText(history),
		message: `${title}\n\n${TRAILER}\n`,
	});
	if (!written) return null;
	const open = await withContext("look for the pull request", () => findOpenPullRequest(github, BRANCH));
	return upsertPullRequest(github, BRANCH, open ?? null, {
		title,
		body: "Results of the weekly link check. A program wrote them; no record changes.",
	});
}
