import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { LINK_HISTORY_FILE, type LinkHistory, linkHistoryText } from "../evidence/link-history.ts";
import { MAX_PROPOSALS, RENEWAL_DAYS, type UnchangedProposal, withUnchanged } from "../evidence/unchanged.ts";
import { type Github, withContext } from "../github/client.ts";
import { findOpenPullRequest, upsertPullRequest } from "../github/upsert-pull-request.ts";
import { writeBranch } from "../github/write-branch.ts";
import { codeSpan } from "../report/changes.ts";
import { pluralize } from "../report/style.ts";

/** Branch with the results of the last runs, until somebody merges it. */
const BRANCH = "evidence/state";
const TRAILER = "Evidence: state";

export interface HistoryProposal {
	readonly root: string;
	readonly history: LinkHistory;
	readonly unchanged: readonly UnchangedProposal[];
	readonly today: string;
}

/**
 * Proposes the history, and the documents that were seen unchanged, in one pull request that is kept up to date; returns
 * its number, or null if a person committed to the branch. Throws GithubError.
 */
export async function proposeLinkHistory(
	github: Github,
	{ root, history, unchanged, today }: HistoryProposal,
): Promise<number | null> {
	const title = `Record the link check of ${today}`;
	const records = Map.groupBy(unchanged, ({ record }) => record);
	const written = await writeBranch(github, {
		branch: BRANCH,
		root,
		files: [
			{ path: LINK_HISTORY_FILE, text: linkHistoryText(history) },
			...[...records].map(([record, own]) => ({ path: record.file.path, text: withUnchanged(record, own) })),
		],
		message: `${title}\n\n${TRAILER}\n`,
	});
	if (written === "a person's") return null;
	const open = await withContext("look for the pull request", () => findOpenPullRequest(github, BRANCH));
	return upsertPullRequest(github, BRANCH, open ?? null, { title, body: bodyOf(unchanged) });
}

function bodyOf(unchanged: readonly UnchangedProposal[]): string {
	const intro = "Results of the weekly link check, written by a program.";
	if (unchanged.length === 0) return `${intro} No record changes.`;
	return [
		`${intro} ${pluralize(unchanged.length, "document")} of cells that become stale within ${RENEWAL_DAYS} days still say every sentence that the records quote from them; \`unchanged\` names the day on which that was seen (at most ${MAX_PROPOSALS} a run). Merging it keeps these cells fresh. Where the rest of a page changed, read it first.`,
		unchanged.map(itemOf).join("\n"),
	].join("\n\n");
}

function itemOf({ record, url, day, cells, restChanged }: UnchangedProposal): string {
	const labels = [...new Set(cells.map(({ dimension }) => dimensionOf(dimension).label))].join(", ");
	const offerings = new Set(cells.flatMap((cell) => cell.offerings)).size;
	const reach = `${labels} (${pluralize(offerings, "offering")})`;
	return `- ${codeSpan(record.file.path)}: ${codeSpan(url)}, ${reach}, seen on ${day}${restChanged ? "; **the rest of the page changed**" : ""}`;
}
