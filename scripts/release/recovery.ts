import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { gitLine, gitOutput, runGit } from "../git/git.ts";
import { RELEASED } from "../git/release-files.ts";
import { isAlive } from "../lib/alive.ts";
import { clearTemporary } from "../lib/temporary.ts";
import { writeFileAtomic } from "../lib/write-file.ts";

/** Files by which git keeps others out while it writes; a process that is killed leaves them behind. */
const LOCKS = ["index.lock", "HEAD.lock"];

/** Notes, in git's own folder, that a release of the commit that is checked out is being prepared in a clean work tree. */
export function markStarted(root: string): void {
	writeFileAtomic(root, noteOf(root), `${gitLine(root, "rev-parse", "HEAD") ?? ""}\n${process.pid}\n`);
}

export function markFinished(root: string): void {
	rmSync(noteOf(root), { force: true });
}

/**
 * Puts back what a preparation that was interrupted before its commit has left, and returns whether there was one. Only
 * the files of a release are touched, and only while the commit that it began from is checked out. Throws GitError.
 */
export function restoreInterrupted(root: string): boolean {
	clearTemporary(root);
	const note = noteOf(root);
	if (!existsSync(note)) return false;
	const [commit = "", pid = ""] = readFileSync(note, "utf8").split("\n");
	const isHere = commit === gitLine(root, "rev-parse", "HEAD");
	if (isHere) {
		if (!isAlive(Number(pid))) removeStaleLocks(root, note);
		const present = RELEASED.filter((path) => gitLine(root, "ls-tree", "HEAD", "--", path) !== "");
		gitOutput(root, ["reset", "--quiet", "--", "."], "put the index back");
		gitOutput(root, ["checkout", "--quiet", "HEAD", "--", ...present], "put the release's files back");
		// What the commit does not hold is cleaned away.
		gitOutput(root, ["clean", "-d", "--force", "--quiet", "--", ...RELEASED], "remove the release's files");
	}
	markFinished(root);
	return isHere;
}

/** Removes locks of git's that are younger than the note, and so were left by the preparation that it tells of. */
function removeStaleLocks(root: string, note: string): void {
	const branch = gitLine(root, "symbolic-ref", "--quiet", "HEAD");
	const begun = statSync(note).mtimeMs;
	for (const name of [...LOCKS, ...(branch === null ? [] : [`${branch}.lock`])]) {
		const lock = pathInGit(root, name);
		const stats = statSync(lock, { throwIfNoEntry: false });
		if (stats && stats.mtimeMs >= begun) rmSync(lock, { force: true });
	}
}

function noteOf(root: string): string {
	return pathInGit(root, "registry-release");
}

function pathInGit(root: string, name: string): string {
	return resolve(root, runGit(root, ["rev-parse", "--git-path", name]).output.toString("utf8").trim());
}
