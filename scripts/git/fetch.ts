import { GitError, gitLine, runGit, saidBy } from "./git.ts";

/** Brings a commit from the remote as git objects: no branch, no tag and no file of the work tree changes. Throws GitError. */
export function fetchCommit(root: string, commit: string): void {
	if (gitLine(root, "cat-file", "-e", `${commit}^{commit}`) !== null) return;
	const fetched = runGit(root, [
		"fetch",
		...["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"],
		"origin",
		commit,
	]);
	if (!fetched.ok) throw new GitError(`git could not fetch ${commit}: ${saidBy(fetched)}`);
}
