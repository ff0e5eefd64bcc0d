import { gitLine } from "../git/git.ts";
import { mergedText } from "../git/merge-file.ts";
import { prefixOf } from "../git/repository.ts";
import { commitNamed } from "../registry/snapshot.ts";
import { isOwnCommit, signedMessage } from "./checked-text.ts";
import { type Answer, type Github, withContext } from "./client.ts";
import { findOrCreate, getOrUndefined, NO_RETRY } from "./find-or-create.ts";
import { holdsCommit } from "./holds-commit.ts";

/** Files on a branch of ours. */
export interface BranchContent {
	readonly branch: string;
	/** The work tree whose HEAD the commit stands on. */
	readonly root: string;
	/** Files to write; paths are from the root. */
	readonly files: readonly { readonly path: string; readonly text: string }[];
	readonly message: string;
}

/** A plain file of a tree. */
const ENTRY = { mode: "100644", type: "blob" } as const;

type Commit = Answer<"git", "getCommit">;

/** Result for a branch: a person works on it, it was right already, or it was written. */
export type WrittenBranch = "a person's" | "unchanged" | "written";

/** Puts files on a branch as one commit onto HEAD, unless a person's commit is there. Throws GithubError. */
export async function writeBranch(github: Github, draft: BranchContent): Promise<WrittenBranch> {
	const { api, at } = github;
	const { branch, root, files, message } = draft;
	const parent = commitNamed(root, "HEAD");
	const prefix = prefixOf(root);
	const paths = files.map(({ path }) => `${prefix}${path}`);
	return withContext(`write the branch ${branch}`, async () => {
		const before = await branchHead(github, branch);
		if (before && !(await isOurs(github, before, paths))) return "a person's";
		const { data: tree } = await api.git.createTree({
			...at,
			base_tree: gitLine(root, "rev-parse", `${parent}^{tree}`) ?? "",
			tree: files.map(({ text }, index) => ({ ...ENTRY, path: paths[index] ?? "", content: text })),
		});
		const signed = signedMessage(message, tree.sha);
		const isSame = before?.parents.length === 1 && before.parents[0]?.sha === parent;
		if (isSame && before.message.trimEnd() === signed.trimEnd()) return "unchanged";
		const { data: commit } = await api.git.createCommit({ ...at, message: signed, tree: tree.sha, parents: [parent] });
		const { object } = await findOrCreate(
			`make the branch ${branch}`,
			() => getOrUndefined(() => api.git.getRef({ ...at, ref: `heads/${branch}` })),
			async () => (await api.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: commit.sha, ...NO_RETRY })).data,
		);
		if (object.sha !== commit.sha) {
			await api.git.updateRef({ ...at, ref: `heads/${branch}`, sha: commit.sha, force: true });
		}
		return "written";
	});
}

/** The commit that a branch is at; undefined where there is no such branch. */
export async function branchHead({ api, at }: Github, branch: string): Promise<Commit | undefined> {
	const ref = await getOrUndefined(() => api.git.getRef({ ...at, ref: `heads/${branch}` }));
	return ref && (await api.git.getCommit({ ...at, commit_sha: ref.object.sha })).data;
}

/** The commit of ours that a branch holds, behind the merge of main that "Update branch" makes; null for a person's. */
export async function ownCommit(github: Github, head: Commit, paths: readonly string[]): Promise<Commit | null> {
	if (isOwnCommit(head)) return head;
	const [own, main] = head.parents;
	if (head.parents.length !== 2 || !own || !main) return null;
	const { data: before } = await github.api.git.getCommit({ ...github.at, commit_sha: own.sha });
	const inner = await ownCommit(github, before, paths);
	return inner && (await isPlainMerge(github, head, [own.sha, main.sha], paths)) ? inner : null;
}

async function isOurs(github: Github, head: Commit, paths: readonly string[]): Promise<boolean> {
	return (await ownCommit(github, head, paths)) !== null;
}

/** True for a merge of main in which nothing was decided by hand: the branch's files merged by git, all else main's. */
async function isPlainMerge(
	github: Github,
	merge: Commit,
	[own, main]: readonly [string, string],
	paths: readonly string[],
): Promise<boolean> {
	const { api, at } = github;
	const { data: repository } = await api.repos.get(at);
	if (!(await holdsCommit(github, repository.default_branch, main))) return false;
	const { data: ownParts } = await api.git.getCommit({ ...at, commit_sha: own });
	// Where main stood when the branch was made, or when it was last merged.
	const base = ownParts.parents.at(-1)?.sha ?? "";
	const texts: string[] = [];
	for (const path of paths) {
		const found = await Promise.all([merge.sha, own, base, main].map((ref) => contentAt(github, path, ref)));
		const [merged, ours, was, theirs] = found;
		if (merged === undefined || ours === undefined || was === undefined || theirs === undefined) return false;
		if (mergedText(ours, was, theirs) !== merged) return false;
		texts.push(merged);
	}
	const { data: mainParts } = await api.git.getCommit({ ...at, commit_sha: main });
	const { data: tree } = await api.git.createTree({
		...at,
		base_tree: mainParts.tree.sha,
		tree: paths.map((path, index) => ({ ...ENTRY, path, content: texts[index] ?? "" })),
	});
	return tree.sha === merge.tree.sha;
}

async function contentAt({ api, at }: Github, path: string, ref: string): Promise<string | undefined> {
	const found = await getOrUndefined(() => api.repos.getContent({ ...at, path, ref }));
	if (found === undefined || Array.isArray(found) || !("content" in found)) return undefined;
	return Buffer.from(found.content, "base64").toString("utf8");
}
