import { type Answer, type Github, statusOf, withContext } from "../github/client.ts";
import { upsertComment } from "../github/upsert-comment.ts";
import { upsertPullRequest, writeBranch } from "../github/upsert-pull-request.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { type FormProblem, type ReadCorrection, readForm } from "./form.ts";
import { branchOf, proposalOf, trailerOf } from "./proposal.ts";
import { labelOf } from "./questions.ts";
import { mergedReply, proposedReply, refusedReply, takenOverReply, waitingReply } from "./reply.ts";
import { type Correct, validateCorrection } from "./validate-correction.ts";

/** The label that the form gives to its issues. */
const LABEL = "correction";
/** Begins our comment on an issue. */
const MARKER = "<!-- registry: answer to a correction -->";
/** The workflow that checks a pull request; one that a workflow opened does not start by itself. */
const CHECK = "pr.yml";
/** Corrections of one account that are looked at at a time. */
const MAX_OPEN = 10;

type Issue = Answer<"issues", "get">;
type Pull = Answer<"pulls", "list">[number];

/** What became of an issue. */
export type Outcome =
	| { readonly kind: "ignored" | "closed" | "merged" | "taken over" | "waiting" }
	| { readonly kind: "refused"; readonly problems: readonly FormProblem[] }
	| { readonly kind: "proposed"; readonly pull: number; readonly path: string };

/**
 * Brings an issue's pull request in step with the issue: opened, updated, closed or opened again, never a second one;
 * or says on the issue why there is none. It can be run again at any time, and does what is still to be done. The
 * issue's text is data: it is read, checked, and written into one record. Throws GithubError.
 */
export async function syncIssue(
	github: Github,
	number: number,
	{ root, today }: { readonly root: string; readonly today: string },
): Promise<Outcome> {
	const { data: issue } = await withContext(`read issue #${number}`, () =>
		github.api.issues.get({ ...github.at, issue_number: number }),
	);
	const labels = issue.labels.map((label) => (typeof label === "string" ? label : label.name));
	if (issue.pull_request || !labels.includes(LABEL)) return { kind: "ignored" };
	const pull = await newestPull(github, number);
	if (issue.state === "closed") {
		await close(github, pull);
		return { kind: "closed" };
	}
	const answer = (text: string) => upsertComment(github, number, MARKER, text);
	if (pull?.merged_at) {
		await answer(mergedReply(pull.number));
		return { kind: "merged" };
	}
	if (!pull) {
		const open = await olderOpen(github, issue);
		if (open >= MAX_OPEN) {
			await answer(waitingReply(open));
			return { kind: "waiting" };
		}
	}
	const read = readIssue(issue, root, today);
	if ("problems" in read) {
		await close(github, pull);
		await answer(refusedReply(read.problems, pull?.number ?? null));
		return { kind: "refused", problems: read.problems };
	}
	const { correct } = read;
	const proposal = proposalOf(number, read, correct);
	const open = await reopened(github, pull);
	const own = { branch: branchOf(number), trailer: trailerOf(number) };
	if (
		!(await writeBranch(github, {
			...own,
			root,
			files: [{ path: correct.path, text: correct.text }],
			message: proposal.message,
		}))
	) {
		await answer(takenOverReply(open?.number ?? null));
		return { kind: "taken over" };
	}
	const kept = await upsertPullRequest(github, own.branch, open?.number ?? null, proposal);
	await withContext("start the check", () =>
		github.api.actions.createWorkflowDispatch({ ...github.at, workflow_id: CHECK, ref: branchOf(number) }),
	);
	await answer(proposedReply(kept, proposal, read, correct));
	return { kind: "proposed", pull: kept, path: correct.path };
}

function readIssue(
	{ body, user, title }: Issue,
	root: string,
	today: string,
): (ReadCorrection & { correct: Correct }) | { problems: readonly FormProblem[] } {
	const read = readForm(body ?? "");
	if ("problems" in read) return read;
	const { correction } = read;
	const own = `@${user?.login ?? ""}`.toLowerCase();
	if (correction.credit?.startsWith("@") && correction.credit.toLowerCase() !== own) {
		return {
			problems: [
				{
					question: labelOf("credit"),
					message: "this is somebody else's account; write your own, a name, or nothing",
				},
			],
		};
	}
	const correct = validateCorrection(folderTree(root), correction, today, title);
	return "problems" in correct ? correct : { ...read, correct };
}

/** The issue's pull request: the one that is open, else the newest. */
async function newestPull(github: Github, issue: number): Promise<Pull | null> {
	const head = `${github.at.owner}:${branchOf(issue)}`;
	const { data } = await withContext("look for the pull request", () =>
		github.api.pulls.list({ ...github.at, head, state: "all" }),
	);
	return data.find(({ state }) => state === "open") ?? data[0] ?? null;
}

/** How many corrections the issue's author opened before it and has still open. */
async function olderOpen(github: Github, { user, number }: Issue): Promise<number> {
	const { data } = await withContext("list the author's corrections", () =>
		github.api.issues.listForRepo({
			...github.at,
			creator: user?.login ?? "",
			labels: LABEL,
			state: "open",
			per_page: 100,
		}),
	);
	return data.filter((one) => one.number < number).length;
}

async function close(github: Github, pull: Pull | null): Promise<void> {
	if (pull?.state === "open") await setState(github, pull.number, "closed");
}

async function setState(github: Github, number: number, state: "open" | "closed"): Promise<void> {
	const what = state === "open" ? "open again" : "close";
	await withContext(`${what} #${number}`, () => github.api.pulls.update({ ...github.at, pull_number: number, state }));
}

/** The pull request, open; null where there is none that can be opened again. */
async function reopened(github: Github, pull: Pull | null): Promise<Pull | null> {
	if (pull === null || pull.state === "open") return pull;
	try {
		// Before the branch moves: GitHub does not open one again whose branch was written anew.
		await github.api.pulls.update({ ...github.at, pull_number: pull.number, state: "open" });
		return pull;
	} catch (error) {
		if (statusOf(error) === 422) return null;
		return withContext(`open #${pull.number} again`, () => Promise.reject(error));
	}
}
