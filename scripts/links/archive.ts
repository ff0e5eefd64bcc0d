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
import { type Capture, type Credentials, type Patience, savePage } from "./save-page-now.ts";

/** Copies that are waited for at one time; the archive allows a few per account. */
const AT_ONCE = 3;

/**
 * The sources of which a copy made today would show what was read: they have none, the page stands unchanged, and a
 * cell that rests on them was read within the days that the rules allow for archiving.
 */
export function toArchive(verdicts: readonly Verdict[], today: string): readonly string[] {
	return verdicts
		.filter(({ last, outcome }) => last === null || !(isFailure(last.outcome) || outcome === "changed"))
		.filter(({ citations }) => citations.some((citation) => mayTake(citation, today)))
		.map(({ url }) => url);
}

/** Sources without a copy that were read too long ago for one made today. */
export function tooLate(verdicts: readonly Verdict[], today: string): number {
	return verdicts.filter(
		({ citations }) =>
			citations.some(({ source }) => source.archived === undefined) &&
			!citations.some((citation) => mayTake(citation, today)),
	).length;
}

function mayTake({ verified, source }: Pick<Citation, "verified" | "source">, day: string): boolean {
	return source.archived === undefined && verified !== "" && day <= addDays(verified, GRACE_DAYS);
}

/** Asks the archive for copies, a few at a time, and writes each into the records as soon as it is made. */
export async function archiveAll(
	urls: readonly string[],
	given: {
		readonly root: string;
		readonly visitor: PageChecker;
		readonly credentials: Credentials;
		readonly patience?: Patience;
		readonly stop: AbortSignal;
		readonly progress: (url: string, capture: Capture, files: readonly string[]) => void;
	},
): Promise<void> {
	const left = [...urls];
	let over = false;
	const work = async () => {
		for (let url = left.shift(); url !== undefined && !over && !given.stop.aborted; url = left.shift()) {
			const capture = await savePage(
				url,
				given.visitor,
				given.credentials,
				given.patience ? { patience: given.patience } : {},
			);
			const files = "archived" in capture ? writeCopy(given.root, url, capture) : [];
			given.progress(url, capture, files);
			over ||= "final" in capture && capture.final;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Names a copy in every cell that it may stand in; gives the paths of the files that were written. */
export function writeCopy(
	root: string,
	url: string,
	copy: { readonly archived: string; readonly day: string },
): string[] {
	const registry: Registry = loadRegistry(folderTree(root));
	return [...registry.offerings, ...registry.services, ...registry.vendorRecords].flatMap((record) => {
		const text = textWithCopy(registry, record, url, copy);
		if (text === null) return [];
		writeFileAtomic(join(root, record.file.path), text);
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
			if (documentPath === null || source.url !== url || !mayTake({ verified, source }, day)) continue;
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
