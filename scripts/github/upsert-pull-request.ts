import { isUnedited, markedText } from "./checked-text.ts";
import { type Answer, type Github, withContext } from "./client.ts";
import { findOrCreate, NO_RETRY } from "./find-or-create.ts";

type Pull = Answer<"pulls", "list">[number];

/** The words of a pull request. */
export interface PullText {
	readonly title: string;
	readonly body: string;
}

/** Opens a branch's pull request, or brings the words of the one given up to date unless a person edited them. Returns its number. Throws GithubError. */
export async function upsertPullRequest(
	{ at, api }: Github,
	branch: string,
	pull: Pick<Pull, "number" | "title" | "body"> | null,
	{ title, body: text }: PullText,
): Promise<number> {
	const body = markedText(title, text);
	if (pull !== null) {
		const isSame = pull.title === title && pull.body === body;
		if (!isSame && isUnedited(pull.title, pull.body ?? "")) {
			await withContext(`update #${pull.number}`, () =>
				api.pulls.update({ ...at, pull_number: pull.number, title, body }),
			);
		}
		return pull.number;
	}
	const { data: repository } = await withContext("look up the repository", () => api.repos.get(at));
	return findOrCreate(
		"open the pull request",
		async () => (await findOpenPullRequest({ at, api }, branch))?.number,
		async () =>
			(await api.pulls.create({ ...at, title, body, head: branch, base: repository.default_branch, ...NO_RETRY })).data
				.number,
	);
}

/** A branch's open pull request. */
export async function findOpenPullRequest(
	{ at, api }: Pick<Github, "at" | "api">,
	branch: string,
): Promise<Pull | undefined> {
	return (await api.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: "open" })).data[0];
}
