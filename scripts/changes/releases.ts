import type { Cell } from "../../schemas/cell.ts";
import type { Bump, Change } from "../../schemas/change.ts";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { LoggedCommit } from "../git/log.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Snapshot } from "../registry/snapshot.ts";
import { bumpOfAll } from "./bump.ts";
import { changesBetween } from "./compare.ts";

/** The state before there was anything. */
export const NOTHING: Snapshot = { offerings: [], vendors: [], unreadable: [], schemas: new Map() };

/** What a release is made of. */
export interface ReleaseParts {
	readonly version: string;
	readonly date: string;
	readonly before: Snapshot;
	readonly after: Snapshot;
	/** The commits between the two states that touch records. */
	readonly commits: readonly LoggedCommit[];
}

/** A release with its changes, each with its main source, credits and pull requests. */
export function releaseOf({ version, date, before, after, commits }: ReleaseParts): Release {
	const changes = changesBetween(before, after);
	const cells = after.offerings.flatMap(({ value }) => Object.values(value.dimensions)).filter((cell) => cell);
	const grades = changes.filter(({ kind, field }) => kind === "grade_changed" && field === "value");
	return {
		version,
		date,
		bump: before === NOTHING ? "major" : releasedBump(changes),
		statistics: {
			offerings: after.offerings.length,
			cells: cells.length,
			upgrades: grades.filter(({ direction }) => direction === "up").length,
			downgrades: grades.filter(({ direction }) => direction === "down").length,
			reverified: changes.filter(({ kind }) => kind === "reverified").length,
		},
		changes: changes.map(creditor(after, commits)),
	};
}

/** How far a release moved the version: one without a change of the records was made for what was seen of their sources. */
function releasedBump(changes: readonly Change[]): Bump {
	const bump = bumpOfAll(changes);
	return bump === "none" ? "patch" : bump;
}

/** Adds the source, credits and pull requests to a change. */
function creditor(after: Snapshot, commits: readonly LoggedCommit[]): (change: Change) => ReleasedChange {
	const offerings = new Map(after.offerings.map(({ value }) => [value.id, value]));
	const touching = new Map<string, LoggedCommit[]>();
	for (const commit of commits) {
		for (const { path } of commit.files) touching.set(path, [...(touching.get(path) ?? []), commit]);
	}
	return (change) => {
		const offering = change.offering === null ? undefined : offerings.get(change.offering);
		const own = pathsOf(change, offering).flatMap((path) => touching.get(path) ?? []);
		return {
			...change,
			source: cellOf(change, offering)?.sources?.[0]?.url ?? null,
			credits: [...new Set(own.flatMap(({ credits }) => credits))].sort(byCodeUnit),
			pulls: [...new Set(own.flatMap(({ pull }) => (pull === null ? [] : [pull])))].sort((a, b) => a - b),
		};
	};
}

/** The files that a change was made in: those of an offering under all its ids, or that of a vendor. */
function pathsOf({ offering: id, path }: Change, offering: Offering | undefined): string[] {
	if (id !== null) return [id, ...(offering?.aliases ?? [])].map((one) => `offerings/${one}.yaml`);
	const vendor = /^vendors\.([^.]+)/.exec(path)?.[1];
	return vendor === undefined ? [] : [`vendors/${vendor}.yaml`];
}

/** The cell that a change is of: that of the offering, or of one of its models. */
function cellOf({ dimension, path }: Change, offering: Offering | undefined): Cell | undefined {
	if (dimension === null || !offering) return undefined;
	const exception = offering.model_exceptions?.find(({ model }) =>
		path.startsWith(`model_exceptions.${model}.dimensions.${dimension}`),
	);
	return (exception ?? offering).dimensions[dimension];
}
