import { type Json, like } from "../openapi.ts";
import { Refusal, type Routes, type Store } from "../store.ts";
import { commitNamed } from "./find.ts";
import { account } from "./people.ts";

/** The repository itself, and the files that it holds. */
export function repositoryRoutes(store: Store): Routes {
	return {
		"repos/get": () => ({ status: 200, body: repository(store) }),
		"repos/get-content": ({ path, query }) => {
			const commit = commitNamed(store, query.ref ?? "main");
			const wanted = path.path ?? "";
			const entry = store.objects.files(store.objects.commitParts(commit).tree).get(wanted);
			const blob = entry && store.objects.get(entry.sha, "blob");
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

function repository(store: Store): Json {
	return like("full-repository", {
		id: 1,
		name: store.repo,
		full_name: `${store.owner}/${store.repo}`,
		owner: account(store.owner),
		default_branch: "main",
	});
}
