import { type Json, like } from "../openapi.ts";
import { oneWith, type Routes, type Store, type StoredReview, type StoredStatus } from "../store.ts";
import { commitNamed } from "./find.ts";
import { account, associationOf } from "./people.ts";

/** The longest description of a status that GitHub takes, in characters. */
const LONGEST = 140;

/** Statuses of commits, reviews of pull requests, and who may do what. */
export function checksRoutes(store: Store): Routes {
	return {
		"repos/create-commit-status": ({ path, body }) => {
			const sha = commitNamed(store, path.sha ?? "");
			const description = body.description === undefined ? null : String(body.description);
			if ((description ?? "").length > LONGEST) throw new Error("GitHub cuts the description of a status");
			const status: StoredStatus = {
				id: store.nextId(),
				sha,
				context: String(body.context ?? "default"),
				state: String(body.state),
				description,
				url: body.target_url === undefined ? null : String(body.target_url),
				author: store.actor,
				created: store.now(),
			};
			store.statuses.push(status);
			return { status: 201, body: statusBody(store, status) };
		},
		"repos/list-commit-statuses-for-ref": ({ path }) => {
			const sha = commitNamed(store, path.ref ?? "");
			const own = store.statuses.filter((status) => status.sha === sha);
			return { status: 200, body: own.toReversed().map((status) => statusBody(store, status)) };
		},
		"pulls/list-reviews": ({ path }) => {
			const own = store.reviews.filter(({ pull }) => String(pull) === path.pull_number);
			return { status: 200, body: own.map((review) => reviewBody(store, review)) };
		},
		"repos/get-collaborator-permission-level": ({ path }) => {
			const login = path.username ?? "";
			const permission = store.permissions.get(login) ?? "read";
			const body = { permission, role_name: permission, user: null };
			return { status: 200, body: like("repository-collaborator-permission", body) };
		},
		"repos/compare-commits-with-basehead": ({ path }) => {
			const [base = "", head = ""] = (path.basehead ?? "").split("...").map((name) => commitNamed(store, name));
			const [contains, contained] = [store.objects.isAncestor(base, head), store.objects.isAncestor(head, base)];
			const status = base === head ? "identical" : contains ? "ahead" : contained ? "behind" : "diverged";
			return { status: 200, body: like("commit-comparison", { status }) };
		},
	};
}

/** The pull request with a number. */
export function pullWith(store: Store, number: number) {
	return oneWith(store.issues, (issue) => issue.number === number && issue.pull !== null);
}

function statusBody(store: Store, { id, sha, context, state, description, url, author, created }: StoredStatus): Json {
	return like("status", {
		id,
		context,
		state,
		description,
		target_url: url,
		creator: account(author),
		created_at: created,
		updated_at: created,
		url: store.api(`/statuses/${sha}`),
	});
}

function reviewBody(store: Store, { id, pull, author, commit, state, submitted }: StoredReview): Json {
	const link = { href: store.html(`/pull/${pull}`) };
	return like("pull-request-review", {
		id,
		user: account(author),
		state,
		commit_id: commit,
		submitted_at: submitted,
		author_association: associationOf(store, author),
		html_url: link.href,
		pull_request_url: store.api(`/pulls/${pull}`),
		_links: { html: link, pull_request: link },
	});
}
