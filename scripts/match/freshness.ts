import type { FreshnessState } from "../../schemas/published.ts";
import { stateOn } from "../registry/freshness.ts";

/** Returns how fresh a cell's evidence is on a day, `YYYY-MM-DD`. */
export function freshnessOn(cell: { readonly fresh_until: string | null }, today: string): FreshnessState {
	return cell.fresh_until === null ? "undated" : stateOn(cell.fresh_until, today);
}
