import { type Json, like } from "../openapi.ts";
import { oneWith, Refusal, type Routes, type Store, type StoredRun } from "../store.ts";

/** Runs of workflows, and the asking for one. */
export function actionsRoutes(store: Store): Routes {
	return {
		"actions/get-workflow-run": ({ path }) => {
			const run = oneWith(store.runs, ({ id }) => String(id) === path.run_id);
			return { status: 200, body: runBody(store, run) };
		},
		"actions/list-workflow-runs": ({ path, query }) => {
			const runs = store.runs.filter(
				({ workflow, sha }) => workflow === path.workflow_id && (query.head_sha ?? sha) === sha,
			);
			const workflow_runs = runs.toReversed().map((run) => runBody(store, run));
			return { status: 200, body: { total_count: runs.length, workflow_runs } };
		},
		"actions/create-workflow-dispatch": ({ path, body }) => {
			const branch = String(body.ref);
			if (!store.refs.has(`heads/${branch}`)) throw new Refusal(422, `No ref found for: ${branch}`);
			store.dispatched.push({ workflow: path.workflow_id ?? "", branch });
			return { status: 204 };
		},
	};
}

function runBody(store: Store, run: StoredRun): Json {
	const { id, workflow, event, branch, sha, conclusion } = run;
	const owner = run.fork ?? store.owner;
	const repo = (name: string) =>
		like("minimal-repository", {
			full_name: `${name}/${store.repo}`,
			owner: { ...like("simple-user", { login: name }) },
		});
	return like("workflow-run", {
		id,
		path: `.github/workflows/${workflow}`,
		event,
		head_branch: branch,
		head_sha: sha,
		status: conclusion === null ? "waiting" : "completed",
		conclusion,
		html_url: store.html(`/actions/runs/${id}`),
		head_repository: repo(owner),
		repository: repo(store.owner),
		head_commit: null,
		// Empty for a branch of a fork, whatever pull requests there are.
		pull_requests: [],
	});
}
