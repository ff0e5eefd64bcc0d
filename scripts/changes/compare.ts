import type { Change, ChangeKind } from "../../schemas/change.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import { isDeepStrictEqual } from "../lib/equal.ts";
import { byCodeUnit } from "../lib/order.ts";
import { matchRecords } from "../registry/match-records.ts";
import type { OfferingRecord, RegistryRecord } from "../registry/record.ts";
import type { ResolvedCells, ResolvedOffering } from "../registry/resolve.ts";
import type { Snapshot } from "../registry/snapshot.ts";
import { cellChanges } from "./cells.ts";
import { change } from "./change.ts";
import { contractChanges } from "./contract.ts";
import { schemaChanges } from "./schema.ts";
import { joinShared } from "./shared.ts";

/** Kind of change of each field of an offering that is compared as it stands; cells, id, status and aliases have kinds of their own. */
const OFFERING_FIELDS = {
	name: "field_changed",
	developer: "field_changed",
	service: "field_changed",
	platform: "field_changed",
	category: "field_changed",
	model_family: "field_changed",
	summary: "prose_changed",
	retired_on: "field_changed",
	successor: "field_changed",
	identifiers: "field_changed",
	api_hosts: "field_changed",
	model_patterns: "field_changed",
} as const satisfies Partial<Record<keyof Offering, ChangeKind>>;

/** Keys of services and vendors that reach readers through the cells of their offerings. */
const THROUGH_CELLS: ReadonlySet<string> = new Set(["dimensions", "documents"]);

/**
 * Returns every semantic change from one state to another: schemas, vendors, services, then offerings by id, each with
 * all its cells wherever they are written. Form, comments, the order of keys and the file that holds a cell are no
 * change. An offering whose file cannot be read in one of the states is left out, not called gone. A changed cell of a
 * service or developer is one change that names the offerings it reaches.
 */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
	const vendorsOf = ({ registry }: Snapshot) => registry.vendorRecords;
	const servicesOf = ({ registry }: Snapshot) => registry.services;
	return [
		...schemaChanges(before.schemas, after.schemas),
		...contractChanges(before.schemas, after.schemas),
		...sharedRecordChanges(before, after, vendorsOf, "vendors", ["vendor_added", "vendor_changed"]),
		...sharedRecordChanges(before, after, servicesOf, "services", ["service_added", "service_changed"]),
		...joinShared(offeringChanges(before, after)),
	];
}

function sharedRecordChanges<R extends Exclude<RegistryRecord, OfferingRecord>>(
	before: Snapshot,
	after: Snapshot,
	recordsIn: (snapshot: Snapshot) => readonly R[],
	folder: "vendors" | "services",
	[addedKind, changedKind]: readonly [ChangeKind, ChangeKind],
): Change[] {
	const unknown = unreadableIds(before, after, folder);
	const [old, now] = [recordsIn(before), recordsIn(after)];
	const pairs = new Map(matchRecords(old, now).map((pair) => [pair.after.value.id, pair.before.value]));
	const met = new Set([...pairs.values()].map(({ id }) => id));
	const found = now.flatMap(({ value }): Change[] => {
		const was = pairs.get(value.id);
		if (!was) {
			if (unknown.has(value.id)) return [];
			return [change({ kind: addedKind, after: value.name, path: `${folder}.${value.id}` })];
		}
		const [a, b] = [was, value] as unknown as Readonly<Record<string, unknown>>[];
		return Object.keys({ ...a, ...b })
			.filter((key) => !THROUGH_CELLS.has(key) && !isDeepStrictEqual(a?.[key], b?.[key]))
			.map((field) =>
				change({
					kind: changedKind,
					field,
					before: a?.[field],
					after: b?.[field],
					path: `${folder}.${value.id}.${field}`,
				}),
			);
	});
	const gone = old
		.filter(({ value }) => !met.has(value.id) && !unknown.has(value.id))
		.map(({ value }) => change({ kind: changedKind, before: value.name, path: `${folder}.${value.id}` }));
	return [...found, ...gone].sort((a, b) => byCodeUnit(a.path, b.path));
}

function offeringChanges(before: Snapshot, after: Snapshot): Change[] {
	const unknown = unreadableIds(before, after, "offerings");
	const [old, now] = [before.registry, after.registry];
	const pairs = new Map(matchRecords(old.offerings, now.offerings).map((pair) => [pair.after.value.id, pair.before]));
	const met = new Set([...pairs.values()].map(({ value }) => value.id));
	const left = new Set(old.offerings.map(({ value }) => value.id).filter((id) => !met.has(id)));
	const found = now.offerings.flatMap((record): Change[] => {
		const { value } = record;
		const was = pairs.get(value.id);
		if (was) return pairChanges(old.resolve(was), now.resolve(record), left);
		const former = [value.id, ...(value.aliases ?? [])];
		return former.some((id) => unknown.has(id)) ? [] : [added(value)];
	});
	const heirs = new Map(now.offerings.flatMap(({ value }) => (value.aliases ?? []).map((id) => [id, value.id])));
	const gone = old.offerings
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

/** Returns the differences between two states of an offering; `left` are ids that no offering bears any more. */
function pairChanges(before: ResolvedOffering, after: ResolvedOffering, left: ReadonlySet<string>): Change[] {
	const [old, now] = [withPlatform(before), withPlatform(after)];
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
	found.push(...cellsChanges(offering, "dimensions", before.cells, after.cells));
	const models = ({ exceptions }: ResolvedOffering) => new Map(exceptions.map(({ model, cells }) => [model, cells]));
	const [oldModels, nowModels] = [models(before), models(after)];
	for (const model of [...new Set([...oldModels.keys(), ...nowModels.keys()])].sort(byCodeUnit)) {
		const path = `model_exceptions.${model}.dimensions`;
		found.push(...cellsChanges(offering, path, oldModels.get(model) ?? {}, nowModels.get(model) ?? {}));
	}
	return found;
}

/** The platform is compared as it is resolved: naming it through a service is no change of it. */
function withPlatform({ value, platform }: ResolvedOffering): Offering {
	return { ...value, platform };
}

function cellsChanges(offering: string, path: string, old: ResolvedCells, now: ResolvedCells): Change[] {
	return DIMENSION_IDS.flatMap((dimension): Change[] => {
		const [was, is] = [old[dimension], now[dimension]];
		const at = {
			offering,
			dimension,
			path: `${path}.${dimension}`,
			...writtenElsewhere((is ?? was)?.writtenIn, offering),
		};
		if (was && is) return cellChanges(at, was, is);
		if (is) return [change({ ...at, kind: "cell_added", after: is.cell.value })];
		return was ? [change({ ...at, kind: "cell_removed", before: was.cell.value })] : [];
	});
}

function writtenElsewhere(writtenIn: string | undefined, offering: string): { written_in?: string } {
	return writtenIn === undefined || writtenIn === `offerings/${offering}.yaml` ? {} : { written_in: writtenIn };
}
