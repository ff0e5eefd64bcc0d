import type { Change } from "../../schemas/change.ts";
import type { LoggedCommit } from "../git/log.ts";
import type { CommitRecords } from "../registry/git-records.ts";
import type { RecordFile } from "../registry/record.ts";
import { registryOf } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { changesBetween } from "./compare.ts";

/** What one commit changed. */
export interface HistoryEntry
	extends Pick<LoggedCommit, "commit" | "date" | "author" | "subject" | "pull" | "credits"> {
	readonly changes: readonly Change[];
	/** Files that hold no proper record after this commit: what it changed in them is unknown. */
	readonly unreadable: readonly string[];
}

/** The changes of each commit, in the order of the commits; those that change nothing in meaning are left out. */
export function* historyOf(
	commits: Iterable<CommitRecords>,
	wanted: (change: Change) => boolean,
): Generator<HistoryEntry> {
	for (const { commit, before, after } of commits) {
		const changes = changesBetween(stateOfFiles(before), stateOfFiles(after)).filter(wanted);
		const unreadable = stateOfFiles(after).unreadable.map((file) => file.path);
		if (changes.length === 0 && unreadable.length === 0) continue;
		const { commit: id, date, author, subject, pull, credits } = commit;
		yield { commit: id, date, author, subject, pull, credits, changes, unreadable };
	}
}

function stateOfFiles(files: readonly RecordFile[]) {
	return snapshotOf(registryOf(files));
}
