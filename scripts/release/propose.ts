import { pathsBetween } from "../git/compare.ts";
import { gitLine, gitOutput } from "../git/git.ts";
import { prefixOf } from "../git/repository.ts";
import { blobs, treeFiles } from "../git/tree.ts";
import { isOwnCommit, signedMessage } from "../github/checked-text.ts";
import { type Github, withContext } from "../github/client.ts";
import { GithubError } from "../github/error.ts";
import { findOrCreate, getOrUndefined, NO_RETRY } from "../github/find-or-create.ts";
import { holdsCommit } from "../github/holds-commit.ts";
import { findOpenPullRequest, upsertPullRequest } from "../github/upsert-pull-request.ts";
import { branchHead } from "../github/write-branch.ts";
import { releaseNotes } from "./changelog.ts";
import { lastRelease, releasesIn } from "./history.ts";

/** The branch that holds the next release until somebody merges it. */
export const NEXT_BRANCH = "release/next";
/** Text that one call sends, in UTF-16 code units. */
const MAX_CALL = 1_000_000;
/** Longest notes in the pull request, in characters: GitHub takes 65,536. */
const MAX_NOTES = 50_000;

/** A release commit of the clone. */
export interface ReleaseProposal {
	readonly root: string;
	readonly version: string;
	readonly commit: string;
	readonly notes: string;
}

/**
 * Proposes the release commit that is checked out, or closes the pull request of one that there is nothing for: HEAD is
 * no release, or the branch on GitHub holds it. Returns what became of it in words. Throws GithubError.
 */
export async function proposeOrWithdraw(github: Github, root: string, branch: string): Promise<string> {
	const last = lastRelease(root);
	const isHere = last !== undefined && last.commit === gitLine(root, "rev-parse", "HEAD");
	if (!isHere || (await holdsCommit(github, branch, last.commit))) {
		const closed = await withdrawRelease(github);
		return closed === null ? "there is nothing to propose" : `#${closed} is closed: there is nothing to release`;
	}
	const [release] = releasesIn(root);
	const notes = release === undefined ? "" : releaseNotes(release);
	const pull = await proposeRelease(github, { root, version: last.version, commit: last.commit, notes });
	return pull === null ? `a person works on ${NEXT_BRANCH}: it is left alone` : `#${pull} proposes ${last.version}`;
}

/**
 * Keeps the pull request of the next release up to date: its branch holds the release commit, made of what main holds
 * now. Returns its number; null where a person works on the branch. It can be run again at any time. Throws GithubError.
 */
export async function proposeRelease(github: Github, proposal: ReleaseProposal): Promise<number | null> {
	const { root, version, commit, notes } = proposal;
	const written = await withContext(`write the branch ${NEXT_BRANCH}`, () =>
		writeRelease(github, root, version, commit),
	);
	if (!written) return null;
	const open = await withContext("look for the pull request", () => findOpenPullRequest(github, NEXT_BRANCH));
	return upsertPullRequest(github, NEXT_BRANCH, open ?? null, {
		title: `Release ${version}`,
		body: `${[
			"Merging this publishes the release: files, tag, package and site. It is kept up to date with main until then.",
			notesOf(notes),
		].join("\n\n")}\n`,
	});
}

/** Closes the pull request of a release that there is nothing for any more. Throws GithubError. */
export async function withdrawRelease(github: Github): Promise<number | null> {
	const open = await withContext("look for the pull request", () => findOpenPullRequest(github, NEXT_BRANCH));
	const head = open && (await withContext("read its branch", () => branchHead(github, NEXT_BRANCH)));
	if (!open || !head || !isOwnCommit(head)) return null;
	await withContext(`close #${open.number}`, () =>
		github.api.pulls.update({ ...github.at, pull_number: open.number, state: "closed" }),
	);
	return open.number;
}

/** Brings the branch to the release; false, and nothing done, where a person's commit is there. */
async function writeRelease(github: Github, root: string, version: string, commit: string): Promise<boolean> {
	const { api, at } = github;
	const before = await branchHead(github, NEXT_BRANCH);
	if (before && !(await isOurs(github, before))) return false;
	const parent = gitLine(root, "rev-parse", `${commit}^`) ?? "";
	const tree = gitLine(root, "rev-parse", `${commit}^{tree}`) ?? "";
	const message = signedMessage(`Release ${version}`, tree);
	if (
		before?.tree.sha === tree &&
		before.parents[0]?.sha === parent &&
		before.message.trimEnd() === message.trimEnd()
	) {
		return true;
	}
	await uploadTree(github, root, { parent, commit, tree });
	const { data: made } = await api.git.createCommit({ ...at, message, tree, parents: [parent] });
	const { object } = await findOrCreate(
		`make the branch ${NEXT_BRANCH}`,
		() => getOrUndefined(() => api.git.getRef({ ...at, ref: `heads/${NEXT_BRANCH}` })),
		async () => (await api.git.createRef({ ...at, ref: `refs/heads/${NEXT_BRANCH}`, sha: made.sha, ...NO_RETRY })).data,
	);
	if (object.sha !== made.sha) {
		await api.git.updateRef({ ...at, ref: `heads/${NEXT_BRANCH}`, sha: made.sha, force: true });
	}
	return true;
}

/** True for a release that this program made, also behind a merge of main that somebody pressed for. */
async function isOurs(github: Github, head: NonNullable<Awaited<ReturnType<typeof branchHead>>>): Promise<boolean> {
	if (isOwnCommit(head)) return true;
	const [own] = head.parents;
	if (head.parents.length !== 2 || !own) return false;
	const { data: before } = await github.api.git.getCommit({ ...github.at, commit_sha: own.sha });
	return isOurs(github, before);
}

/** Makes the tree of a release commit on GitHub, from the files that it changes. */
async function uploadTree(
	{ api, at }: Github,
	root: string,
	{ parent, commit, tree }: { readonly parent: string; readonly commit: string; readonly tree: string },
): Promise<void> {
	const prefix = prefixOf(root);
	const paths = pathsBetween(root, parent, commit);
	const files = new Map(treeFiles(root, commit, paths).map((file) => [file.path, file]));
	const contents = blobs(root, [...new Set([...files.values()].map(({ object }) => object))]);
	let base = gitOutput(root, ["rev-parse", `${parent}^{tree}`], "read the commit")
		.toString("latin1")
		.trim();
	for (const part of inParts(paths, (path) => contents.get(files.get(path)?.object ?? "")?.length ?? 0)) {
		const entries = part.map((path) => {
			const file = files.get(path);
			const entry = { path: `${prefix}${path}`, mode: "100644", type: "blob" } as const;
			return file === undefined
				? { ...entry, sha: null }
				: { ...entry, content: contents.get(file.object)?.toString("utf8") ?? "" };
		});
		base = (await api.git.createTree({ ...at, base_tree: base, tree: entries })).data.sha;
	}
	if (base !== tree) throw new GithubError("could not upload the release: its files arrived changed; run it again");
}

function* inParts(paths: readonly string[], sizeOf: (path: string) => number): Generator<string[]> {
	let part: string[] = [];
	let size = 0;
	for (const path of paths) {
		if (part.length > 0 && size + sizeOf(path) > MAX_CALL) {
			yield part;
			[part, size] = [[], 0];
		}
		part.push(path);
		size += sizeOf(path);
	}
	if (part.length > 0) yield part;
}

function notesOf(notes: string): string {
	if (notes.length <= MAX_NOTES) return notes.trimEnd();
	return `${notes.slice(0, notes.lastIndexOf("\n", MAX_NOTES))}\n\nThe rest is in CHANGELOG.md.`;
}
