import { declaredAffiliation } from "../corrections/affiliation.ts";
import { GitError } from "../git/git.ts";
import { type Answer, type Github, withContext } from "../github/client.ts";
import { deleteIfPresent } from "../github/find-or-create.ts";
import { approversOf } from "../github/people.ts";
import { upsertComment } from "../github/upsert-comment.ts";
import { upsertStatus } from "../github/upsert-status.ts";
import { checkCommit } from "./check-commit.ts";
import { commentText } from "./comment.ts";
import { CHANGE_LABELS, type Kind, kindsOf, reasonsForSecond, SECOND_REVIEWER } from "./labels.ts";
import { reviewOf } from "./review.ts";
import { computeStatus, STATUS_CONTEXT } from "./status.ts";

/** The workflow that checks a pull request with its own code. */
const OWN_CHECK = "pr.yml";
/** Begins our comment on a pull request. */
const MARKER = "<!-- registry: what this pull request changes -->";

type Pull = Answer<"pulls", "list">[number];

/** Result for a pull request. */
export interface Reviewed {
	readonly pull: number;
	readonly state: "success" | "failure" | "pending";
	readonly description: string;
	readonly labels: readonly string[];
}

/** Folder of the records, and the day for which they are checked. */
export interface ReviewCall {
	readonly root: string;
	readonly today: string;
}

/**
 * Says on a pull request what it changes: a comment, labels, and the status of its head commit, which is computed here
 * and not taken from a run. Its commit is read from git's objects, and nothing of it is run. Throws GithubError, and
 * GitError where the commit is not in the clone.
 */
export async function reviewPull(github: Github, pull: Pull, { root, today }: ReviewCall): Promise<Reviewed> {
	const review = reviewOf(root, pull.head.sha);
	const affiliation = declaredAffiliation(pull.body ?? "");
	const reasons = reasonsForSecond(review, affiliation);
	const problems = review.fault === null ? await checkCommit(root, review, today) : null;
	const approvers = await approversOf(github, pull.number, pull.head.sha);
	const run = await ownRun(github, pull.head.sha);
	const ownCheck = run?.conclusion ?? null;
	const status = computeStatus({ problems, program: review.program, ownCheck, approvers });
	const comment = commentText({ review, problems, status, affiliation, reasons, run: run?.html_url ?? null });
	await upsertComment(github, pull.number, MARKER, comment);
	const labels = await keepLabels(github, pull, kindsOf(review), reasons.length > 0);
	// The status comes last: it is what lets a pull request be merged.
	await upsertStatus(github, pull.head.sha, STATUS_CONTEXT, { ...status, url: pull.html_url });
	return { pull: pull.number, ...status, labels };
}

/** Reviews every open pull request, or only one; says why of those that cannot be. `bring` gets a head commit. Throws GithubError. */
export async function reviewOpenPulls(
	github: Github,
	{ only, ...call }: ReviewCall & { readonly only: number | null },
	bring: (pull: Pull) => void,
): Promise<(Reviewed | { readonly pull: number; readonly fault: string })[]> {
	const pulls = await withContext("list the pull requests", () =>
		github.paginate(github.api.pulls.list, { ...github.at, state: "open", per_page: 100 }),
	);
	const reviewed: (Reviewed | { readonly pull: number; readonly fault: string })[] = [];
	for (const pull of pulls.filter(({ number }) => only === null || number === only)) {
		try {
			bring(pull);
			reviewed.push(await reviewPull(github, pull, call));
		} catch (error) {
			if (!(error instanceof GitError)) throw error;
			reviewed.push({ pull: pull.number, fault: error.message });
		}
	}
	return reviewed;
}

/** The last run of a commit's own check that a pull request started; a run that somebody dispatched proves nothing. */
async function ownRun(
	{ api, at }: Github,
	sha: string,
): Promise<{ readonly conclusion: string | null; readonly html_url: string } | undefined> {
	const { data } = await withContext("look for the check's run", () =>
		api.actions.listWorkflowRuns({ ...at, workflow_id: OWN_CHECK, head_sha: sha, per_page: 100 }),
	);
	return data.workflow_runs.find(({ event, head_sha }) => event === "pull_request" && head_sha === sha);
}

/** Puts on what holds and takes off what does not, of our labels alone; returns those that hold. */
async function keepLabels(github: Github, pull: Pull, kinds: readonly Kind[], second: boolean): Promise<string[]> {
	const at = { ...github.at, issue_number: pull.number };
	const present = new Set(pull.labels.map(({ name }) => name));
	const wanted = [...kinds, ...(second ? [SECOND_REVIEWER] : [])];
	const missing = wanted.filter((label) => !present.has(label));
	if (missing.length > 0) {
		await withContext(`label #${pull.number}`, () => github.api.issues.addLabels({ ...at, labels: missing }));
	}
	for (const name of CHANGE_LABELS.filter((kind) => present.has(kind) && !kinds.includes(kind))) {
		await deleteIfPresent(`take the label ${name} off #${pull.number}`, () =>
			github.api.issues.removeLabel({ ...at, name }),
		);
	}
	return wanted;
}
