import { oneWith, Refusal, type Store, type StoredIssue } from "../store.ts";

/** The commit that a branch, a tag or a hash names. */
export function commitNamed(store: Store, name: string): string {
	const short = name.replace(/^refs\//, "");
	const sha = [name, ...[short, `heads/${short}`, `tags/${short}`].map((ref) => store.refs.get(ref) ?? "")].find(
		(one) => store.objects.get(one, "commit"),
	);
	if (sha === undefined) throw new Refusal(404, "Not Found");
	return sha;
}

/** The issue or pull request that a path names. */
export function issueOf(store: Store, path: Readonly<Record<string, string>>): StoredIssue {
	return oneWith(store.issues, ({ number }) => String(number) === path.issue_number);
}
