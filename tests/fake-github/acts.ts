import { parse } from "yaml";
import { addIssue, setState } from "./routes/issues.ts";
import { labelsIn } from "./routes/labels.ts";
import { follow } from "./routes/pulls.ts";
import { Refusal, type Store, type StoredIssue, type StoredReview } from "./store.ts";

/** Acts of people on GitHub's pages, and of GitHub itself, for which programs have no call. */

type Pull = StoredIssue & { pull: NonNullable<StoredIssue["pull"]> };

/** The line by which git knows GitHub's own commits. */
const COMMITTER = "GitHub <noreply@github.com> 1795521600 +0000";

function pullOf(issue: StoredIssue): Pull {
	if (issue.pull === null) throw new Error(`#${issue.number} is no pull request`);
	return issue as Pull;
}

/** Leaves a review on the head commit of a pull request. */
export function review(store: Store, issue: StoredIssue, author: string, state: StoredReview["state"]): void {
	if (author === issue.author) throw new Refusal(422, "Can not approve your own pull request");
	const { sha } = pullOf(issue).pull;
	store.reviews.push({ id: store.nextId(), pull: issue.number, author, commit: sha, state, submitted: store.now() });
}

/** Starts the workflows of a pull request's event: in conflict there are none, and a stranger's or a bot's run waits. */
export function startRuns(
	store: Store,
	issue: StoredIssue,
	jobs: readonly string[] = ["check"],
): "none" | "waiting" | "started" {
	const { pull, author } = pullOf(issue);
	if (mergedTree(store, pull.base, pull.sha) === null) return "none";
	const isKnown = store.permissions.has(author);
	store.runs.push({
		id: store.nextId(),
		workflow: "pr.yml",
		event: "pull_request",
		branch: pull.head,
		fork: pull.fork,
		sha: pull.sha,
		conclusion: null,
		jobs,
	});
	return isKnown ? "started" : "waiting";
}

/** Returns the state of each required context in a pull request's merge box: statuses of its head commit, and jobs of its own runs. */
export function rollup(store: Store, issue: StoredIssue): Record<string, string> {
	const { sha } = pullOf(issue).pull;
	return Object.fromEntries(
		store.required.map((context) => {
			const status = store.statuses.findLast((one) => one.sha === sha && one.context === context);
			// A dispatched run is a check of the commit and none of the pull request.
			const run = store.runs.findLast(
				(one) => one.sha === sha && one.event === "pull_request" && one.jobs?.includes(context),
			);
			return [context, status?.state ?? run?.conclusion ?? "expected"];
		}),
	);
}

/** Presses the merge button. Returns the commit on the base. Refuses as GitHub does. */
export function merge(store: Store, issue: StoredIssue, by: string, how: "merge" | "squash"): string {
	const { pull, title, body, number, author } = pullOf(issue);
	if (!["admin", "write"].includes(store.permissions.get(by) ?? "none"))
		throw new Refusal(403, "Must have write access");
	if (issue.state !== "open") throw new Refusal(405, "Pull Request is not open");
	if (pull.draft) throw new Refusal(405, "Pull Request is still a draft");
	for (const [context, state] of Object.entries(rollup(store, issue))) {
		if (state !== "success") throw new Refusal(405, `Required status check "${context}" is ${state}.`);
	}
	const ref = `heads/${pull.base}`;
	const base = store.refs.get(ref) ?? "";
	const tree = mergedTree(store, pull.base, pull.sha);
	if (tree === null) throw new Refusal(405, "Pull Request is not mergeable");
	const owner = pull.fork ?? store.owner;
	const message =
		how === "merge"
			? `Merge pull request #${number} from ${owner}/${pull.head}\n\n${title}\n`
			: `${title} (#${number})\n\n${body ?? ""}\n`;
	const parents = how === "merge" ? [base, pull.sha] : [base];
	const writer = how === "merge" ? by : author;
	const person = `${writer} <1+${writer}@users.noreply.github.com> 1795521600 +0000`;
	const commit = store.objects.addCommit({ tree, parents, author: person, committer: COMMITTER, message });
	store.refs.set(ref, commit);
	pull.merged = store.now();
	setState(store, issue, "closed", by);
	// The words that close issues count where the merge lands on the default branch.
	for (const [, closed] of (body ?? "").matchAll(/\bcloses #(\d+)/gi)) {
		const target = store.issues.find((one) => one.number === Number(closed));
		if (target) setState(store, target, "closed", by);
	}
	return commit;
}

/** Presses "Update branch": a merge of the base into the branch, by the presser. */
export function updateBranch(store: Store, issue: StoredIssue, by: string): void {
	const { pull } = pullOf(issue);
	const tree = mergedTree(store, pull.base, pull.sha);
	if (tree === null) throw new Refusal(422, "merge conflict between base and head");
	const person = `${by} <1+${by}@users.noreply.github.com> 1795521600 +0000`;
	const parents = [pull.sha, store.refs.get(`heads/${pull.base}`) ?? ""];
	const message = `Merge branch '${pull.base}' into ${pull.head}`;
	const commit = store.objects.addCommit({ tree, parents, author: person, committer: COMMITTER, message });
	store.refs.set(`heads/${pull.head}`, commit);
	follow(store, `heads/${pull.head}`);
}

/** An issue form as the repository holds it. */
interface Form {
	readonly title: string;
	readonly labels: readonly string[];
	readonly body: readonly {
		readonly type: string;
		readonly id?: string;
		readonly attributes: { readonly label?: string; readonly options?: readonly string[] };
	}[];
}

/**
 * Opens an issue with a form: a link fills inputs and text areas, a dropdown starts on its first option whatever the
 * link says, and the labels are the form's own. `answers` are what the person writes over that, by id.
 */
export function openWithForm(
	store: Store,
	yaml: string,
	{
		link = {},
		answers = {},
		author,
	}: { link?: Record<string, string>; answers?: Record<string, string>; author: string },
): StoredIssue {
	const form = parse(yaml) as Form;
	const body = form.body.flatMap(({ type, id = "", attributes: { label = "", options } }) => {
		if (type === "markdown") return [];
		const filled = type === "dropdown" ? options?.[0] : link[id];
		const answer = answers[id] ?? filled ?? "";
		return [`### ${label}\n\n${answer === "" ? "_No response_" : answer}\n`];
	});
	const issue = addIssue(store, { title: link.title ?? form.title, body: body.join("\n"), author });
	issue.labels = labelsIn(store, form.labels);
	return issue;
}

/** The tree of a branch merged into a base, path by path; null where both changed a path. */
function mergedTree(store: Store, baseName: string, head: string): string | null {
	const { objects } = store;
	const ours = store.refs.get(`heads/${baseName}`) ?? "";
	const fork = mergeBase(store, ours, head);
	const [base, mine, theirs] = [fork, ours, head].map((sha) => objects.files(objects.commitParts(sha).tree));
	let tree: string | null = objects.commitParts(ours).tree;
	for (const path of new Set([...(base?.keys() ?? []), ...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
		const [was, own, other] = [base, mine, theirs].map((files) => files?.get(path));
		if (other?.sha === was?.sha || other?.sha === own?.sha) continue;
		if (own?.sha !== was?.sha) return null;
		tree = objects.treeWith(tree, path.split("/"), other ? { mode: other.mode, sha: other.sha } : null);
	}
	return tree ?? objects.addTree([]);
}

function mergeBase(store: Store, one: string, other: string): string {
	const open = [other];
	for (let sha = open.shift(); sha !== undefined; sha = open.shift()) {
		if (store.objects.isAncestor(sha, one)) return sha;
		open.push(...store.objects.commitParts(sha).parents);
	}
	throw new Error("the branch has no commit in common with its base");
}
