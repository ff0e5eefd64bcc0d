import { type Json, like } from "../openapi.ts";
import { type Area, Refusal, type World } from "../state.ts";
import { commitNamed } from "./find.ts";
import { account } from "./people.ts";

/** The repository itself, and the files that it holds. */
export function repositoryArea(world: World): Area {
	return {
		"repos/get": () => ({ status: 200, body: repository(world) }),
		"repos/get-content": ({ path, query }) => {
			const commit = commitNamed(world, query.ref ?? "main");
			const wanted = path.path ?? "";
			const entry = world.objects.files(world.objects.commitParts(commit).tree).get(wanted);
			const blob = entry && world.objects.get(entry.sha, "blob");
			if (!entry || !blob) throw new Refusal(404, "Not Found");
			const body = like("content-file", {
				type: "file",
				encoding: "base64",
				name: entry.name,
				path: wanted,
				sha: entry.sha,
				size: blob.content.length,
				content: blob.content.toString("base64"),
			});
			return { status: 200, body };
		},
	};
}

function repository(world: World): Json {
	return like("full-repository", {
		id: 1,
		name: world.repo,
		full_name: `${world.owner}/${world.repo}`,
		owner: account(world.owner),
		default_branch: "main",
	});
}
