import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { PublishedCell } from "../../schemas/published.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import { isSecondaryOnly } from "../publish/coverage.ts";
import type { Dataset } from "../publish/dataset.ts";
import { cellRows } from "../publish/tables/cells.ts";

/** A cell that needs a look. */
export interface ListedCell {
	readonly offering: string;
	readonly dimension: DimensionId;
	readonly state: PublishedCell["state_at_release"];
	readonly fresh_until: string | null;
	readonly verified: string;
}

/** Coverage of one vendor's platform. */
export interface VendorCoverage {
	readonly vendor: string;
	readonly offerings: number;
	readonly cells: number;
	readonly possible: number;
	readonly fresh: number;
	readonly watch_outs: number;
}

/** Report for maintainers: old evidence, readings of third parties, and coverage. */
export interface Quality {
	readonly coverage: Dataset["header"]["coverage"];
	readonly expired: readonly ListedCell[];
	readonly expiring: readonly ListedCell[];
	readonly undated: readonly ListedCell[];
	/** Cells whose main source is no page of the vendor or an authority that was read. */
	readonly secondary_only: readonly ListedCell[];
	readonly vendors: readonly VendorCoverage[];
	/** Sources that failed on three days or more since they were last seen. */
	readonly dead: readonly ListedSource[];
	/** Sources whose text is not the one that was read. */
	readonly changed: readonly ListedSource[];
}

/** A source that needs a look. */
export interface ListedSource {
	readonly url: string;
	readonly outcome: Verdict["outcome"];
	/** Day of the last look. */
	readonly checked: string | null;
	/** Offerings that rest on it. */
	readonly offerings: readonly string[];
}

/** The quality of a data set on the day that it bears; lists are by last fresh day, then by offering and dimension. */
export function qualityOf(dataset: Dataset, verdicts: readonly Verdict[]): Quality {
	const rows = [...cellRows(dataset)].filter(({ model }) => model === null);
	const listed = (wanted: (cell: PublishedCell) => boolean): ListedCell[] =>
		rows
			.filter(({ cell }) => wanted(cell))
			.map(({ offering, dimension, cell: { state_at_release: state, fresh_until, verified } }) => ({
				offering: offering.id,
				dimension,
				state,
				fresh_until,
				verified,
			}))
			.sort((a, b) => byCodeUnit(a.fresh_until ?? "", b.fresh_until ?? ""));
	const sources = (wanted: (verdict: Verdict) => boolean): ListedSource[] =>
		verdicts.filter(wanted).map(({ url, outcome, last, citations }) => ({
			url,
			outcome,
			checked: last?.on ?? null,
			offerings: [...new Set(citations.map(({ record }) => record.value.id))].sort(byCodeUnit),
		}));
	return {
		coverage: dataset.header.coverage,
		expired: listed(({ state_at_release: state }) => state === "expired"),
		expiring: listed(({ state_at_release: state }) => state === "expiring"),
		undated: listed(({ state_at_release: state }) => state === "undated"),
		dead: sources(({ dead }) => dead),
		changed: sources(({ changed }) => changed.length > 0),
		secondary_only: listed(isSecondaryOnly),
		vendors: Object.entries(dataset.header.coverage.vendors)
			.map(([vendor, counts]) => ({ vendor, ...counts }))
			.sort((a, b) => byCodeUnit(a.vendor, b.vendor)),
	};
}
