import type { Cell, Limit } from "../../schemas/cell.ts";
import { DIMENSION_IDS, type DimensionId, isDeveloperLevel } from "../../schemas/dimensions/index.ts";
import { type Offering, VARIOUS } from "../../schemas/offering.ts";
import type { Service } from "../../schemas/service.ts";
import type { Searched, Source } from "../../schemas/source.ts";
import type { Path } from "../yaml/positions.ts";
import { evidenceDateOf } from "./freshness.ts";
import type { Holder, Lookups, PlacedCell } from "./lookups.ts";

/** The answer to one question about one offering, wherever it is written. */
export interface ResolvedCell {
	readonly dimension: DimensionId;
	readonly cell: Cell;
	readonly sources: readonly Source[];
	readonly searched: readonly Searched[];
	/** Limits that apply to the offering. */
	readonly limits: readonly Limit[];
	/** Day as of which the evidence is known to hold; null when nothing dates it. */
	readonly evidenceDate: string | null;
	/** The record that holds the cell. */
	readonly holder: Holder;
	/** Path of its file from the root. */
	readonly writtenIn: string;
	readonly path: Path;
}

export type ResolvedCells = Partial<Record<DimensionId, ResolvedCell>>;

/** An offering with all its cells: its own, its service's and its developer's. */
export interface ResolvedOffering {
	readonly value: Offering;
	readonly service: Service | undefined;
	/** Vendor id of the platform; undefined where the service is not known. */
	readonly platform: string | undefined;
	readonly cells: ResolvedCells;
	readonly exceptions: readonly { readonly model: string; readonly cells: ResolvedCells }[];
}

/** Looks up every cell of an offering: its own first, then its service's (platform level) or its developer's. */
export function resolveOffering(value: Offering, lookups: Lookups): ResolvedOffering {
	const service = value.service === undefined ? undefined : lookups.services.get(value.service);
	const developer = value.developer === VARIOUS ? undefined : lookups.vendors.byId.get(value.developer);
	const cells: ResolvedCells = {};
	for (const dimension of DIMENSION_IDS) {
		const shared = isDeveloperLevel(dimension) ? developer : service;
		const holder = value.dimensions[dimension] ? value : shared;
		const placed = holder && lookups.cellOf(holder, dimension);
		if (placed) cells[dimension] = resolvedCell(value, holder, placed);
	}
	return {
		value,
		service,
		platform: lookups.platformOf(value),
		cells,
		exceptions: exceptionsOf(value, lookups),
	};
}

/** Returns the path of a record's file from the root. */
export function filePathOf(holder: Holder): string {
	const folder = "developer" in holder ? "offerings" : "platform" in holder ? "services" : "vendors";
	return `${folder}/${holder.id}.yaml`;
}

function exceptionsOf(value: Offering, lookups: Lookups): ResolvedOffering["exceptions"] {
	const written = lookups.cellsOf(value);
	return (value.model_exceptions ?? []).map(({ model }) => ({
		model,
		cells: Object.fromEntries(
			written
				.filter((placed) => placed.model === model)
				.map((placed) => [placed.dimension, resolvedCell(value, value, placed)]),
		),
	}));
}

function resolvedCell(offering: Offering, holder: Holder, placed: PlacedCell): ResolvedCell {
	const { dimension, cell, searched, path } = placed;
	const sources = placed.sources.map(({ source }) => source);
	const isInherited = holder !== offering;
	const written = (cell.limits ?? []).filter(({ offerings }) => offerings?.includes(offering.id) ?? true);
	const added = isInherited && !isDeveloperLevel(dimension) ? (offering.limits ?? []) : [];
	return {
		dimension,
		cell,
		sources,
		searched,
		limits: [...written, ...added],
		evidenceDate: evidenceDateOf(sources, searched),
		holder,
		writtenIn: filePathOf(holder),
		path,
	};
}
