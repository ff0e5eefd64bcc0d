import { parse } from "yaml";
import { addIssue, setState } from "./routes/issues.ts";
import { labelsIn } from "./routes/labels.ts";
import { follow } from "./routes/pulls.ts";
import { Refusal, type StoredIssue, type StoredReview, type World } from "./state.ts";

/** Acts of people on GitHub's pages, and of GitHub itself, for which programs have no call. */

type Pull = StoredIssue & { pull: NonNullable<StoredIssue["pull"]> };

/** The line by which git knows GitHub's own commits. */
const COMMITTER = "GitHub <noreply@github.com> 1795521600 +0000";

function pullOf(issue: StoredIssue): Pull {
	if (issue.pull === null) throw new Error(`#${issue.number} is no pull request`);
	return issue as Pull;
}

/** Leaves a review on the head commit of a pull request. */
export function review(world: World, issue: StoredIssue, author: string, state: StoredReview["state"]): void {
	if (author === issue.author) throw new Refusal(422, "Can not approve your own pull request");
	const { sha } = pullOf(issue).pull;
	world.reviews.push({ id: world.nextId(), pull: issue.number, author, commit: sha, state, submitted: world.now() });
}

/** Starts the workflows of a pull request's event: in conflict there are none, and a stranger's or a bot's run waits. */
export function startRuns(
	world: World,
	issue: StoredIssue,
	jobs: readonly string[] = ["check"],
): "none" | "waiting" | "started" {
	const { pull, author } = pullOf(issue);
	if (mergedTree(world, pull.base, pull.sha) === null) return "none";
	const isKnown = world.permissions.has(author);
	world.runs.push({
		id: world.nextId(),
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
export function rollup(world: World, issue: StoredIssue): Record<string, string> {
	const { sha } = pullOf(issue).pull;
	return Object.fromEntries(
		world.required.map((context) => {
			const status = world.statuses.findLast((one) => one.sha === sha && one.context === context);
			// A dispatched run is a check of the commit and none of the pull request.
			const run = world.runs.findLast(
				(one) => one.sha === sha && one.event === "pull_request" && one.jobs?.includes(context),
			);
			return [context, status?.state ?? run?.conclusion ?? "expected"];
		}),
	);
}

/** Presses the merge button. Returns the commit on the base. Refuses as GitHub does. */
export function merge(world: World, issue: StoredIssue, by: string, how: "merge" | "squash"): string {
	const { pull, title, body, number, author } = pullOf(issue);
	if (!["admin", "write"].includes(world.permissions.get(by) ?? "none"))
		throw new Refusal(403, "Must have write access");
	if (issue.state !== "open") throw new Refusal(405, "Pull Request is not open");
	if (pull.draft) throw new Refusal(405, "Pull Request is still a draft");
	for (const [context, state] of Object.entries(rollup(world, issue))) {
		if (state !== "success") throw new Refusal(405, `Required status check "${context}" is ${state}.`);
	}
	const ref = `heads/${pull.base}`;
	const base = world.refs.get(ref) ?? "";
	const tree = mergedTree(world, pull.base, pull.sha);
	if (tree === null) throw new Refusal(405, "Pull Request is not mergeable");
	const owner = pull.fork ?? world.owner;
	const message =
		how === "merge"
			? `Merge pull request #${number} from ${owner}/${pull.head}\n\n${title}\n`
			: `${title} (#${number})\n\n${body ?? ""}\n`;
	const parents = how === "merge" ? [base, pull.sha] : [base];
	const writer = how === "merge" ? by : author;
	const person = `${writer} <1+${writer}@users.noreply.github.com> 1795521600 +0000`;
	const commit = world.objects.addCommit({ tree, parents, author: person, committer: COMMITTER, message });
	world.refs.set(ref, commit);
	pull.merged = world.now();
	setState(world, issue, "closed", by);
	// The words that close issues count where the merge lands on the default branch.
	for (const [, closed] of (body ?? "").matchAll(/\bcloses #(\d+)/gi)) {
		const target = world.issues.find((one) => one.number === Number(closed));
		if (target) setState(world, target, "closed", by);
	}
	return commit;
}

/** Presses "Update branch": a merge of the base into the branch, by the presser. */
export function updateBranch(world: World, issue: StoredIssue, by: string): void {
	const { pull } = pullOf(issue);
	const tree = mergedTree(world, pull.base, pull.sha);
	if (tree === null) throw new Refusal(422, "merge conflict between base and head");
	const person = `${by} <1+${by}@users.noreply.github.com> 1795521600 +0000`;
	const parents = [pull.sha, world.refs.get(`heads/${pull.base}`) ?? ""];
	const message = `Merge branch '${pull.base}' into ${pull.head}`;
	const commit = world.objects.addCommit({ tree, parents, author: person, committer: COMMITTER, message });
	world.refs.set(`heads/${pull.head}`, commit);
	follow(world, `heads/${pull.head}`);
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
	world: World,
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
	const issue = addIssue(world, { title: link.title ?? form.title, body: body.join("\n"), author });
	issue.labels = labelsIn(world, form.labels);
	return issue;
}

/** The tree of a branch merged into a base, path by path; null where both changed a path. */
function mergedTree(world: World, baseName: string, head: string): string | null {
	const { objects } = world;
	const ours = world.refs.get(`heads/${baseName}`) ?? "";
	const fork = mergeBase(world, ours, head);
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

function mergeBase(world: World, one: string, other: string): string {
	const open = [other];
	for (let sha = open.shift(); sha !== undefined; sha = open.shift()) {
		if (world.objects.isAncestor(sha, one)) return sha;
		open.push(...world.objects.commitParts(sha).parents);
	}
	throw new Error("the branch has no commit in common with its base");
}
