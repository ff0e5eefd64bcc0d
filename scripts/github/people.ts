import { type Github, withContext } from "./client.ts";
import { getOrUndefined } from "./find-or-create.ts";

/** Permissions with which somebody decides what is merged. */
const DECIDING = new Set(["admin", "write", "maintain"]);
/** Author associations of people whose edits are not overwritten and who may run this program with their own token. */
const INSIDERS = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** An author as GitHub gives one with a comment. */
interface Author {
	readonly user?: { readonly type?: string } | null;
	readonly author_association?: string;
}

/** True for the author of a comment that may be ours: a bot, or a maintainer who ran the program with their own token. */
export function mayBeOurs({ user, author_association }: Author): boolean {
	return user?.type === "Bot" || INSIDERS.has(author_association ?? "");
}

/** Maintainers who approved a commit of a pull request, and whose last word that is. Throws GithubError. */
export async function approversOf(github: Github, pull: number, commit: string): Promise<string[]> {
	const reviews = await withContext(`list the reviews of #${pull}`, () =>
		github.paginate(github.api.pulls.listReviews, { ...github.at, pull_number: pull, per_page: 100 }),
	);
	const last = new Map<string, (typeof reviews)[number]>();
	for (const review of reviews) {
		if (review.state !== "COMMENTED" && review.user) last.set(review.user.login, review);
	}
	const approving = [...last].filter(([, review]) => review.state === "APPROVED" && review.commit_id === commit);
	const found: string[] = [];
	for (const [login] of approving) if (await isMaintainer(github, login)) found.push(login);
	return found;
}

async function isMaintainer({ api, at }: Github, username: string): Promise<boolean> {
	const found = await withContext(`look up what ${username} may do`, () =>
		getOrUndefined(() => api.repos.getCollaboratorPermissionLevel({ ...at, username })),
	);
	return DECIDING.has(found?.permission ?? "");
}
