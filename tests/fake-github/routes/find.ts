import { oneWith, Refusal, type StoredIssue, type World } from "../state.ts";

/** The commit that a branch, a tag or a hash names. */
export function commitNamed(world: World, name: string): string {
	const short = name.replace(/^refs\//, "");
	const sha = [name, ...[short, `heads/${short}`, `tags/${short}`].map((ref) => world.refs.get(ref) ?? "")].find(
		(one) => world.objects.get(one, "commit"),
	);
	if (sha === undefined) throw new Refusal(404, "Not Found");
	return sha;
}

/** The issue or pull request that a path names. */
export function issueOf(world: World, path: Readonly<Record<string, string>>): StoredIssue {
	return oneWith(world.issues, ({ number }) => String(number) === path.issue_number);
}
