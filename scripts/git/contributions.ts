import {
	broughtByMerges,
	credited,
	isMerge,
	type LoggedCommit,
	type ParsedCommit,
	parsedLog,
	type TouchedFile,
} from "./log.ts";
import { withoutReverts } from "./reverts.ts";

/**
 * The pull requests and single commits of a whole range that touch some paths, oldest first, on whichever side of a
 * merge they stand. What the merge of a pull request brought is one contribution.
 */
export function contributionsTouching(root: string, range: string, paths: readonly string[]): LoggedCommit[] {
	const all = parsedLog(root, ["--topo-order", "--no-patch", range]);
	const touching = parsedLog(root, ["--full-history", "--no-merges", range, "--", ...paths]);
	const files = new Map(touching.map((one) => [one.commit, one.files]));
	const brought = broughtByMerges(all);
	// Inner merges come first, and keep what they brought.
	const owners = new Map<string, ParsedCommit>();
	const oldestFirst = all.toReversed();
	for (const merge of oldestFirst.filter((one) => isMerge(one) && one.pull !== null)) {
		for (const { commit } of brought.get(merge.commit) ?? []) if (!owners.has(commit)) owners.set(commit, merge);
	}
	const parts = Map.groupBy(oldestFirst, (one) => owners.get(one.commit) ?? one);
	const contributions = oldestFirst.flatMap((one) => {
		const own = parts.get(one);
		if (!own) return [];
		const touched = own.flatMap(({ commit }) => files.get(commit) ?? []);
		return touched.length === 0
			? []
			: [
					{
						...credited(
							one,
							own.filter((part) => part !== one),
						),
						files: joined(touched),
					},
				];
	});
	return withoutReverts(root, withoutUndone(contributions));
}

/** Takes out what was undone: the contributions after which a file is again what it was before them. */
function withoutUndone(contributions: readonly LoggedCommit[]): LoggedCommit[] {
	/** Path → the states of the file, each with the number of contributions that led to it, and these contributions. */
	const kept = new Map<string, { readonly states: Map<string | null, number>; readonly by: LoggedCommit[] }>();
	for (const one of contributions) {
		for (const { path, before, after } of one.files) {
			const { states, by } = kept.get(path) ?? { states: new Map([[before, 0]]), by: [] };
			kept.set(path, { states, by });
			const earlier = states.get(after);
			if (earlier === undefined) states.set(after, by.push(one));
			else {
				for (const [state, count] of states) if (count > earlier) states.delete(state);
				by.length = earlier;
			}
		}
	}
	const standing = new Map([...kept].map(([path, { by }]) => [path, new Set(by)]));
	return contributions.flatMap((one) => {
		const files = one.files.filter(({ path }) => standing.get(path)?.has(one));
		return files.length === 0 ? [] : [{ ...one, files }];
	});
}

/** Files as the first of several commits found them and the last one left them. */
function joined(touched: readonly TouchedFile[]): TouchedFile[] {
	const byPath = new Map<string, TouchedFile>();
	for (const file of touched) byPath.set(file.path, { ...file, before: (byPath.get(file.path) ?? file).before });
	return [...byPath.values()];
}
