import { explained, type Forge } from "./client.ts";
import { ensure, gone, ONCE } from "./ensure.ts";

/**
 * Keeps one comment of ours on an issue or a pull request, known by the marker that it begins with: it is written, or
 * written over; a second one goes. A person's comment with the same marker is left alone. Throws ForgeError.
 */
export async function keepComment(forge: Forge, issue: number, marker: string, text: string): Promise<void> {
	const at = { ...forge.at, issue_number: issue };
	const own = async () => {
		const comments = await forge.paginate(forge.api.issues.listComments, { ...at, per_page: 100 });
		return comments.filter(({ user, body }) => user?.type === "Bot" && body?.startsWith(marker));
	};
	const body = `${marker}\n${text}`;
	const comment = await ensure(
		`comment on #${issue}`,
		async () => (await own())[0],
		async () => (await forge.api.issues.createComment({ ...at, body, ...ONCE })).data,
	);
	if (comment.body !== body) {
		await explained(`update the comment on #${issue}`, () =>
			forge.api.issues.updateComment({ ...forge.at, comment_id: comment.id, body }),
		);
	}
	const others = (await explained(`list the comments on #${issue}`, own)).filter(({ id }) => id !== comment.id);
	for (const { id } of others) {
		await gone(`delete a second comment on #${issue}`, () =>
			forge.api.issues.deleteComment({ ...forge.at, comment_id: id }),
		);
	}
}
