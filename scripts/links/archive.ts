import { join } from "node:path";
import type { WrittenSource } from "../../schemas/source.ts";
import { isFailure } from "../evidence/outcome.ts";
import type { Citation } from "../evidence/sources.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { addDays } from "../lib/dates.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { evidenceDateOf } from "../registry/freshness.ts";
import type { RegistryRecord } from "../registry/record.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { GRACE_DAYS } from "../rules/source/archive.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { PageChecker } from "./page-checker.ts";
import { type ArchiveTimeouts, type Credentials, type SaveResult, savePage } from "./save-page-now.ts";

/** Captures waited for at one time; the archive allows a few per account. */
const CONCURRENCY = 3;

/**
 * Returns the sources of which a copy made today shows what was read: they have no copy, the page is unchanged, and a
 * cell that cites them was read within the days that the rules allow for archiving.
 */
export function toArchive(verdicts: readonly Verdict[], today: string): readonly string[] {
	return verdicts
		.filter(({ last, outcome }) => last === null || !(isFailure(last.outcome) || outcome === "changed"))
		.filter(({ citations }) => citations.some((citation) => needsCopy(citation, today)))
		.map(({ url }) => url);
}

/** Counts the sources without a copy that were read too long ago for one made today. */
export function countTooLate(verdicts: readonly Verdict[], today: string): number {
	return verdicts.filter(
		({ citations }) =>
			citations.some(({ source }) => source.archived === undefined) &&
			!citations.some((citation) => needsCopy(citation, today)),
	).length;
}

function needsCopy({ verified, source }: Pick<Citation, "verified" | "source">, day: string): boolean {
	return source.archived === undefined && verified !== "" && day <= addDays(verified, GRACE_DAYS);
}

/** Asks the archive for copies, a few at a time, and writes each into the records as soon as it is made. Stops when the keys are refused. */
export async function archiveAll(
	urls: readonly string[],
	run: {
		readonly root: string;
		readonly checker: PageChecker;
		readonly credentials: Credentials;
		readonly timeouts?: ArchiveTimeouts | undefined;
		readonly signal: AbortSignal;
		readonly onProgress: (url: string, capture: SaveResult, files: readonly string[]) => void;
	},
): Promise<void> {
	const left = [...urls];
	let isRefused = false;
	const work = async () => {
		for (let url = left.shift(); url !== undefined && !isRefused && !run.signal.aborted; url = left.shift()) {
			const capture = await savePage(url, run.checker, run.credentials, run.timeouts);
			const files = "archived" in capture ? writeCopy(run.root, url, capture) : [];
			run.onProgress(url, capture, files);
			isRefused ||= "final" in capture && capture.final;
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

/** Names a copy in every cell that it proves; returns the paths of the files that were written. */
export function writeCopy(
	root: string,
	url: string,
	copy: { readonly archived: string; readonly day: string },
): string[] {
	const registry: Registry = loadRegistry(folderTree(root));
	return [...registry.offerings, ...registry.services, ...registry.vendorRecords].flatMap((record) => {
		const text = textWithCopy(registry, record, url, copy);
		if (text === null) return [];
		writeFileAtomic(root, join(root, record.file.path), text);
		return [record.file.path];
	});
}

/** Returns the text of a record with the copy named; comments and order are kept. Null where there is nothing to write. */
function textWithCopy(
	{ lookups }: Registry,
	{ file, value }: RegistryRecord,
	url: string,
	{ archived, day }: { readonly archived: string; readonly day: string },
): string | null {
	const after = structuredClone(value);
	let changed = false;
	for (const { cell, sources, searched } of lookups.cellsOf(value)) {
		const verified =
			evidenceDateOf(
				sources.map(({ source }) => source),
				searched,
			) ??
			cell.checked ??
			"";
		for (const { source, documentPath } of sources) {
			if (documentPath === null || source.url !== url || !needsCopy({ verified, source }, day)) continue;
			changed = true;
			const written = documentPath.reduce<unknown>(
				(below, step) => (below as Record<string | number, unknown>)[step],
				after,
			) as WrittenSource;
			written.archived = archived;
		}
	}
	return changed ? canonicalText(file.folder, after, commentsOf(file.text ?? "")) : null;
}
