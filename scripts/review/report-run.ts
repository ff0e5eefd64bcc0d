import { declaredAffiliation } from "../corrections/affiliation.ts";
import { type Answer, type Github, withContext } from "../github/client.ts";
import { deleteIfPresent } from "../github/find-or-create.ts";
import { upsertComment } from "../github/upsert-comment.ts";
import { readCheckResult } from "./check-result.ts";
import { commentText } from "./comment.ts";
import { CHANGE_LABELS, type Kind, kindsOf, reasonsForSecond, SECOND_REVIEWER } from "./labels.ts";
import { reviewOf } from "./review.ts";

/** The workflow whose runs are followed, and what may have started one. */
const WORKFLOW = ".github/workflows/pr.yml";
const EVENTS = ["pull_request", "workflow_dispatch"];
/** Begins our comment on a pull request. */
const MARKER = "<!-- registry: what this pull request changes -->";

type Pull = Answer<"pulls", "list">[number];

/** What became of a run: the pull request that was told, or why none was. */
export type Followed =
	| { readonly kind: "told"; readonly pull: number; readonly labels: readonly string[] }
	| { readonly kind: "no check" | "no pull request" };

/**
 * Keeps the comment and the labels of the pull request whose check has run. Which pull request that is, and which
 * commit, is asked of GitHub; of the check's report nothing but the problems is taken. Throws GithubError, and
 * GitError where the commit is not in the clone.
 */
export async function reportRun(
	github: Github,
	id: number,
	{ root, report }: { readonly root: string; readonly report: string },
): Promise<Followed> {
	const { data: run } = await withContext(`read the run ${id}`, () =>
		github.api.actions.getWorkflowRun({ ...github.at, run_id: id }),
	);
	if (run.path.split("@")[0] !== WORKFLOW || !EVENTS.includes(run.event)) return { kind: "no check" };
	const head = `${run.head_repository?.owner.login ?? ""}:${run.head_branch ?? ""}`;
	const { data: pulls } = await withContext("look for the pull request", () =>
		github.api.pulls.list({ ...github.at, head, state: "open" }),
	);
	// A run of an older commit has nothing to say any more.
	const pull = pulls.find(({ head: own }) => own.sha === run.head_sha);
	if (!pull) return { kind: "no pull request" };
	const review = reviewOf(root, run.head_sha);
	const affiliation = declaredAffiliation(pull.body ?? "");
	const reasons = reasonsForSecond(review, affiliation);
	const check = readCheckResult(report, run.conclusion);
	await upsertComment(
		github,
		pull.number,
		MARKER,
		commentText({ review, check, affiliation, reasons, run: run.html_url }),
	);
	return {
		kind: "told",
		pull: pull.number,
		labels: await keepLabels(github, pull, kindsOf(review), reasons.length > 0),
	};
}

/** Puts on what holds and takes off what does not, of our labels alone; gives those that hold. */
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
