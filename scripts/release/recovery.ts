import { existsSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { git, gitLine } from "../git/git.ts";
import { writeFileAtomic } from "../lib/write-file.ts";

/** The files that a release commit holds, and nothing else. */
export const RELEASED = ["CHANGELOG.md", "CITATION.cff", "dist", "package.json", "package-lock.json"] as const;

/** Notes, in git's own folder, that a release of the commit that is checked out is being prepared in a clean work tree. */
export function markStarted(root: string): void {
	writeFileAtomic(noteOf(root), gitLine(root, "rev-parse", "HEAD") ?? "");
}

export function markFinished(root: string): void {
	rmSync(noteOf(root), { force: true });
}

/**
 * Puts back what a preparation that was interrupted before its commit has left, and says whether there was one. Only
 * the files of a release are touched, and only while the commit that it began from is checked out.
 */
export function restoreInterrupted(root: string): boolean {
	const note = noteOf(root);
	if (!existsSync(note)) return false;
	const isHere = readFileSync(note, "utf8") === gitLine(root, "rev-parse", "HEAD");
	if (isHere) {
		git(root, ["reset", "--quiet", "--", ...RELEASED]);
		// One by one, since git refuses a path that the commit does not hold; that one is cleaned away.
		for (const path of RELEASED) git(root, ["checkout", "--quiet", "HEAD", "--", path]);
		git(root, ["clean", "-d", "--force", "--quiet", "--", ...RELEASED]);
	}
	markFinished(root);
	return isHere;
}

function noteOf(root: string): string {
	return resolve(root, gitLine(root, "rev-parse", "--git-path", "registry-release") ?? "");
}
