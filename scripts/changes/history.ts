import type { Change } from "../../schemas/change.ts";
import { VARIOUS } from "../../schemas/offering.ts";
import { commitsTouching, type LoggedCommit } from "../git/log.ts";
import { type EarlierCells, earlierCells, statesOf } from "../registry/earlier-cells.ts";
import { type CommitRecords, filesAt, recordsOf } from "../registry/git-records.ts";
import { type RecordFile, recordOf } from "../registry/record.ts";
import { Registry } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { changesBetween } from "./compare.ts";
import { withReverted } from "./reverted.ts";
import { changesOf } from "./shared.ts";

/** Changes of one commit to one offering. */
export interface HistoryEntry
	extends Pick<LoggedCommit, "commit" | "date" | "author" | "subject" | "pull" | "credits"> {
	readonly changes: readonly Change[];
	/** Files that hold no proper record after this commit: what it changed in them is unknown. */
	readonly unreadable: readonly string[];
}

/** History of one offering: the commits that may have changed it, and what each of them did. */
export interface OfferingHistory {
	readonly commits: readonly LoggedCommit[];
	/** Entries newest first; commits that change nothing in meaning are left out. */
	readonly entries: Generator<HistoryEntry>;
}

/**
 * Follows an offering through the commits of the main line, by all its ids, together with the files of the services and
 * developers that its record ever named: a cell that is inherited changes with them. `onCommit` is called after each commit read.
 * Throws GitError without history.
 */
export function offeringHistory(root: string, ids: readonly string[], onCommit?: () => void): OfferingHistory {
	const own = ids.map((id) => `offerings/${id}.yaml`);
	const ofRecord = own.length > 0 ? commitsTouching(root, "HEAD", own) : [];
	const shared = new Set<string>();
	for (const { before, after } of recordsOf(root, ofRecord)) {
		for (const path of sharedPaths([...before, ...after])) shared.add(path);
	}
	const paths = [...own, ...shared];
	const commits = shared.size > 0 ? commitsTouching(root, "HEAD", paths) : ofRecord;
	const tip = commits.length > 0 ? filesAt(root, "HEAD", paths) : [];
	const earlier = earlierCells(root, "HEAD");
	return { commits, entries: entriesOf(recordsOf(root, commits), { tip, ids: new Set(ids), earlier, onCommit }) };
}

/** Returns the files of the services and developers that offerings name. */
function sharedPaths(files: readonly RecordFile[]): string[] {
	return files.flatMap((file) => {
		const record = recordOf(file);
		if (record?.kind !== "offering") return [];
		const { service, developer } = record.value;
		return [
			...(service === undefined ? [] : [`services/${service}.yaml`]),
			...(developer === VARIOUS ? [] : [`vendors/${developer}.yaml`]),
		];
	});
}

function* entriesOf(
	commits: Iterable<CommitRecords>,
	{
		tip,
		ids,
		earlier,
		onCommit,
	}: {
		readonly tip: readonly RecordFile[];
		readonly ids: ReadonlySet<string>;
		readonly earlier: EarlierCells;
		readonly onCommit: (() => void) | undefined;
	},
): Generator<HistoryEntry> {
	// Commits come newest first: what one found is what the one before it left.
	let after = new Map(tip.map((file) => [file.path, file]));
	for (const { commit, ...touched } of commits) {
		for (const file of touched.after) after.set(file.path, file);
		const before = new Map(after);
		for (const file of touched.after) before.delete(file.path);
		for (const file of touched.before) before.set(file.path, file);
		const [old, now] = [before, after].map((files) => snapshotOf(new Registry([...files.values()])));
		if (!old || !now) throw new Error("a commit without its two states");
		const all = changesBetween(old, now);
		const own = [...ids].flatMap((id) => changesOf(all, id));
		const changes = withReverted(own, { before: old.registry, after: now.registry }, ({ writtenIn, path }) =>
			statesOf(earlier(writtenIn, path, commit.commit)),
		);
		const unreadable = touched.after.filter((file) => recordOf(file) === null).map((file) => file.path);
		after = before;
		onCommit?.();
		if (changes.length === 0 && unreadable.length === 0) continue;
		const { commit: id, date, author, subject, pull, credits } = commit;
		yield { commit: id, date, author, subject, pull, credits, changes, unreadable };
	}
}
