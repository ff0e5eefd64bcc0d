import type { Cell } from "../../schemas/cell.ts";
import type { Change } from "../../schemas/change.ts";
import type { Cells, Offering } from "../../schemas/offering.ts";
import { changesBetween } from "../changes/compare.ts";
import { pathsBetween } from "../git/compare.ts";
import { GitError, gitLine } from "../git/git.ts";
import { RootError } from "../lib/tree.ts";
import { matchRecords } from "../registry/match-records.ts";
import { type NamedSnapshot, snapshotAt } from "../registry/snapshot.ts";
import { sameDocumentKey } from "../registry/urls.ts";

/** How near a source is; `claimed` is primary by a domain that the pull request itself gives to a vendor. */
export type EvidenceKind = "primary" | "secondary" | "claimed";

/** A source of a cell that a pull request changes. */
export interface Evidence {
	readonly offering: string;
	readonly dimension: string;
	/** The model, for the cell of one model alone. */
	readonly model: string | null;
	readonly url: string;
	readonly kind: EvidenceKind;
	readonly archived: boolean;
	/** Whether the cell did not rest on it before. */
	readonly fresh: boolean;
}

/** What a pull request changes, read from git as data. */
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
const DATA = /^(?:(?:offerings|vendors)\/[^/]+\.yaml|(?:docs\/)?[^/]+\.md|\.github\/ISSUE_TEMPLATE\/[^/]+\.yml)$/;

/**
 * Compares a commit with where it left HEAD. Both are read from git's objects as data by the code of HEAD; nothing of
 * the commit is checked out or run. Throws GitError where the commit is not in the clone.
 */
export function reviewOf(root: string, head: string): Review {
	const base = gitLine(root, "merge-base", "HEAD", head);
	if (!base)
		throw new GitError(`this clone does not hold ${head}, or not where it left main; run: git fetch origin ${head}`);
	const paths = pathsBetween(root, base, head);
	const found = { base, head, paths, program: paths.filter((path) => !DATA.test(path)) };
	const nothing = { ...found, changes: [], evidence: [], unreadable: [] };
	try {
		const [before, after] = [snapshotAt(root, base), snapshotAt(root, head)];
		if ([...after.state.schemas.values()].includes(null)) return { ...nothing, fault: "a file in schemas/ is no JSON" };
		const changes = changesBetween(before.state, after.state);
		const unreadable = after.state.unreadable.map(({ path }) => path);
		return { ...found, changes, evidence: evidenceOf(changes, before, after), unreadable, fault: null };
	} catch (error) {
		if (error instanceof RootError) return { ...nothing, fault: error.message };
		throw error;
	}
}

/** The sources of every cell that is changed or new. */
function evidenceOf(changes: readonly Change[], before: NamedSnapshot, after: NamedSnapshot): Evidence[] {
	const now = new Map(after.state.offerings.map(({ value }) => [value.id, value]));
	const pairs = matchRecords({ before: before.state.offerings, after: after.state.offerings });
	const old = new Map(pairs.map((pair) => [pair.after.value.id, pair.before.value]));
	const whole = new Set(changes.filter(({ kind }) => kind === "offering_added").map(({ offering }) => offering));
	const touched = new Set(changes.filter(({ dimension }) => dimension !== null).map(cellPathOf));
	return [...now.values()].flatMap((offering) =>
		cellsOf(offering).flatMap(({ path, ...cell }) => {
			if (!whole.has(offering.id) && !touched.has(`${offering.id} ${path}`)) return [];
			const earlier = cellsOf(old.get(offering.id)).find((one) => one.path === path)?.cell;
			return sourcesOf(offering, cell, earlier, before, after);
		}),
	);
}

/** Which cell a change is in: the offering and the path of the cell. */
function cellPathOf({ offering, path, field }: Change): string {
	return `${offering} ${field === null ? path : path.slice(0, -field.length - 1)}`;
}

interface Placed {
	readonly path: string;
	readonly dimension: string;
	readonly model: string | null;
	readonly cell: Cell;
}

function cellsOf(offering: Offering | undefined): Placed[] {
	const placed = (cells: Cells, path: string, model: string | null) =>
		Object.entries(cells).flatMap(([dimension, cell]): Placed[] =>
			cell ? [{ path: `${path}.${dimension}`, dimension, model, cell }] : [],
		);
	return [
		...placed(offering?.dimensions ?? {}, "dimensions", null),
		...(offering?.model_exceptions ?? []).flatMap(({ model, dimensions }) =>
			placed(dimensions, `model_exceptions.${model}.dimensions`, model),
		),
	];
}

function sourcesOf(
	offering: Offering,
	{ dimension, model, cell }: Omit<Placed, "path">,
	earlier: Cell | undefined,
	before: NamedSnapshot,
	after: NamedSnapshot,
): Evidence[] {
	const known = new Set(earlier?.sources?.map(({ url }) => sameDocumentKey(url)));
	return (cell.sources ?? []).map((source) => {
		const kind = after.registry.vendors.kindOf(source, offering);
		const isClaimed = kind === "primary" && before.registry.vendors.kindOf(source, offering) !== "primary";
		return {
			offering: offering.id,
			dimension,
			model,
			url: source.url,
			kind: isClaimed ? "claimed" : kind,
			archived: source.archived !== undefined,
			fresh: !known.has(sameDocumentKey(source.url)),
		};
	});
}
