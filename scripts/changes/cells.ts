import type { Cell } from "../../schemas/cell.ts";
import type { Change, ChangeKind } from "../../schemas/change.ts";
import { CONFIDENCES, gradeOf } from "../../schemas/grades.ts";
import type { Source } from "../../schemas/source.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { change } from "./change.ts";

/** A resolved cell as it is compared: wherever it is written, and whatever its documents are called. */
type Comparable = Omit<Cell, "sources" | "searched"> & {
	/** Day as of which the evidence is known to hold. */
	readonly verified: string | undefined;
	readonly sources: readonly unknown[] | undefined;
	readonly searched: readonly unknown[] | undefined;
};

/** Kind of change of each field of a cell. */
const CELL_FIELDS = {
	value: "grade_changed",
	contrary: "grade_changed",
	confidence: "evidence_changed",
	verified: "reverified",
	checked: "reverified",
	sources: "evidence_changed",
	searched: "evidence_changed",
	finding: "prose_changed",
	caveat: "prose_changed",
	notes: "prose_changed",
	differs: "prose_changed",
	limits: "field_changed",
	requires: "field_changed",
	tier: "field_changed",
	route: "field_changed",
	default: "field_changed",
	geography: "field_changed",
	valid_until: "field_changed",
	facts: "field_changed",
	reviews: "field_changed",
	dispute: "field_changed",
} as const satisfies Readonly<Record<keyof Comparable, ChangeKind>>;

/** Returns the differences between two states of a cell, field by field. */
export function cellChanges(
	at: Pick<Change, "offering" | "written_in" | "dimension" | "path">,
	before: ResolvedCell,
	after: ResolvedCell,
): Change[] {
	const [was, is] = [comparable(before), comparable(after)];
	return (Object.keys(CELL_FIELDS) as (keyof Comparable)[]).flatMap((field): Change[] => {
		if (isDeepStrictEqual(was[field], is[field])) return [];
		const of = (name: string, from: unknown, to: unknown) =>
			change({
				...at,
				kind: CELL_FIELDS[field],
				field: name,
				before: from,
				after: to,
				direction: directionOf(field, was, is),
				path: `${at.path}.${name}`,
			});
		if (field !== "facts") return [of(field, was[field], is[field])];
		const [old, now] = [was.facts ?? {}, is.facts ?? {}];
		return Object.keys({ ...old, ...now })
			.sort(byCodeUnit)
			.filter((key) => !isDeepStrictEqual(old[key], now[key]))
			.map((key) => of(`facts.${key}`, old[key], now[key]));
	});
}

function comparable({ cell, sources, searched, limits, evidenceDate }: ResolvedCell): Comparable {
	return {
		...cell,
		// A record of version 1 has no finding.
		finding: cell.finding === "" ? (undefined as unknown as string) : cell.finding,
		limits: limits.length > 0 ? limits.map(({ kind, what }) => ({ kind, what })) : undefined,
		verified: evidenceDate ?? undefined,
		sources: listOf(sources.map((source, index) => comparableSource(source, index === 0))),
		searched: listOf(searched.map(({ url, as_of }) => ({ url, as_of }))),
	};
}

/** The name of a document is no part of what it says; when the main source was last seen unchanged is `verified`. */
function comparableSource({ document: _name, ...source }: Source, isMain: boolean): Omit<Source, "document"> {
	if (!isMain) return source;
	const { unchanged: _day, ...rest } = source;
	return rest;
}

function listOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
	return items.length > 0 ? items : undefined;
}

/** Says whether evidence supports a yes better or worse than before. */
function directionOf(field: keyof Comparable, was: Comparable, is: Comparable): Change["direction"] {
	const worth = {
		value: (cell: Comparable) => gradeOf(cell.value).rank,
		contrary: (cell: Comparable) => (cell.contrary ? 0 : 1),
		confidence: (cell: Comparable) => -CONFIDENCES.indexOf(cell.confidence),
	} as Readonly<Partial<Record<keyof Comparable, (cell: Comparable) => number>>>;
	const difference = (worth[field]?.(is) ?? 0) - (worth[field]?.(was) ?? 0);
	if (difference === 0) return "none";
	return difference > 0 ? "up" : "down";
}
