import type { PublishedCell } from "../../schemas/published.ts";
import { byCodeUnit } from "../load/order.ts";
import { cellRows } from "../publish/cells-table.ts";
import type { Dataset } from "../publish/dataset.ts";

/** A cell that needs a look. */
export interface ListedCell {
	readonly offering: string;
	readonly dimension: string;
	readonly state: PublishedCell["state"];
	readonly expires: string | null;
	readonly verified: string;
}

/** How well one vendor's platform is covered. */
export interface VendorCoverage {
	readonly vendor: string;
	readonly offerings: number;
	readonly cells: number;
	readonly fresh: number;
	readonly watch_outs: number;
}

/** What a maintainer looks at: what is old, what rests on others' readings, and what is covered. */
export interface Quality {
	readonly coverage: Dataset["header"]["coverage"];
	readonly expired: readonly ListedCell[];
	readonly expiring: readonly ListedCell[];
	readonly undated: readonly ListedCell[];
	/** Cells none of whose sources is primary. */
	readonly secondary_only: readonly ListedCell[];
	readonly vendors: readonly VendorCoverage[];
}

/** The quality of a data set on the day that it bears; lists are by day of expiry, then by offering and dimension. */
export function qualityOf(dataset: Dataset): Quality {
	const rows = [...cellRows(dataset)].filter(({ model }) => model === null);
	const listed = (wanted: (cell: PublishedCell) => boolean): ListedCell[] =>
		rows
			.filter(({ cell }) => wanted(cell))
			.map(({ offering, dimension, cell: { state, expires, verified } }) => ({
				offering: offering.id,
				dimension,
				state,
				expires,
				verified,
			}))
			.sort((a, b) => byCodeUnit(a.expires ?? "", b.expires ?? ""));
	const vendors = new Map<string, VendorCoverage>();
	for (const offering of dataset.offerings) {
		const cells = Object.values(offering.dimensions).filter((cell) => cell !== undefined);
		const vendor = offering.platform_id;
		const sum = vendors.get(vendor) ?? { vendor, offerings: 0, cells: 0, fresh: 0, watch_outs: 0 };
		vendors.set(vendor, {
			vendor,
			offerings: sum.offerings + 1,
			cells: sum.cells + cells.length,
			fresh: sum.fresh + cells.filter(({ state }) => state === "fresh").length,
			watch_outs: sum.watch_outs + offering.watch_outs,
		});
	}
	return {
		coverage: dataset.header.coverage,
		expired: listed(({ state }) => state === "expired"),
		expiring: listed(({ state }) => state === "expiring"),
		undated: listed(({ state }) => state === "undated"),
		secondary_only: listed(({ sources }) => sources.length > 0 && sources.every(({ kind }) => kind === "secondary")),
		vendors: [...vendors.values()].sort((a, b) => byCodeUnit(a.vendor, b.vendor)),
	};
}
