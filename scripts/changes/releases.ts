import type { Bump, Change } from "../../schemas/change.ts";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import type { LoggedCommit } from "../git/log.ts";
import { byCodeUnit } from "../lib/order.ts";
import { matchRecords } from "../registry/match-records.ts";
import type { OfferingRecord } from "../registry/record.ts";
import { Registry } from "../registry/registry.ts";
import type { Snapshot } from "../registry/snapshot.ts";
import { bumpOfAll } from "./bump.ts";
import { changesBetween } from "./compare.ts";
import { cellOf, withReverted } from "./reverted.ts";

/** The state before there was anything. */
export const NOTHING: Snapshot = { registry: new Registry([]), unreadable: [], schemas: new Map() };

/** Parts that a release is made of. */
export interface ReleaseParts {
	readonly version: string;
	readonly date: string;
	readonly before: Snapshot;
	readonly after: Snapshot;
	/** The releases before the state before, newest first. */
	readonly earlier: readonly { readonly day: string; readonly registry: Registry }[];
	/** The commits between the two states that touch records. */
	readonly commits: readonly LoggedCommit[];
}

/** A release with its changes, each with its main source, credits and pull requests. */
export function releaseOf({ version, date, before, after, earlier, commits }: ReleaseParts): Release {
	const changes = withReverted(
		changesBetween(before, after),
		{ before: before.registry, after: after.registry },
		(_cell, record, change) =>
			earlier.flatMap(({ day, registry: then }) => {
				const [pair] = matchRecords(then.offerings, [record]);
				const cell = pair && cellOf(change, then, pair.before);
				return cell ? [{ day, ...cell }] : [];
			}),
	);
	const { registry } = after;
	const cells = registry.offerings.flatMap((record) => Object.values(registry.resolve(record).cells));
	const grades = changes.filter(({ kind, field }) => kind === "grade_changed" && field === "value");
	return {
		version,
		date,
		bump: before === NOTHING ? "major" : releasedBump(changes),
		statistics: {
			offerings: registry.offerings.length,
			cells: cells.length,
			upgrades: grades.filter(({ direction }) => direction === "up").length,
			downgrades: grades.filter(({ direction }) => direction === "down").length,
			reverified: changes.filter(({ kind }) => kind === "reverified").length,
		},
		changes: changes.map(creditor(after, commits)),
	};
}

/** Returns the step of a past release. One without changed records was made for new link histories. */
function releasedBump(changes: readonly Change[]): Bump {
	const bump = bumpOfAll(changes);
	return bump === "none" ? "patch" : bump;
}

/** Returns a function that adds the source, credits and pull requests to a change. */
function creditor({ registry }: Snapshot, commits: readonly LoggedCommit[]): (change: Change) => ReleasedChange {
	const touching = new Map<string, LoggedCommit[]>();
	for (const commit of commits) {
		for (const { path } of commit.files) touching.set(path, [...(touching.get(path) ?? []), commit]);
	}
	return (change) => {
		const id = change.offering ?? change.offerings?.[0];
		const record = id === undefined ? undefined : registry.offerings.find(({ value }) => value.id === id);
		const own = pathsOf(change, record).flatMap((path) => touching.get(path) ?? []);
		return {
			...change,
			source: (record && cellOf(change, registry, record))?.sources[0]?.url ?? null,
			credits: [...new Set(own.flatMap(({ credits }) => credits))].sort(byCodeUnit),
			pulls: [...new Set(own.flatMap(({ pull }) => (pull === null ? [] : [pull])))].sort((a, b) => a - b),
		};
	};
}

/** Returns the files that a change was made in: the shared one, those of an offering under all its ids, or a vendor's or service's. */
function pathsOf({ offering: id, written_in, path }: Change, record: OfferingRecord | undefined): string[] {
	if (written_in !== undefined) return [written_in];
	if (id !== null) return [id, ...(record?.value.aliases ?? [])].map((one) => `offerings/${one}.yaml`);
	const [, folder, shared] = /^(vendors|services)\.([^.]+)/.exec(path) ?? [];
	return folder === undefined ? [] : [`${folder}/${shared}.yaml`];
}
