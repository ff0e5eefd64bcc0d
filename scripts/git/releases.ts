import { GitError, git, gitLine, isShallow } from "./git.ts";

/** A release as history knows it. */
export interface ReleasePoint {
	readonly version: string;
	readonly commit: string;
}

const VERSION = /^\d+\.\d+\.\d+$/;

/**
 * The releases on the main line up to a commit, oldest first: commits with a `Release: X.Y.Z` trailer, and those that
 * a tag `vX.Y.Z` alone names, so that a clone without tags finds them, too. Empty outside a repository or without any. Throws
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
	const commits = log
		.toString("utf8")
		.split("\n")
		.map((line) => line.split("\t"))
		.map(([commit = "", trailer = ""]) => ({ commit, trailer: VERSION.test(trailer.trim()) ? trailer.trim() : null }));
	const named = new Set(commits.map(({ trailer }) => trailer));
	const tags = taggedVersions(root);
	return commits.flatMap(({ commit, trailer }) => {
		// A tag that was put beside the commit that bears its version says nothing new.
		const version = trailer ?? (tags.get(commit) ?? []).find((tag) => !named.has(tag));
		return version === undefined ? [] : [{ version, commit }];
	});
}

/** Compares two versions X.Y.Z by their numbers, as `sort` wants it. */
export function compareVersions(a: string, b: string): number {
	const [one, other] = [a, b].map((version) => version.split(".").map(Number));
	const differing = one?.findIndex((part, index) => part !== other?.[index]) ?? -1;
	return differing === -1 ? 0 : (one?.[differing] ?? 0) - (other?.[differing] ?? 0);
}

/** Commit → the versions that tags give it. */
function taggedVersions(root: string): Map<string, string[]> {
	const format = "--format=%(refname:lstrip=2) %(objectname) %(*objectname)";
	const tags = new Map<string, string[]>();
	for (const line of (gitLine(root, "for-each-ref", format, "refs/tags/v*") ?? "").split("\n")) {
		const [name = "", object = "", peeled = ""] = line.split(" ");
		const [commit, version] = [peeled || object, name.slice(1)];
		if (VERSION.test(version)) tags.set(commit, [...(tags.get(commit) ?? []), version].sort(compareVersions).reverse());
	}
	return tags;
}
