import { type Json, like } from "../openapi.ts";
import { type Area, oneWith, Refusal, type StoredIssue, type World } from "../state.ts";
import { commitNamed } from "./find.ts";
import { addIssue, setState, textOf } from "./issues.ts";
import { labelBody, labelNamed } from "./labels.ts";
import { account, associationOf } from "./people.ts";

type Pull = StoredIssue & { pull: NonNullable<StoredIssue["pull"]> };

/** Pull requests, from branches of the repository itself; one from a fork is put into the world by a test. */
export function pullsArea(world: World): Area {
	const one = (path: Readonly<Record<string, string>>) =>
		oneWith(pulls(world), ({ number }) => String(number) === path.pull_number);
	return {
		"pulls/list": ({ query }) => {
			const { state = "open", head, base } = query;
			const fitting = pulls(world).filter(
				({ state: own, pull }) =>
					(state === "all" || own === state) &&
					(head === undefined || head === `${pull.fork ?? world.owner}:${pull.head}`) &&
					(base === undefined || base === pull.base),
			);
			return { status: 200, body: fitting.reverse().map((pull) => pullBody(world, pull)) };
		},
		"pulls/get": ({ path }) => ({ status: 200, body: wholePullBody(world, one(path)) }),
		"pulls/list-files": ({ path }) => ({ status: 200, body: filesOf(world, one(path)) }),
		"pulls/create": ({ body }) => ({ status: 201, body: wholePullBody(world, createPull(world, body)) }),
		"pulls/update": ({ path, body }) => {
			const pull = one(path);
			if (body.title !== undefined) pull.title = String(body.title);
			if (body.body !== undefined) pull.body = textOf(body.body);
			if (body.base !== undefined) pull.pull.base = String(body.base);
			if (body.state === "open" && pull.state === "closed") assertReopenable(world, pull);
			if (body.state === "open" || body.state === "closed") setState(world, pull, body.state);
			pull.updated = world.now();
			return { status: 200, body: wholePullBody(world, pull) };
		},
		"repos/list-pull-requests-associated-with-commit": ({ path }) => {
			const own = pulls(world).filter(({ pull }) => pull.sha === path.commit_sha);
			return { status: 200, body: own.map((pull) => pullBody(world, pull)) };
		},
	};
}

/** A closed pull request does not come back once its branch is gone, or is not where it was. */
function assertReopenable(world: World, { pull }: Pull): void {
	const sha = world.refs.get(`heads/${pull.head}`);
	if (pull.merged !== null) throw new Refusal(422, "state cannot be changed. The pull request is merged.", "invalid");
	const what = sha === undefined ? "deleted" : sha === pull.sha ? null : "force-pushed or recreated";
	if (what !== null) throw new Refusal(422, `state cannot be changed. The ${pull.head} branch was ${what}.`, "invalid");
}

/** An open pull request follows its branch. */
export function follow(world: World, ref: string): void {
	const sha = world.refs.get(ref);
	for (const pull of openAt(world, ref)) if (sha !== undefined) pull.pull.sha = sha;
}

/** A pull request whose branch is gone is closed. */
export function closeIfGone(world: World, ref: string): void {
	for (const pull of openAt(world, ref)) setState(world, pull, "closed");
}

function openAt(world: World, ref: string): Pull[] {
	return pulls(world).filter(
		({ state, pull }) => state === "open" && pull.fork === undefined && ref === `heads/${pull.head}`,
	);
}

function pulls(world: World): Pull[] {
	return world.issues.filter((issue): issue is Pull => issue.pull !== null);
}

function createPull(world: World, body: Json): Pull {
	const head = String(body.head).replace(`${world.owner}:`, "");
	const base = String(body.base);
	const [sha, onto] = [head, base].map((branch) => world.refs.get(`heads/${branch}`));
	if (sha === undefined) throw new Refusal(422, "Validation Failed", "invalid");
	if (onto === undefined) throw new Refusal(422, "Validation Failed", "invalid");
	if (openAt(world, `heads/${head}`).some(({ pull }) => pull.base === base)) {
		throw new Refusal(422, `A pull request already exists for ${world.owner}:${head}.`, "custom");
	}
	if (world.objects.isAncestor(sha, onto)) {
		throw new Refusal(422, `No commits between ${base} and ${head}`, "custom");
	}
	const pull = { head, base, sha, merged: null };
	return Object.assign(addIssue(world, { title: String(body.title), body: textOf(body.body), pull }), { pull });
}

/** Each file that differs between where the branch is and where it goes. */
function filesOf(world: World, { pull }: Pull): Json[] {
	const treeOf = (name: string) => world.objects.files(world.objects.commitParts(commitNamed(world, name)).tree);
	const [before, after] = [treeOf(pull.base), treeOf(pull.sha)];
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths.flatMap((path) => {
		const [old, own] = [before.get(path)?.sha, after.get(path)?.sha];
		if (old === own) return [];
		const status = old === undefined ? "added" : own === undefined ? "removed" : "modified";
		return [like("diff-entry", { filename: path, sha: own ?? old ?? null, status })];
	});
}

function pullBody(world: World, pull: Pull): Json {
	return like("pull-request-simple", fields(world, pull));
}

function wholePullBody(world: World, pull: Pull): Json {
	return like("pull-request", {
		...fields(world, pull),
		merged: pull.pull.merged !== null,
		comments: world.comments.filter(({ issue }) => issue === pull.number).length,
		changed_files: filesOf(world, pull).length,
	});
}

function fields(world: World, pull: Pull): Json {
	const { id, number, title, body, state, labels, author, created, updated, closed } = pull;
	const { head, fork = world.owner, base, sha, merged } = pull.pull;
	const repo = like("repository", { id: 1, name: world.repo, full_name: `${world.owner}/${world.repo}` });
	const user = account(world.owner);
	const end = (ref: string, at: string, owner = world.owner) => ({
		label: `${owner}:${ref}`,
		ref,
		sha: at,
		user,
		repo,
	});
	const link = { href: world.api(`/pulls/${number}`) };
	const links = ["comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self"];
	return {
		id,
		number,
		title,
		body,
		state,
		// Unlike an issue, a pull request shows a label without a description with an empty one.
		labels: labels.map((name) => {
			const label = labelNamed(world, name);
			return labelBody(world, { ...label, description: label.description ?? "" });
		}),
		user: account(author),
		head: end(head, sha, fork),
		base: end(base, world.refs.get(`heads/${base}`) ?? sha),
		created_at: created,
		updated_at: updated,
		closed_at: closed,
		merged_at: merged,
		author_association: associationOf(world, author),
		draft: pull.pull.draft === true,
		url: world.api(`/pulls/${number}`),
		html_url: world.html(`/pull/${number}`),
		_links: Object.fromEntries(links.map((name) => [name, link])),
	};
}
