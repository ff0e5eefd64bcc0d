import type { Cell } from "../../schemas/cell.ts";
import type { Offering } from "../../schemas/offering.ts";
import { memoize } from "../lib/memoize.ts";
import type { Path } from "../yaml/positions.ts";

/** A cell and where it stands. */
export interface PlacedCell {
	readonly path: Path;
	readonly dimension: string;
	readonly cell: Cell;
}

/** Every cell of an offering, those of its model exceptions included. Gathered once for all rules. */
export const cellsOf = memoize((offering: Offering): readonly PlacedCell[] => [...placedCells(offering)]);

function* placedCells(offering: Offering): Generator<PlacedCell> {
	for (const [dimension, cell] of Object.entries(offering.dimensions)) {
		if (cell) yield { path: ["dimensions", dimension], dimension, cell };
	}
	for (const [index, exception] of (offering.model_exceptions ?? []).entries()) {
		for (const [dimension, cell] of Object.entries(exception.dimensions)) {
			if (cell) yield { path: ["model_exceptions", index, "dimensions", dimension], dimension, cell };
		}
	}
}
