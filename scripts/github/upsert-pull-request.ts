import { gitLine } from "../git/git.ts";
import { commitNamed } from "../registry/snapshot.ts";
import { type Github, withContext } from "./client.ts";
import { findOrCreate, getOrUndefined, NO_RETRY } from "./find-or-create.ts";

/** Files on a branch of ours. */
export interface Draft {
	readonly branch: string;
	/** A line of the message by which a commit is known as ours, and not a person's. */
	readonly trailer: string;
	/** The work tree whose HEAD the commit stands on. */
	readonly root: string;
	/** Files to write; paths are from the root. */
	readonly files: readonly { readonly path: string; readonly text: string }[];
	readonly message: string;
}

/** Puts files on a branch as one commit onto HEAD; false, and nothing done, where a person's commit is there. Throws GithubError. */
export async function writeBranch(
	{ at, api }: Github,
	{ branch, trailer, root, files, message }: Draft,
): Promise<boolean> {
	const parent = commitNamed(root, "HEAD");
	const prefix = gitLine(root, "rev-parse", "--show-prefix") ?? "";
	return withContext(`write the branch ${branch}`, async () => {
		const ref = await getOrUndefined(() => api.git.getRef({ ...at, ref: `heads/${branch}` }));
		const before = ref && (await api.git.getCommit({ ...at, commit_sha: ref.object.sha })).data;
		if (before && !before.message.split("\n").includes(trailer)) return false;
		const { data: tree } = await api.git.createTree({
			...at,
			base_tree: gitLine(root, "rev-parse", `${parent}^{tree}`) ?? "",
			tree: files.map(({ path, text }) => ({
				path: `${prefix}${path}`,
				mode: "100644" as const,
				type: "blob" as const,
				content: text,
			})),
		});
		const isSame = before?.tree.sha === tree.sha && before.parents[0]?.sha === parent && before.message === message;
		if (isSame) return true;
		const { data: commit } = await api.git.createCommit({ ...at, message, tree: tree.sha, parents: [parent] });
		const { object } = await findOrCreate(
			`make the branch ${branch}`,
			() => getOrUndefined(() => api.git.getRef({ ...at, ref: `heads/${branch}` })),
			async () => (await api.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.sha, ...NO_RETRY })).data,
		);
		if (object.sha !== commit.sha) {
			await api.git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit.sha, force: true });
		}
		return true;
	});
}

/** Opens a branch's pull request, or brings the words of the one given up to date; gives its number. Throws GithubError. */
export async function upsertPullRequest(
	{ at, api }: Github,
	branch: string,
	pull: number | null,
	{ title, body }: { readonly title: string; readonly body: string },
): Promise<number> {
	if (pull !== null) {
		await withContext(`update #${pull}`, () => api.pulls.update({ ...at, pull_number: pull, title, body }));
		return pull;
	}
	const { data: repository } = await withContext("look up the repository", () => api.repos.get(at));
	return findOrCreate(
		"open the pull request",
		() => findOpenPullRequest({ at, api }, branch),
		async () =>
			(await api.pulls.create({ ...at, title, body, head: branch, base: repository.default_branch, ...NO_RETRY })).data
				.number,
	);
}

/** The number of a branch's open pull request. */
export async function findOpenPullRequest(
	{ at, api }: Pick<Github, "at" | "api">,
	branch: string,
): Promise<number | undefined> {
	return (await api.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: "open" })).data[0]?.number;
}
