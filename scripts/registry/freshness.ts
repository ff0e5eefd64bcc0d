import type { Cell } from "../../schemas/cell.ts";
import type { DimensionDefinition } from "../../schemas/dimension.ts";
import type { State } from "../../schemas/published.ts";
import { addDays } from "../lib/dates.ts";

/** Days before its expiry from which a cell counts as expiring. */
export const EXPIRING_DAYS = 14;

export interface Freshness {
	/** Last day on which the reading counts as fresh; null when the copy that was read has no date. */
	readonly expires: string | null;
	readonly state: State;
}

/**
 * How fresh a cell's evidence is on a day. It counts from the day as of which the evidence is known to hold:
 * `verified`, or the main source's `captured` for a stored copy; the end of a certificate comes first.
 */
export function freshnessOf(cell: Cell, dimension: DimensionDefinition, today: string): Freshness {
	const since = cell.verified_via === "archived_copy" ? cell.sources?.[0]?.captured : cell.verified;
	if (since === undefined) return { expires: null, state: "undated" };
	const aged = addDays(since, dimension.fresh_days);
	const expires = cell.valid_until !== undefined && cell.valid_until < aged ? cell.valid_until : aged;
	return { expires, state: stateOn(expires, today) };
}

function stateOn(expires: string, today: string): State {
	if (expires < today) return "expired";
	return expires <= addDays(today, EXPIRING_DAYS) ? "expiring" : "fresh";
}
