import type { PublishedData, PublishedOffering } from "../../schemas/published.ts";

/** Keys of a cell that its readers act on; the order is that of the report. */
const COMPARED = [
	"value",
	"contrary",
	"confidence",
	"finding",
	"caveat",
	"evidence_date",
	"fresh_until",
	"source",
] as const;

/** A difference between two published data sets. */
export interface DataChange {
	readonly offering: string;
	/** Null for an offering that came or went. */
	readonly dimension: string | null;
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
	readonly permalink: string | null;
}

/** Keys by which two data sets are compared; those that another major version lacks are null. */
type Comparable = {
	readonly offerings: readonly Pick<PublishedOffering, "id" | "aliases" | "dimensions" | "permalink">[];
};

/** Returns what changed from an earlier published data set to a later one, offering by offering. */
export function dataChanges(before: Comparable, after: Pick<PublishedData, "offerings">): DataChange[] {
	const old = new Map(before.offerings.map((offering) => [offering.id, offering]));
	const changes: DataChange[] = [];
	for (const offering of after.offerings) {
		const was = [offering.id, ...offering.aliases].map((id) => old.get(id)).find((one) => one !== undefined);
		if (!was) {
			changes.push(offeringChange(offering.id, null, offering.id, offering.permalink));
			continue;
		}
		old.delete(was.id);
		const dimensions = { ...was.dimensions, ...offering.dimensions };
		for (const dimension of Object.keys(dimensions) as (keyof typeof dimensions)[]) {
			const [a, b] = [was.dimensions[dimension], offering.dimensions[dimension]];
			for (const field of COMPARED) {
				const [from, to] = [a?.[field] ?? null, b?.[field] ?? null];
				// A key that the earlier version of the data model did not have tells nothing.
				if (from === to || (a && !(field in a))) continue;
				const permalink = `${offering.permalink}#${dimension}`;
				changes.push({ offering: offering.id, dimension, field, before: from, after: to, permalink });
			}
		}
	}
	for (const id of old.keys()) changes.push(offeringChange(id, id, null, null));
	return changes;
}

function offeringChange(
	offering: string,
	before: string | null,
	after: string | null,
	permalink: string | null,
): DataChange {
	return { offering, dimension: null, field: "id", before, after, permalink };
}
