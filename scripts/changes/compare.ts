import type { Cell } from "../../schemas/cell.ts";
import type { Change, ChangeKind } from "../../schemas/change.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { CONFIDENCES, gradeOf } from "../../schemas/grades.ts";
import type { Cells, Offering } from "../../schemas/offering.ts";
import type { Vendor } from "../../schemas/vendor.ts";
import { byCodeUnit } from "../lib/order.ts";
import { isDeepStrictEqual, matchRecords } from "../registry/match-records.ts";
import type { Snapshot } from "../registry/snapshot.ts";
import { schemaChanges } from "./schema.ts";

/** Which kind of change a difference in each field of a cell is. */
const CELL_FIELDS = {
	value: "grade_changed",
	contrary: "grade_changed",
	confidence: "evidence_changed",
	verified: "reverified",
	verified_via: "evidence_changed",
	sources: "evidence_changed",
	searched: "evidence_changed",
	caveat: "prose_changed",
	notes: "prose_changed",
	tier: "field_changed",
	route: "field_changed",
	default: "field_changed",
	geography: "field_changed",
	valid_until: "field_changed",
	facts: "field_changed",
	reviews: "field_changed",
	dispute: "field_changed",
} as const satisfies Readonly<Record<keyof Cell, ChangeKind>>;

/** The fields of an offering that are compared as they stand; its cells, id, status and aliases have kinds of their own. */
const OFFERING_FIELDS = {
	name: "field_changed",
	developer: "field_changed",
	platform: "field_changed",
	category: "field_changed",
	model_family: "field_changed",
	summary: "prose_changed",
	retired_on: "field_changed",
	successor: "field_changed",
} as const satisfies Partial<Record<keyof Offering, ChangeKind>>;

/**
 * Every semantic change from one state to another: schemas, then vendors, then offerings by id. Form, comments and the
 * order of keys are no change. An offering whose file cannot be read in one of the states is left out, not called gone.
 */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
	return [
		...schemaChanges(before.schemas, after.schemas),
		...vendorChanges(before, after),
		...offeringChanges(before, after),
	];
}

function change(parts: Partial<Change> & Pick<Change, "kind" | "path">): Change {
	const nothing = {
		offering: null,
		dimension: null,
		field: null,
		before: null,
		after: null,
		direction: "none",
	} as const;
	const { kind, path, ...rest } = { ...nothing, ...parts };
	const { offering, dimension, field, before, after, direction } = rest;
	return { kind, offering, dimension, field, before: before ?? null, after: after ?? null, direction, path };
}

function vendorChanges(before: Snapshot, after: Snapshot): Change[] {
	const unknown = unreadableIds(before, after, "vendors");
	const earlier = new Map(before.vendors.map(({ value }) => [value.id, value]));
	const met = new Set<string>();
	const found = after.vendors.flatMap(({ value }): Change[] => {
		const old = [value.id, ...(value.aliases ?? [])].map((id) => earlier.get(id)).find((one) => one !== undefined);
		if (!old) {
			if (unknown.has(value.id)) return [];
			return [change({ kind: "vendor_added", after: value.name, path: `vendors.${value.id}` })];
		}
		met.add(old.id);
		const keys = Object.keys({ ...old, ...value }).sort(byCodeUnit) as (keyof Vendor)[];
		return keys
			.filter((key) => !isDeepStrictEqual(old[key], value[key]))
			.map((field) =>
				change({
					kind: "vendor_changed",
					field,
					before: old[field],
					after: value[field],
					path: `vendors.${value.id}.${field}`,
				}),
			);
	});
	const gone = [...earlier.keys()]
		.filter((id) => !met.has(id) && !unknown.has(id))
		.map((id) => change({ kind: "vendor_changed", before: earlier.get(id)?.name, path: `vendors.${id}` }));
	return [...found, ...gone].sort((a, b) => byCodeUnit(a.path, b.path));
}

function offeringChanges(before: Snapshot, after: Snapshot): Change[] {
	const unknown = unreadableIds(before, after, "offerings");
	const pairs = new Map(
		matchRecords({ before: before.offerings, after: after.offerings }).map((pair) => [
			pair.after.value.id,
			pair.before,
		]),
	);
	const met = new Set([...pairs.values()].map(({ value }) => value.id));
	const left = new Set(before.offerings.map(({ value }) => value.id).filter((id) => !met.has(id)));
	const found = after.offerings.flatMap(({ value }): Change[] => {
		const old = pairs.get(value.id)?.value;
		if (old) return pairChanges(old, value, left);
		const former = [value.id, ...(value.aliases ?? [])];
		return former.some((id) => unknown.has(id)) ? [] : [added(value)];
	});
	const heirs = new Map(after.offerings.flatMap(({ value }) => (value.aliases ?? []).map((id) => [id, value.id])));
	const gone = before.offerings
		.filter(({ value }) => left.has(value.id) && !unknown.has(value.id))
		.map(({ value }) => {
			// An offering that is merged into one that was there before is still found by its id.
			const heir = heirs.get(value.id);
			return heir === undefined
				? change({ kind: "offering_removed", offering: value.id, before: value.name, path: "id" })
				: renamed(value.id, heir);
		});
	return [...found, ...gone].sort((a, b) => byCodeUnit(a.offering ?? "", b.offering ?? ""));
}

/** Ids whose file is there in one of the states, but cannot be read. */
function unreadableIds(before: Snapshot, after: Snapshot, folder: string): Set<string> {
	const files = [...before.unreadable, ...after.unreadable].filter((file) => file.folder === folder);
	return new Set(files.map(({ id }) => id));
}

function added(value: Offering): Change {
	return change({ kind: "offering_added", offering: value.id, after: value.name, path: "id" });
}

function renamed(from: string, to: string): Change {
	return change({ kind: "offering_renamed", offering: to, field: "id", before: from, after: to, path: "id" });
}

/** What differs between two states of an offering; `left` are ids that no offering bears any more. */
function pairChanges(old: Offering, now: Offering, left: ReadonlySet<string>): Change[] {
	const found: Change[] = [];
	const offering = now.id;
	if (old.id !== now.id) found.push(renamed(old.id, now.id));
	const [was, is] = [old.status ?? "active", now.status ?? "active"];
	if (was !== is) {
		const kind = is === "retired" ? "offering_retired" : "field_changed";
		found.push(change({ kind, offering, field: "status", before: was, after: is, path: "status" }));
	}
	for (const [field, kind] of Object.entries(OFFERING_FIELDS) as [keyof typeof OFFERING_FIELDS, ChangeKind][]) {
		if (isDeepStrictEqual(old[field], now[field])) continue;
		found.push(change({ kind, offering, field, before: old[field], after: now[field], path: field }));
	}
	// An alias that only remembers a former id is part of the renaming.
	const aliases = (now.aliases ?? []).filter((alias) => !left.has(alias) && (alias !== old.id || old.id === now.id));
	if (!isDeepStrictEqual(old.aliases ?? [], aliases)) {
		found.push(
			change({
				kind: "field_changed",
				offering,
				field: "aliases",
				before: old.aliases,
				after: aliases,
				path: "aliases",
			}),
		);
	}
	found.push(...cellsChanges(offering, "dimensions", old.dimensions, now.dimensions));
	const models = (value: Offering) => new Map((value.model_exceptions ?? []).map((one) => [one.model, one.dimensions]));
	const [oldModels, nowModels] = [models(old), models(now)];
	for (const model of [...new Set([...oldModels.keys(), ...nowModels.keys()])].sort(byCodeUnit)) {
		const path = `model_exceptions.${model}.dimensions`;
		found.push(...cellsChanges(offering, path, oldModels.get(model) ?? {}, nowModels.get(model) ?? {}));
	}
	return found;
}

function cellsChanges(offering: string, path: string, old: Cells, now: Cells): Change[] {
	return DIMENSION_IDS.flatMap((dimension): Change[] => {
		const [was, is] = [old[dimension], now[dimension]];
		const at = { offering, dimension, path: `${path}.${dimension}` };
		if (was && is) return cellChanges(at, was, is);
		if (is) return [change({ ...at, kind: "cell_added", after: is.value })];
		return was ? [change({ ...at, kind: "cell_removed", before: was.value })] : [];
	});
}

function cellChanges(at: Pick<Change, "offering" | "dimension" | "path">, was: Cell, is: Cell): Change[] {
	return (Object.keys(CELL_FIELDS) as (keyof Cell)[]).flatMap((field): Change[] => {
		if (isDeepStrictEqual(was[field], is[field])) return [];
		const of = (name: string, before: unknown, after: unknown) =>
			change({
				...at,
				kind: CELL_FIELDS[field],
				field: name,
				before,
				after,
				direction: directionOf(field, was, is),
				path: `${at.path}.${name}`,
			});
		if (field !== "facts") return [of(field, was[field], is[field])];
		const [before, after] = [was.facts ?? {}, is.facts ?? {}];
		return Object.keys({ ...before, ...after })
			.sort(byCodeUnit)
			.filter((key) => !isDeepStrictEqual(before[key], after[key]))
			.map((key) => of(`facts.${key}`, before[key], after[key]));
	});
}

/** Whether evidence supports a yes better or worse than before. */
function directionOf(field: keyof Cell, was: Cell, is: Cell): Change["direction"] {
	const worth = {
		value: (cell: Cell) => gradeOf(cell.value).rank,
		contrary: (cell: Cell) => (cell.contrary ? 0 : 1),
		confidence: (cell: Cell) => -CONFIDENCES.indexOf(cell.confidence),
	} as Readonly<Partial<Record<keyof Cell, (cell: Cell) => number>>>;
	const difference = (worth[field]?.(is) ?? 0) - (worth[field]?.(was) ?? 0);
	if (difference === 0) return "none";
	return difference > 0 ? "up" : "down";
}
