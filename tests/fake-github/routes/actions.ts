import { type Json, like } from "../openapi.ts";
import { type Area, oneWith, Refusal, type StoredRun, type World } from "../state.ts";

/** Runs of workflows, and the asking for one. */
export function actionsArea(world: World): Area {
	return {
		"actions/get-workflow-run": ({ path }) => {
			const run = oneWith(world.runs, ({ id }) => String(id) === path.run_id);
			return { status: 200, body: runBody(world, run) };
		},
		"actions/list-workflow-runs": ({ path, query }) => {
			const runs = world.runs.filter(
				({ workflow, sha }) => workflow === path.workflow_id && (query.head_sha ?? sha) === sha,
			);
			const workflow_runs = runs.toReversed().map((run) => runBody(world, run));
			return { status: 200, body: { total_count: runs.length, workflow_runs } };
		},
		"actions/create-workflow-dispatch": ({ path, body }) => {
			const branch = String(body.ref);
			if (!world.refs.has(`heads/${branch}`)) throw new Refusal(422, `No ref found for: ${branch}`);
			world.dispatched.push({ workflow: path.workflow_id ?? "", branch });
			return { status: 204 };
		},
	};
}

function runBody(world: World, run: StoredRun): Json {
	const { id, workflow, event, branch, sha, conclusion } = run;
	const owner = run.fork ?? world.owner;
	const repo = (name: string) =>
		like("minimal-repository", {
			full_name: `${name}/${world.repo}`,
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
		html_url: world.html(`/actions/runs/${id}`),
		head_repository: repo(owner),
		repository: repo(world.owner),
		head_commit: null,
		// Empty for a branch of a fork, whatever pull requests there are.
		pull_requests: [],
	});
}
