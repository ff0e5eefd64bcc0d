import { type Json, like } from "../openapi.ts";
import { oneWith, Refusal, type Routes, remove, type Store, type StoredComment, type StoredIssue } from "../store.ts";
import { issueOf } from "./find.ts";
import { labelBody, labelNamed, labelsIn } from "./labels.ts";
import { account, associationOf } from "./people.ts";

/** The longest text that GitHub takes in an issue, a pull request or a comment, in characters. */
const LONGEST = 65_536;

/** Issues and comments; a pull request has the comments of an issue. */
export function issuesRoutes(store: Store): Routes {
	return {
		"issues/get": ({ path }) => ({ status: 200, body: issueBody(store, issueOf(store, path)) }),
		"issues/list-for-repo": ({ query }) => ({
			status: 200,
			body: listed(store, query).map((issue) => issueBody(store, issue)),
		}),
		"issues/create": ({ body }) => {
			const issue = addIssue(store, { title: String(body.title), body: textOf(body.body) });
			issue.labels = labelsIn(store, body.labels);
			return { status: 201, body: issueBody(store, issue) };
		},
		"issues/update": ({ path, body }) => {
			const issue = issueOf(store, path);
			if (body.title !== undefined) issue.title = String(body.title);
			if (body.body !== undefined) issue.body = textOf(body.body);
			if (body.labels !== undefined) issue.labels = labelsIn(store, body.labels);
			if (body.state === "open" || body.state === "closed") setState(store, issue, body.state);
			if (typeof body.state_reason === "string") issue.reason = body.state_reason;
			issue.updated = store.now();
			return { status: 200, body: issueBody(store, issue) };
		},
		"issues/list-comments": ({ path }) => {
			const { number } = issueOf(store, path);
			const own = store.comments.filter(({ issue }) => issue === number);
			return { status: 200, body: own.map((comment) => commentBody(store, comment)) };
		},
		"issues/create-comment": ({ path, body }) => {
			const { number } = issueOf(store, path);
			const comment = addComment(store, number, textOf(body.body) ?? "");
			return { status: 201, body: commentBody(store, comment) };
		},
		"issues/update-comment": ({ path, body }) => {
			const comment = commentOf(store, path);
			comment.body = textOf(body.body) ?? "";
			comment.updated = store.now();
			return { status: 200, body: commentBody(store, comment) };
		},
		"issues/delete-comment": ({ path }) => {
			remove(store.comments, commentOf(store, path));
			return { status: 204 };
		},
	};
}

/** Opens an issue, as somebody would by hand. */
export function addIssue(
	store: Store,
	given: { title: string; body: string | null; author?: string; pull?: StoredIssue["pull"] },
): StoredIssue {
	const created = store.now();
	const issue: StoredIssue = {
		id: store.nextId(),
		number: store.issues.length + 1,
		created,
		updated: created,
		closed: null,
		closedBy: null,
		title: given.title,
		body: given.body,
		author: given.author ?? store.actor,
		state: "open",
		reason: null,
		labels: [],
		pull: given.pull ?? null,
	};
	store.issues.push(issue);
	return issue;
}

/** Comments on an issue or a pull request, as somebody would by hand. */
export function addComment(store: Store, issue: number, body: string, author = store.actor): StoredComment {
	const created = store.now();
	const comment = { id: store.nextId(), issue, author, created, updated: created, body };
	store.comments.push(comment);
	return comment;
}

export function setState(store: Store, issue: StoredIssue, state: "open" | "closed", by = store.actor): void {
	if (issue.state === state) return;
	issue.state = state;
	issue.closedBy = state === "closed" ? by : null;
	issue.closed = state === "closed" ? store.now() : null;
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

function commentOf(store: Store, path: Readonly<Record<string, string>>): StoredComment {
	return oneWith(store.comments, ({ id }) => String(id) === path.comment_id);
}

/** Newest first, open unless asked for otherwise; pull requests among them. */
function listed(store: Store, query: Readonly<Record<string, string>>): StoredIssue[] {
	const { state = "open", creator, since = "" } = query;
	const labels = (query.labels ?? "").split(",").filter((label) => label !== "");
	const fitting = store.issues.filter(
		(issue) =>
			(state === "all" || issue.state === state) &&
			(creator === undefined || issue.author === creator) &&
			issue.updated >= since &&
			labels.every((label) => issue.labels.includes(label)),
	);
	return query.direction === "asc" ? fitting : fitting.reverse();
}

export function issueBody(store: Store, issue: StoredIssue): Json {
	const { id, number, title, body, state, reason, labels, author, created, updated, closed, pull } = issue;
	const address = store.html(`/${pull ? "pull" : "issues"}/${number}`);
	return like("issue", {
		id,
		number,
		title,
		body,
		state,
		state_reason: reason,
		labels: labels.map((name) => labelBody(store, labelNamed(store, name))),
		user: account(author),
		comments: store.comments.filter((comment) => comment.issue === number).length,
		created_at: created,
		updated_at: updated,
		closed_at: closed,
		url: store.api(`/issues/${number}`),
		html_url: address,
		author_association: associationOf(store, author),
		closed_by: issue.closedBy === null ? null : account(issue.closedBy),
		draft: pull?.draft === true,
		...(pull
			? { pull_request: { url: store.api(`/pulls/${number}`), html_url: address, diff_url: null, patch_url: null } }
			: {}),
	});
}

function commentBody(store: Store, { id, issue, author, created, updated, body }: StoredComment): Json {
	return like("issue-comment", {
		id,
		body,
		user: account(author),
		created_at: created,
		updated_at: updated,
		url: store.api(`/issues/comments/${id}`),
		html_url: store.html(`/issues/${issue}#issuecomment-${id}`),
		issue_url: store.api(`/issues/${issue}`),
		author_association: associationOf(store, author),
	});
}
