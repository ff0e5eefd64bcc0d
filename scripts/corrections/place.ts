import type { Cell } from "../../schemas/cell.ts";
import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { type DimensionId, dimensionOf, isDeveloperLevel } from "../../schemas/dimensions/index.ts";
import { VARIOUS } from "../../schemas/offering.ts";
import type { OfferingRecord, RegistryRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";

/** The file that a correction edits, and what that means. */
export interface CorrectionPlace {
	/** The record to edit. */
	readonly record: RegistryRecord;
	/** The cell as that record holds it; undefined where it holds none. */
	readonly written: Cell | undefined;
	/** The cell that holds for the offering now, wherever it is written; undefined where nobody assessed it. */
	readonly current: ResolvedCell | undefined;
	/** True where the offering gets a cell of its own in place of the shared one. */
	readonly overrides: boolean;
	/** Ids of all offerings that the cell holds for after the correction. */
	readonly reach: readonly string[];
	/** Sentences for the person and the reviewer on why it is this file. */
	readonly remarks: readonly string[];
}

/** Finds the file that a correction edits: where the cell is written, or where the person says that it holds. */
export function placeOf(
	registry: Registry,
	offering: OfferingRecord,
	{ dimension, answer, holds_for }: Pick<Correction, "dimension" | "answer" | "holds_for">,
): CorrectionPlace | { readonly fault: string } {
	const current = registry.resolve(offering).cells[dimension];
	const shared = sharedRecord(registry, offering, dimension);
	const own = offering.value.dimensions[dimension];
	const { label } = dimensionOf(dimension);
	const isReading = answer === STILL_RIGHT || answer === DISMISSED;
	const at = (record: RegistryRecord, remarks: readonly string[] = []): CorrectionPlace => ({
		record,
		written: record.value.dimensions?.[dimension],
		current,
		overrides: record === offering && own === undefined && shared?.value.dimensions?.[dimension] !== undefined,
		reach: record === offering ? [offering.value.id] : reachOf(registry, record, dimension),
		remarks,
	});
	if (isDeveloperLevel(dimension) && offering.value.developer === VARIOUS) {
		return { fault: `${label} is a question to one developer, and this offering has several` };
	}
	if (own) {
		const remarks =
			shared && holds_for !== "offering"
				? [
						`${label} of ${offering.value.id} is a cell of its own, so that one is edited. ${shared.file.path} stays as it is.`,
					]
				: [];
		return at(offering, remarks);
	}
	if (!shared) return at(offering);
	const isAlone = holds_for === "offering" && !isReading;
	if (isAlone) return at(offering);
	if (!current && holds_for === "unknown" && !isDeveloperLevel(dimension)) return at(offering);
	const place = at(shared);
	return { ...place, remarks: sharedRemarks(place, holds_for, isReading) };
}

function sharedRemarks(
	{ record, reach }: CorrectionPlace,
	holdsFor: Correction["holds_for"],
	isReading: boolean,
): string[] {
	const where = `The cell is written in ${record.file.path} and holds for ${countOf(reach)}`;
	if (isReading || holdsFor === "shared") return [`${where}.`];
	return [`${where}. It is not known whether it holds for all of them: a maintainer decides.`];
}

/** Returns the number of offerings in words: `3 offerings (a, b, c)`. */
export function countOf(reach: readonly string[]): string {
	return `${reach.length} ${reach.length === 1 ? "offering" : "offerings"} (${reach.join(", ")})`;
}

/** Returns the service or developer whose file holds what the offering inherits; undefined where there is none. */
function sharedRecord(
	registry: Registry,
	{ value }: OfferingRecord,
	dimension: DimensionId,
): RegistryRecord | undefined {
	return isDeveloperLevel(dimension)
		? registry.vendorRecords.find((record) => record.value.id === value.developer)
		: registry.services.find((record) => record.value.id === value.service);
}

/** Returns the ids of the offerings that inherit a dimension from a service or developer. */
function reachOf(registry: Registry, { kind, value }: RegistryRecord, dimension: DimensionId): string[] {
	return registry.offerings
		.filter((one) => (kind === "service" ? one.value.service : one.value.developer) === value.id)
		.filter((one) => one.value.dimensions[dimension] === undefined)
		.map((one) => one.value.id);
}
