import { type Github, withContext } from "./client.ts";
import { getOrUndefined } from "./find-or-create.ts";

/** True where a branch on GitHub holds a commit; a commit that GitHub does not know is in none. Throws GithubError. */
export async function holdsCommit({ api, at }: Github, branch: string, commit: string): Promise<boolean> {
	const compared = await withContext(`compare ${commit.slice(0, 10)} with ${branch}`, () =>
		getOrUndefined(() => api.repos.compareCommitsWithBasehead({ ...at, basehead: `${commit}...${branch}` })),
	);
	return compared?.status === "ahead" || compared?.status === "identical";
}
