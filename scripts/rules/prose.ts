import type { Offering } from "../../schemas/offering.ts";
import { cellsOf } from "../registry/cells.ts";
import type { Path } from "../yaml/positions.ts";
import type { Finding } from "./rule.ts";

/** A text of an offering that people read. */
export interface PlacedText {
	readonly path: Path;
	readonly text: string;
}

/** The Markdown texts of an offering: its summary and the notes of its cells. */
export function* markdownOf(offering: Offering): Generator<PlacedText> {
	yield { path: ["summary"], text: offering.summary };
	for (const { path, cell } of cellsOf(offering)) yield { path: [...path, "notes"], text: cell.notes };
}

/** Every text that the registry writes in its own words: the Markdown texts and the caveats. */
export function* proseOf(offering: Offering): Generator<PlacedText> {
	yield* markdownOf(offering);
	for (const { path, cell } of cellsOf(offering))
		if (cell.caveat !== undefined) yield { path: [...path, "caveat"], text: cell.caveat };
}

/** A finding on the part of a text that a pattern matched. */
export function findingAt(
	placed: PlacedText,
	match: RegExpExecArray,
	words: Pick<Finding, "message" | "hint">,
): Finding {
	return { path: placed.path, range: { start: match.index, end: match.index + match[0].length }, ...words };
}
