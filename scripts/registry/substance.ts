import type { Cell } from "../../schemas/cell.ts";
import type { Source } from "../../schemas/source.ts";

/** Returns the parts of a cell that need evidence: grade, facts and sources, the last without their days. */
export function substance({ cell, sources }: { readonly cell: Cell; readonly sources: readonly Source[] }): unknown {
	return {
		value: cell.value,
		contrary: cell.contrary,
		facts: cell.facts,
		sources: sources.map(({ url, via, locator, quote }) => ({ url, via, locator, quote })),
	};
}
