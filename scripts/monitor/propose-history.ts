import { LINK_HISTORY_FILE, type LinkHistory, linkHistoryText } from "../evidence/link-history.ts";
import { type Github, withContext } from "../github/client.ts";
import { findOpenPullRequest, upsertPullRequest, writeBranch } from "../github/upsert-pull-request.ts";

/** The branch that holds what the last runs saw, until somebody merges it. */
const BRANCH = "evidence/state";
const TRAILER = "Evidence: state";

/**
 * Proposes the state by one pull request that is kept up to date; gives its number, null where a person works on the
 * branch. Throws GithubError.
 */
export async function proposeLinkHistory(
	github: Github,
	{ root, state, today }: { readonly root: string; readonly state: LinkHistory; readonly today: string },
): Promise<number | null> {
	const title = `Remember what became of the sources until ${today}`;
	const written = await writeBranch(github, {
		branch: BRANCH,
		trailer: TRAILER,
		root,
		path: LINK_HISTORY_FILE,
		text: linkHistoryText(state),
		message: `${title}\n\n${TRAILER}\n`,
	});
	if (!written) return null;
	const open = await withContext("look for the pull request", () => findOpenPullRequest(github, BRANCH));
	return upsertPullRequest(github, BRANCH, open ?? null, {
		title,
		body: "What the weekly look at the sources saw. Nothing in it was written by hand, and no record changes.",
	});
}
