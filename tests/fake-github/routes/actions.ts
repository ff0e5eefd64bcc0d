import { like } from "../openapi.ts";
import { type Area, oneWith, Refusal, type World } from "../state.ts";

/** Runs of workflows, and the asking for one. */
export function actionsArea(world: World): Area {
	return {
		"actions/get-workflow-run": ({ path }) => {
			const run = oneWith(world.runs, ({ id }) => String(id) === path.run_id);
			const { id, workflow, event, branch, sha, conclusion } = run;
			const owner = run.fork ?? world.owner;
			const repo = (name: string) =>
				like("minimal-repository", {
					full_name: `${name}/${world.repo}`,
					owner: { ...like("simple-user", { login: name }) },
				});
			const body = like("workflow-run", {
				id,
				path: `.github/workflows/${workflow}`,
				event,
				head_branch: branch,
				head_sha: sha,
				status: "completed",
				conclusion,
				html_url: world.html(`/actions/runs/${id}`),
				head_repository: repo(owner),
				repository: repo(world.owner),
				head_commit: null,
				// Empty for a branch of a fork, whatever pull requests there are.
				pull_requests: [],
			});
			return { status: 200, body };
		},
		"actions/create-workflow-dispatch": ({ path, body }) => {
			const branch = String(body.ref);
			if (!world.refs.has(`heads/${branch}`)) throw new Refusal(422, `No ref found for: ${branch}`);
			world.dispatched.push({ workflow: path.workflow_id ?? "", branch });
			return { status: 204 };
		},
	};
}
