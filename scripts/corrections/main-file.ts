import { gitLine } from "../git/git.ts";
import { pullOf } from "../git/log.ts";
import { prefixOf } from "../git/repository.ts";

/** A change of a file on main. */
export interface ChangeOnMain {
	readonly commit: string;
	/** The pull request that it came with; null where its subject names none. */
	readonly pull: number | null;
}

/** The last change of a file on main since a commit; null where it is as it was. */
export function changedOnMain(root: string, since: string, path: string): ChangeOnMain | null {
	const file = `${prefixOf(root)}${path}`;
	const [before, now] = [since, "HEAD"].map((commit) => gitLine(root, "rev-parse", `${commit}:${file}`));
	if (before === now) return null;
	const [commit = "", subject = ""] = (
		gitLine(root, "log", "-1", "--first-parent", "-m", "--format=%H%n%s", `${since}..HEAD`, "--", path) ?? ""
	).split("\n");
	return commit === "" ? null : { commit, pull: pullOf(subject) };
}
