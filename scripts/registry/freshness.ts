import type { DimensionDefinition } from "../../schemas/dimension.ts";
import type { FreshnessState } from "../../schemas/published.ts";
import type { Searched, Source } from "../../schemas/source.ts";
import { addDays, isRealDate } from "../lib/dates.ts";

/** Days before the last fresh day from which a cell counts as expiring. */
export const EXPIRING_DAYS = 14;

export interface Freshness {
	/** Last day on which the evidence counts as fresh; null when nothing dates it. */
	readonly fresh_until: string | null;
	readonly state: FreshnessState;
}

/**
 * Returns the day as of which a cell's evidence is known to hold: of the main source the day on which its words were
 * last seen, else that of the copy, else the date printed on a full copy, else that of the reader; without sources the
 * oldest of the pages that were searched. Null when nothing dates it.
 */
export function evidenceDateOf(sources: readonly Source[], searched: readonly Searched[]): string | null {
	const main = sources[0];
	if (main) return documentDateOf(main) ?? main.reader?.date ?? null;
	const days = searched.flatMap((page) => searchedDateOf(page) ?? []);
	return days.length > 0 ? days.reduce((a, b) => (a < b ? a : b)) : null;
}

/** Returns the day of a searched page: its own `as_of`, else that of the document it names. */
export function searchedDateOf(page: Searched): string | null {
	return page.as_of ?? documentDateOf(page);
}

function documentDateOf({ unchanged, captured, via, published }: Partial<Source>): string | null {
	return unchanged ?? captured ?? (via === "copy" ? (published ?? null) : null);
}

/**
 * Returns how fresh evidence of a day is on another day; the end of a certificate comes first. A day that does not exist
 * dates nothing: records are shown before their dates are checked.
 */
export function freshnessOf(
	evidenceDate: string | null,
	validUntil: string | undefined,
	dimension: Pick<DimensionDefinition, "fresh_days">,
	today: string,
): Freshness {
	if (evidenceDate === null || !isRealDate(evidenceDate)) return { fresh_until: null, state: "undated" };
	const aged = addDays(evidenceDate, dimension.fresh_days);
	const fresh_until = validUntil !== undefined && isRealDate(validUntil) && validUntil < aged ? validUntil : aged;
	return { fresh_until, state: stateOn(fresh_until, today) };
}

/** Returns the state of evidence that is fresh until a day, on another day. */
export function stateOn(freshUntil: string, today: string): FreshnessState {
	if (freshUntil < today) return "expired";
	return freshUntil <= addDays(today, EXPIRING_DAYS) ? "expiring" : "fresh";
}
