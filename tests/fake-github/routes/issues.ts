import { type Json, like } from "../openapi.ts";
import { type Area, oneWith, Refusal, remove, type StoredComment, type StoredIssue, type World } from "../state.ts";
import { issueOf } from "./find.ts";
import { labelBody, labelNamed, labelsIn } from "./labels.ts";
import { account, associationOf } from "./people.ts";

/** The longest text that GitHub takes in an issue, a pull request or a comment, in characters. */
const LONGEST = 65_536;

/** Issues and comments; a pull request has the comments of an issue. */
export function issuesArea(world: World): Area {
	return {
		"issues/get": ({ path }) => ({ status: 200, body: issueBody(world, issueOf(world, path)) }),
		"issues/list-for-repo": ({ query }) => ({
			status: 200,
			body: listed(world, query).map((issue) => issueBody(world, issue)),
		}),
		"issues/create": ({ body }) => {
			const issue = addIssue(world, { title: String(body.title), body: textOf(body.body) });
			issue.labels = labelsIn(world, body.labels);
			return { status: 201, body: issueBody(world, issue) };
		},
		"issues/update": ({ path, body }) => {
			const issue = issueOf(world, path);
			if (body.title !== undefined) issue.title = String(body.title);
			if (body.body !== undefined) issue.body = textOf(body.body);
			if (body.labels !== undefined) issue.labels = labelsIn(world, body.labels);
			if (body.state === "open" || body.state === "closed") setState(world, issue, body.state);
			if (typeof body.state_reason === "string") issue.reason = body.state_reason;
			issue.updated = world.now();
			return { status: 200, body: issueBody(world, issue) };
		},
		"issues/list-comments": ({ path }) => {
			const { number } = issueOf(world, path);
			const own = world.comments.filter(({ issue }) => issue === number);
			return { status: 200, body: own.map((comment) => commentBody(world, comment)) };
		},
		"issues/create-comment": ({ path, body }) => {
			const { number } = issueOf(world, path);
			const comment = addComment(world, number, textOf(body.body) ?? "");
			return { status: 201, body: commentBody(world, comment) };
		},
		"issues/update-comment": ({ path, body }) => {
			const comment = commentOf(world, path);
			comment.body = textOf(body.body) ?? "";
			comment.updated = world.now();
			return { status: 200, body: commentBody(world, comment) };
		},
		"issues/delete-comment": ({ path }) => {
			remove(world.comments, commentOf(world, path));
			return { status: 204 };
		},
	};
}

/** Opens an issue, as somebody would by hand. */
export function addIssue(
	world: World,
	given: { title: string; body: string | null; author?: string; pull?: StoredIssue["pull"] },
): StoredIssue {
	const created = world.now();
	const issue: StoredIssue = {
		id: world.nextId(),
		number: world.issues.length + 1,
		created,
		updated: created,
		closed: null,
		closedBy: null,
		title: given.title,
		body: given.body,
		author: given.author ?? world.actor,
		state: "open",
		reason: null,
		labels: [],
		pull: given.pull ?? null,
	};
	world.issues.push(issue);
	return issue;
}

/** Comments on an issue or a pull request, as somebody would by hand. */
export function addComment(world: World, issue: number, body: string, author = world.actor): StoredComment {
	const created = world.now();
	const comment = { id: world.nextId(), issue, author, created, updated: created, body };
	world.comments.push(comment);
	return comment;
}

export function setState(world: World, issue: StoredIssue, state: "open" | "closed", by = world.actor): void {
	if (issue.state === state) return;
	issue.state = state;
	issue.closedBy = state === "closed" ? by : null;
	issue.closed = state === "closed" ? world.now() : null;
	issue.reason = state === "closed" ? "completed" : "reopened";
}

/** The text of a body; one that is too long is refused as GitHub does. */
export function textOf(given: unknown): string | null {
	const text = given === undefined || given === null ? null : String(given);
	if (text !== null && text.length > LONGEST) {
		throw new Refusal(422, `body is too long (maximum is ${LONGEST} characters)`, "invalid");
	}
	return text;
}

function commentOf(world: World, path: Readonly<Record<string, string>>): StoredComment {
	return oneWith(world.comments, ({ id }) => String(id) === path.comment_id);
}

/** Newest first, open unless asked for otherwise; pull requests among them. */
function listed(world: World, query: Readonly<Record<string, string>>): StoredIssue[] {
	const { state = "open", creator, since = "" } = query;
	const labels = (query.labels ?? "").split(",").filter((label) => label !== "");
	const fitting = world.issues.filter(
		(issue) =>
			(state === "all" || issue.state === state) &&
			(creator === undefined || issue.author === creator) &&
			issue.updated >= since &&
			labels.every((label) => issue.labels.includes(label)),
	);
	return query.direction === "asc" ? fitting : fitting.reverse();
}

export function issueBody(world: World, issue: StoredIssue): Json {
	const { id, number, title, body, state, reason, labels, author, created, updated, closed, pull } = issue;
	const address = world.html(`/${pull ? "pull" : "issues"}/${number}`);
	return like("issue", {
		id,
		number,
		title,
		body,
		state,
		state_reason: reason,
		labels: labels.map((name) => labelBody(world, labelNamed(world, name))),
		user: account(author),
		comments: world.comments.filter((comment) => comment.issue === number).length,
		created_at: created,
		updated_at: updated,
		closed_at: closed,
		url: world.api(`/issues/${number}`),
		html_url: address,
		author_association: associationOf(world, author),
		closed_by: issue.closedBy === null ? null : account(issue.closedBy),
		draft: pull?.draft === true,
		...(pull
			? { pull_request: { url: world.api(`/pulls/${number}`), html_url: address, diff_url: null, patch_url: null } }
			: {}),
	});
}

function commentBody(world: World, { id, issue, author, created, updated, body }: StoredComment): Json {
	return like("issue-comment", {
		id,
		body,
		user: account(author),
		created_at: created,
		updated_at: updated,
		url: world.api(`/issues/comments/${id}`),
		html_url: world.html(`/issues/${issue}#issuecomment-${id}`),
		issue_url: world.api(`/issues/${issue}`),
		author_association: associationOf(world, author),
	});
}
