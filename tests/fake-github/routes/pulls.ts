import { type Json, like } from "../openapi.ts";
import { oneWith, Refusal, type Routes, type Store, type StoredIssue } from "../store.ts";
import { commitNamed } from "./find.ts";
import { addIssue, setState, textOf } from "./issues.ts";
import { labelBody, labelNamed } from "./labels.ts";
import { account, associationOf } from "./people.ts";

type Pull = StoredIssue & { pull: NonNullable<StoredIssue["pull"]> };

/** Pull requests, from branches of the repository itself; one from a fork is put into the store by a test. */
export function pullsRoutes(store: Store): Routes {
	const one = (path: Readonly<Record<string, string>>) =>
		oneWith(pulls(store), ({ number }) => String(number) === path.pull_number);
	return {
		"pulls/list": ({ query }) => {
			const { state = "open", head, base } = query;
			const fitting = pulls(store).filter(
				({ state: own, pull }) =>
					(state === "all" || own === state) &&
					(head === undefined || head === `${pull.fork ?? store.owner}:${pull.head}`) &&
					(base === undefined || base === pull.base),
			);
			return { status: 200, body: fitting.reverse().map((pull) => pullBody(store, pull)) };
		},
		"pulls/get": ({ path }) => ({ status: 200, body: wholePullBody(store, one(path)) }),
		"pulls/list-files": ({ path }) => ({ status: 200, body: filesOf(store, one(path)) }),
		"pulls/create": ({ body }) => ({ status: 201, body: wholePullBody(store, createPull(store, body)) }),
		"pulls/update": ({ path, body }) => {
			const pull = one(path);
			if (body.title !== undefined) pull.title = String(body.title);
			if (body.body !== undefined) pull.body = textOf(body.body);
			if (body.base !== undefined) pull.pull.base = String(body.base);
			if (body.state === "open" && pull.state === "closed") assertReopenable(store, pull);
			if (body.state === "open" || body.state === "closed") setState(store, pull, body.state);
			pull.updated = store.now();
			return { status: 200, body: wholePullBody(store, pull) };
		},
		"repos/list-pull-requests-associated-with-commit": ({ path }) => {
			const own = pulls(store).filter(({ pull }) => pull.sha === path.commit_sha);
			return { status: 200, body: own.map((pull) => pullBody(store, pull)) };
		},
	};
}

/** A closed pull request does not come back once its branch is gone, or is not where it was. */
function assertReopenable(store: Store, { pull }: Pull): void {
	const sha = store.refs.get(`heads/${pull.head}`);
	if (pull.merged !== null) throw new Refusal(422, "state cannot be changed. The pull request is merged.", "invalid");
	const what = sha === undefined ? "deleted" : sha === pull.sha ? null : "force-pushed or recreated";
	if (what !== null) throw new Refusal(422, `state cannot be changed. The ${pull.head} branch was ${what}.`, "invalid");
}

/** An open pull request follows its branch. */
export function follow(store: Store, ref: string): void {
	const sha = store.refs.get(ref);
	for (const pull of openAt(store, ref)) if (sha !== undefined) pull.pull.sha = sha;
}

/** A pull request whose branch is gone is closed. */
export function closeIfGone(store: Store, ref: string): void {
	for (const pull of openAt(store, ref)) setState(store, pull, "closed");
}

function openAt(store: Store, ref: string): Pull[] {
	return pulls(store).filter(
		({ state, pull }) => state === "open" && pull.fork === undefined && ref === `heads/${pull.head}`,
	);
}

function pulls(store: Store): Pull[] {
	return store.issues.filter((issue): issue is Pull => issue.pull !== null);
}

function createPull(store: Store, body: Json): Pull {
	const head = String(body.head).replace(`${store.owner}:`, "");
	const base = String(body.base);
	const [sha, onto] = [head, base].map((branch) => store.refs.get(`heads/${branch}`));
	if (sha === undefined) throw new Refusal(422, "Validation Failed", "invalid");
	if (onto === undefined) throw new Refusal(422, "Validation Failed", "invalid");
	if (openAt(store, `heads/${head}`).some(({ pull }) => pull.base === base)) {
		throw new Refusal(422, `A pull request already exists for ${store.owner}:${head}.`, "custom");
	}
	if (store.objects.isAncestor(sha, onto)) {
		throw new Refusal(422, `No commits between ${base} and ${head}`, "custom");
	}
	const pull = { head, base, sha, merged: null };
	return Object.assign(addIssue(store, { title: String(body.title), body: textOf(body.body), pull }), { pull });
}

/** Each file that differs between where the branch is and where it goes. */
function filesOf(store: Store, { pull }: Pull): Json[] {
	const treeOf = (name: string) => store.objects.files(store.objects.commitParts(commitNamed(store, name)).tree);
	const [before, after] = [treeOf(pull.base), treeOf(pull.sha)];
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths.flatMap((path) => {
		const [old, own] = [before.get(path)?.sha, after.get(path)?.sha];
		if (old === own) return [];
		const status = old === undefined ? "added" : own === undefined ? "removed" : "modified";
		return [like("diff-entry", { filename: path, sha: own ?? old ?? null, status })];
	});
}

function pullBody(store: Store, pull: Pull): Json {
	return like("pull-request-simple", fields(store, pull));
}

function wholePullBody(store: Store, pull: Pull): Json {
	return like("pull-request", {
		...fields(store, pull),
		merged: pull.pull.merged !== null,
		comments: store.comments.filter(({ issue }) => issue === pull.number).length,
		changed_files: filesOf(store, pull).length,
	});
}

function fields(store: Store, pull: Pull): Json {
	const { id, number, title, body, state, labels, author, created, updated, closed } = pull;
	const { head, fork = store.owner, base, sha, merged } = pull.pull;
	const repo = like("repository", { id: 1, name: store.repo, full_name: `${store.owner}/${store.repo}` });
	const user = account(store.owner);
	const end = (ref: string, at: string, owner = store.owner) => ({
		label: `${owner}:${ref}`,
		ref,
		sha: at,
		user,
		repo,
	});
	const link = { href: store.api(`/pulls/${number}`) };
	const links = ["comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self"];
	return {
		id,
		number,
		title,
		body,
		state,
		// Unlike an issue, a pull request shows a label without a description with an empty one.
		labels: labels.map((name) => {
			const label = labelNamed(store, name);
			return labelBody(store, { ...label, description: label.description ?? "" });
		}),
		user: account(author),
		head: end(head, sha, fork),
		base: end(base, store.refs.get(`heads/${base}`) ?? sha),
		created_at: created,
		updated_at: updated,
		closed_at: closed,
		merged_at: merged,
		author_association: associationOf(store, author),
		draft: pull.pull.draft === true,
		url: store.api(`/pulls/${number}`),
		html_url: store.html(`/pull/${number}`),
		_links: Object.fromEntries(links.map((name) => [name, link])),
	};
}
