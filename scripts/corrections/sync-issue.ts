import { type Answer, type Github, httpStatus, withContext } from "../github/client.ts";
import { approversOf } from "../github/people.ts";
import { upsertComment } from "../github/upsert-comment.ts";
import { upsertPullRequest } from "../github/upsert-pull-request.ts";
import { branchHead, ownCommit, writeBranch } from "../github/write-branch.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { type FormProblem, type ReadCorrection, readForm } from "./form.ts";
import { changedOnMain } from "./main-file.ts";
import { answersInBody, branchOf, fingerprintOf, type Proposal, proposalOf } from "./proposal.ts";
import { labelOf, QUESTIONS } from "./questions.ts";
import {
	approvedReply,
	changedAnswers,
	closedReply,
	mergedReply,
	proposedReply,
	refusedReply,
	renewedReply,
	takenOverReply,
	waitingReply,
} from "./reply.ts";
import { type Correct, validateCorrection } from "./validate-correction.ts";

/** The label that the form gives to its issues. */
const LABEL = "correction";
/** Begins our comment on an issue. */
const MARKER = "<!-- registry: answer to a correction -->";
/** Corrections of one account that are looked at at a time. */
const MAX_OPEN = 10;
/** Headings of the form from which an issue without its label is known as one. */
const MIN_HEADINGS = 4;

type Issue = Answer<"issues", "get">;
type Pull = Answer<"pulls", "list">[number];

/** Result of syncing an issue. */
export type SyncOutcome =
	| {
			readonly kind: "ignored" | "closed" | "merged" | "closed by a maintainer" | "approved" | "taken over" | "waiting";
	  }
	| { readonly kind: "refused"; readonly problems: readonly FormProblem[] }
	| { readonly kind: "proposed"; readonly pull: number; readonly path: string };

/** Folder of the records, and the day on which a correction is made. */
export interface SyncCall {
	readonly root: string;
	readonly today: string;
}

/**
 * Brings an issue's pull request in step with the issue: opened, updated, closed or opened again, never a second one;
 * or says on the issue why there is none. What a maintainer approved, closed, committed or wrote stays. It can be run
 * again at any time. The issue's text is data: it is read, checked, and written into one record. Throws GithubError.
 */
export async function syncIssue(github: Github, number: number, call: SyncCall): Promise<SyncOutcome> {
	const issue = await issueAt(github, number);
	if (issue.pull_request || !isCorrection(issue)) return { kind: "ignored" };
	const pull = await newestPull(github, number);
	if (issue.state === "closed") {
		await close(github, pull);
		return { kind: "closed" };
	}
	const reply = (text: string) => upsertComment(github, number, MARKER, text);
	if (pull?.merged_at) {
		await reply(mergedReply(pull.number));
		return { kind: "merged" };
	}
	if (pull?.state === "closed" && !(await wasClosedByUs(github, pull))) {
		await reply(closedReply(pull.number));
		return { kind: "closed by a maintainer" };
	}
	if (!pull) {
		const open = await olderOpen(github, issue);
		if (open >= MAX_OPEN) {
			await reply(waitingReply(open));
			return { kind: "waiting" };
		}
	}
	const read = readIssue(issue, call);
	const isApproved = pull?.state === "open" && (await approversOf(github, pull.number, pull.head.sha)).length > 0;
	if (pull && isApproved && (await keepsApproved(github, issue, pull, read))) {
		await reply(approvedReply(pull.number));
		return { kind: "approved" };
	}
	if ("problems" in read) {
		await close(github, pull);
		await reply(refusedReply(read.problems, pull?.number ?? null));
		return { kind: "refused", problems: read.problems };
	}
	return propose(github, issue, { ...read, pull, isApproved }, call);
}

/** Syncs every open issue of the form, for what was merged may have changed their files. Throws GithubError. */
export async function syncOpenIssues(github: Github, call: SyncCall): Promise<Map<number, SyncOutcome>> {
	const issues = await withContext("list the open issues", () =>
		github.paginate(github.api.issues.listForRepo, { ...github.at, state: "open", direction: "asc", per_page: 100 }),
	);
	const outcomes = new Map<number, SyncOutcome>();
	for (const issue of issues) {
		if (issue.pull_request || !isCorrection(issue)) continue;
		outcomes.set(issue.number, await syncIssue(github, issue.number, call));
	}
	return outcomes;
}

interface Read extends ReadCorrection {
	readonly correct: Correct;
	readonly proposal: Proposal;
}

async function propose(
	github: Github,
	issue: Issue,
	{
		correction,
		cleaned,
		correct,
		proposal,
		pull,
		isApproved,
	}: Read & { readonly pull: Pull | null; readonly isApproved: boolean },
	{ root }: SyncCall,
): Promise<SyncOutcome> {
	const { number } = issue;
	const branch = branchOf(number);
	const { path, text } = correct;
	const before = await withContext(`read the branch ${branch}`, () => branchHead(github, branch));
	const own = before && (await withContext(`read the branch ${branch}`, () => ownCommit(github, before, [path])));
	const renewed = own?.parents[0] ? changedOnMain(root, own.parents[0].sha, path) : null;
	// An approval is of one commit: what main did to other files is no reason to lose it.
	if (pull && isApproved && renewed === null) return { kind: "proposed", pull: pull.number, path };
	const open = await reopened(github, pull);
	const written = await writeBranch(github, { branch, root, files: [{ path, text }], message: proposal.message });
	if (written === "a person's") {
		await upsertComment(github, number, MARKER, takenOverReply(open?.number ?? null));
		return { kind: "taken over" };
	}
	const kept = await upsertPullRequest(github, branch, open, proposal);
	if (renewed !== null && open) {
		const marker = `<!-- registry: made anew on ${renewed.commit} -->`;
		await upsertComment(github, number, marker, renewedReply(kept, renewed.pull));
	}
	await upsertComment(github, number, MARKER, proposedReply(kept, proposal, { correction, cleaned }, correct));
	return { kind: "proposed", pull: kept, path };
}

/** True where an approved pull request stays as it is, for its issue's answers are others now; asks what to do on it. */
async function keepsApproved(
	github: Github,
	issue: Issue,
	pull: Pull,
	read: Read | { readonly problems: readonly FormProblem[] },
): Promise<boolean> {
	const made = await answersBehind(github, pull.head.sha);
	const answers = fingerprintOf(issue.body ?? "");
	if (made === null || made === answers) return false;
	const changes = "problems" in read ? "nothing, for they cannot be taken as they are." : read.proposal.changes;
	const marker = `<!-- registry: answers ${answers} -->`;
	await upsertComment(github, pull.number, marker, changedAnswers(issue.number, changes));
	return true;
}

/** The answers that a pull request was made from, behind the merges of main that "Update branch" makes. */
async function answersBehind(github: Github, sha: string): Promise<string | null> {
	const { data: commit } = await withContext(`read the commit ${sha.slice(0, 10)}`, () =>
		github.api.git.getCommit({ ...github.at, commit_sha: sha }),
	);
	const [first] = commit.parents;
	return commit.parents.length === 2 && first ? answersBehind(github, first.sha) : answersInBody(commit.message);
}

async function issueAt(github: Github, number: number): Promise<Issue> {
	const { data } = await withContext(`read #${number}`, () =>
		github.api.issues.get({ ...github.at, issue_number: number }),
	);
	return data;
}

/** True for an issue of the form: by its label, or, since a link can open it without one, by its headings. */
function isCorrection({ labels, body }: Pick<Issue, "labels" | "body">): boolean {
	if (labels.some((label) => (typeof label === "string" ? label : label.name) === LABEL)) return true;
	const lines = new Set((body ?? "").split(/\r?\n/).map((line) => line.trim()));
	return QUESTIONS.filter(({ label }) => lines.has(`### ${label}`)).length >= MIN_HEADINGS;
}

function readIssue(issue: Issue, { root, today }: SyncCall): Read | { readonly problems: readonly FormProblem[] } {
	const { body, user, number, title } = issue;
	const read = readForm(body ?? "");
	if ("problems" in read) return read;
	const { correction } = read;
	const own = `@${user?.login ?? ""}`.toLowerCase();
	if (correction.credit?.startsWith("@") && correction.credit.toLowerCase() !== own) {
		const message = "this is somebody else's account; write your own, a name, or nothing";
		return { problems: [{ question: labelOf("credit"), message }] };
	}
	const correct = validateCorrection(folderTree(root), correction, today, title);
	if ("problems" in correct) return correct;
	return { ...read, correct, proposal: proposalOf({ number, body: body ?? "" }, read, correct) };
}

/** The issue's pull request: the one that is open, else the newest. */
async function newestPull(github: Github, issue: number): Promise<Pull | null> {
	const head = `${github.at.owner}:${branchOf(issue)}`;
	const { data } = await withContext("look for the pull request", () =>
		github.api.pulls.list({ ...github.at, head, state: "all" }),
	);
	return data.find(({ state }) => state === "open") ?? data[0] ?? null;
}

/** True where a program closed a pull request, as it does for answers that cannot be taken; a person's close holds. */
async function wasClosedByUs(github: Github, { number }: Pull): Promise<boolean> {
	return (await issueAt(github, number)).closed_by?.type === "Bot";
}

/** Returns the number of older corrections by the issue's author that are still open. */
async function olderOpen(github: Github, { user, number }: Issue): Promise<number> {
	const asked = { creator: user?.login ?? "", state: "open", per_page: 100 } as const;
	const { data } = await withContext("list the author's corrections", () =>
		github.api.issues.listForRepo({ ...github.at, ...asked }),
	);
	return data.filter((one) => one.number < number && !one.pull_request && isCorrection(one)).length;
}

async function close(github: Github, pull: Pull | null): Promise<void> {
	if (pull?.state !== "open") return;
	await withContext(`close #${pull.number}`, () =>
		github.api.pulls.update({ ...github.at, pull_number: pull.number, state: "closed" }),
	);
}

/** The pull request, open; null where there is none that can be opened again. */
async function reopened(github: Github, pull: Pull | null): Promise<Pull | null> {
	if (pull === null || pull.state === "open") return pull;
	try {
		// Before the branch moves: GitHub does not open one again whose branch was written anew.
		await github.api.pulls.update({ ...github.at, pull_number: pull.number, state: "open" });
		return pull;
	} catch (error) {
		if (httpStatus(error) === 422) return null;
		return withContext(`open #${pull.number} again`, () => Promise.reject(error));
	}
}
