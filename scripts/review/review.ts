import type { Cell } from "../../schemas/cell.ts";
import type { Change } from "../../schemas/change.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { changesBetween } from "../changes/compare.ts";
import { pathsBetween } from "../git/compare.ts";
import { GitError, gitLine } from "../git/git.ts";
import { versionReleasedBy } from "../git/releases.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { RootError } from "../lib/tree.ts";
import type { PlacedCell } from "../registry/lookups.ts";
import { type CellPair, matchCells } from "../registry/match-records.ts";
import type { RegistryRecord } from "../registry/record.ts";
import { type NamedSnapshot, snapshotAt } from "../registry/snapshot.ts";
import { sameDocumentKey } from "../registry/urls.ts";

/** Kinds of sources; `claimed` is primary by a domain that the pull request itself gives to a vendor. */
export type EvidenceKind = "primary" | "secondary" | "claimed";

/** A source of a cell that a pull request changes. */
export interface Evidence {
	/** Record that holds the cell. */
	readonly record: string;
	/** Name of the offering, service or vendor. */
	readonly name: string;
	readonly dimension: DimensionId;
	/** The model, for the cell of one model alone. */
	readonly model: string | null;
	readonly url: string;
	readonly kind: EvidenceKind;
	readonly archived: boolean;
	/** True if the cell did not rest on it before. */
	readonly fresh: boolean;
}

/** Changes of a pull request, read from git as data. */
export interface Review {
	readonly base: string;
	readonly head: string;
	readonly changes: readonly Change[];
	readonly evidence: readonly Evidence[];
	/** Records that cannot be read: what they change is unknown. */
	readonly unreadable: readonly string[];
	/** Why nothing could be compared; null when it could. */
	readonly fault: string | null;
	/** Every path that differs. */
	readonly paths: readonly string[];
	/** Paths that are neither records nor prose: what runs in the pull request's own check may differ from the base's. */
	readonly program: readonly string[];
}

/** Paths that a check reads, or that nothing reads. All others can change what it says. */
const DATA =
	/^(?:(?:offerings|services|vendors)\/[^/]+\.yaml|(?:docs\/)?[^/]+\.md|\.github\/ISSUE_TEMPLATE\/[^/]+\.yml)$/;

/**
 * Compares a commit with where it left HEAD. Both are read from git's objects as data by the code of HEAD; nothing of
 * the commit is checked out or run. Throws GitError where the commit is not in the clone.
 */
export function reviewOf(root: string, head: string): Review {
	const base = gitLine(root, "merge-base", "HEAD", head);
	if (!base)
		throw new GitError(`this clone does not hold ${head}, or not where it left main; run: git fetch origin ${head}`);
	const paths = pathsBetween(root, base, head);
	const program = isReleaseAlone(root, base, head) ? [] : paths.filter((path) => !DATA.test(path));
	const found = { base, head, paths, program };
	const nothing = { ...found, changes: [], evidence: [], unreadable: [] };
	try {
		const [before, after] = [snapshotAt(root, base), snapshotAt(root, head)];
		if ([...after.schemas.values()].includes(null)) return { ...nothing, fault: "a file in schemas/ is no JSON" };
		const changes = changesBetween(before, after);
		const unreadable = after.unreadable.map(({ path }) => path);
		return { ...found, changes, evidence: evidenceOf(before, after), unreadable, fault: null };
	} catch (error) {
		if (error instanceof RootError) return { ...nothing, fault: error.message };
		throw error;
	}
}

/** True where all that a branch holds is one release commit: its files follow from the records, which the check holds it to. */
function isReleaseAlone(root: string, base: string, head: string): boolean {
	return gitLine(root, "rev-parse", `${head}^1`) === base && versionReleasedBy(root, head) !== null;
}

/** Returns the sources of every written cell that is changed or new. */
function evidenceOf(before: NamedSnapshot, after: NamedSnapshot): Evidence[] {
	const old = new Map<Cell, CellPair>(
		matchCells(before.registry, after.registry).map((pair) => [pair.after.cell, pair]),
	);
	const { offerings, services, vendorRecords, lookups } = after.registry;
	return [...offerings, ...services, ...vendorRecords].flatMap((record: RegistryRecord) =>
		lookups.cellsOf(record.value).flatMap((cell) => {
			const earlier = old.get(cell.cell)?.before;
			if (earlier && isDeepStrictEqual(substanceOf(earlier), substanceOf(cell))) return [];
			return sourcesOf(record, cell, earlier, before, after);
		}),
	);
}

function substanceOf({ cell, sources }: PlacedCell): unknown {
	return { cell, sources: sources.map(({ source }) => source) };
}

function sourcesOf(
	record: RegistryRecord,
	{ dimension, model, sources }: PlacedCell,
	earlier: PlacedCell | undefined,
	before: NamedSnapshot,
	after: NamedSnapshot,
): Evidence[] {
	const known = new Set(earlier?.sources.map(({ source }) => sameDocumentKey(source.url)));
	const graded = after.registry.lookups.gradedVendors(record.value);
	return sources.map(({ source }) => {
		const isPrimary = after.registry.vendors.isPrimary(source, graded);
		const isClaimed = isPrimary && !before.registry.vendors.isPrimary(source, graded);
		return {
			record: record.file.path,
			name: record.value.id,
			dimension,
			model,
			url: source.url,
			kind: isClaimed ? "claimed" : isPrimary ? "primary" : "secondary",
			archived: source.archived !== undefined,
			fresh: !known.has(sameDocumentKey(source.url)),
		};
	});
}
