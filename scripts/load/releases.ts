import { GitError, git, gitLine, isShallow } from "./git.ts";

/** A release as history knows it. */
export interface ReleasePoint {
	readonly version: string;
	readonly commit: string;
}

const VERSION = /^\d+\.\d+\.\d+$/;

/**
 * The releases on the main line up to a commit, oldest first: commits with a `Release: X.Y.Z` trailer, and those that
 * a tag `vX.Y.Z` names, so that a clone without tags finds them, too. Empty outside a repository or without any. Throws
 * GitError in a shallow clone, which does not tell how many there were.
 */
export function releasePoints(root: string, upTo = "HEAD"): ReleasePoint[] {
	const format = "--format=%H%x09%(trailers:key=Release,valueonly,separator=%x20)";
	const log = git(root, ["log", "--first-parent", "--reverse", format, upTo]);
	if (log === null) return [];
	if (isShallow(root)) {
		throw new GitError(
			"this clone is shallow, and releases are told from the whole history; run: git fetch --unshallow origin",
		);
	}
	const tags = taggedVersions(root);
	return log
		.toString("utf8")
		.split("\n")
		.flatMap((line) => {
			const [commit = "", trailer = ""] = line.split("\t");
			const version = VERSION.test(trailer.trim()) ? trailer.trim() : tags.get(commit);
			return version === undefined ? [] : [{ version, commit }];
		});
}

function taggedVersions(root: string): Map<string, string> {
	const refs = gitLine(root, "for-each-ref", "--format=%(refname:short) %(objectname) %(*objectname)", "refs/tags/v*");
	return new Map(
		(refs ?? "").split("\n").flatMap((line) => {
			const [name = "", object = "", peeled = ""] = line.split(" ");
			return VERSION.test(name.slice(1)) ? [[peeled || object, name.slice(1)]] : [];
		}),
	);
}
