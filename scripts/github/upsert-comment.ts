import { type Github, withContext } from "./client.ts";
import { deleteIfPresent, findOrCreate, NO_RETRY } from "./find-or-create.ts";
import { mayBeOurs } from "./people.ts";

/**
 * Writes our comment on an issue or a pull request, or brings it up to date. Ours is known by the marker that it begins
 * with and by its author; a second one is deleted, and a stranger's with the same marker is left alone. Throws GithubError.
 */
export async function upsertComment(github: Github, issue: number, marker: string, text: string): Promise<void> {
	const at = { ...github.at, issue_number: issue };
	const own = async () => {
		const comments = await github.paginate(github.api.issues.listComments, { ...at, per_page: 100 });
		return comments.filter((one) => mayBeOurs(one) && one.body?.startsWith(marker));
	};
	const body = `${marker}\n${text}`;
	const comment = await findOrCreate(
		`comment on #${issue}`,
		async () => (await own())[0],
		async () => (await github.api.issues.createComment({ ...at, body, ...NO_RETRY })).data,
	);
	if (comment.body !== body) {
		await withContext(`update the comment on #${issue}`, () =>
			github.api.issues.updateComment({ ...github.at, comment_id: comment.id, body }),
		);
	}
	const others = (await withContext(`list the comments on #${issue}`, own)).filter(({ id }) => id !== comment.id);
	for (const { id } of others) {
		await deleteIfPresent(`delete a second comment on #${issue}`, () =>
			github.api.issues.deleteComment({ ...github.at, comment_id: id }),
		);
	}
}
