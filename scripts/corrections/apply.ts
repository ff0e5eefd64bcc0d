import type { Cell } from "../../schemas/cell.ts";
import { type Correction, DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import { dimensionOf } from "../../schemas/dimensions/index.ts";
import type { GradeId } from "../../schemas/grades.ts";
import type { Offering } from "../../schemas/offering.ts";
import type { Source } from "../../schemas/source.ts";
import type { OfferingRecord } from "../registry/record.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";

/** Longest reason that a review takes, in UTF-16 code units. */
const MAX_REASON = 500;

/** The text of a record with another cell; comments and order are kept. */
export function textWith({ file, value }: OfferingRecord, dimension: string, cell: Cell): string {
	const after: Offering = { ...value, dimensions: { ...value.dimensions, [dimension]: cell } };
	return canonicalText("offerings", after, commentsOf(file.text ?? ""));
}

/** The cell that was read again and found right: its reading is newer, everything else stays. */
export function reread(before: Cell, correction: Correction): Cell {
	const read = { verified: correction.read_on, verified_via: "live" as const };
	if (before.sources || before.value !== "no_public_evidence") {
		return { ...before, ...read, sources: sourcesAfter(before.sources ?? [], correction) };
	}
	// Nothing was found, so no source bears the day: the page is one more that was searched, or somebody's word stands for it.
	const searched = before.searched ?? [];
	if (!searched.includes(correction.source)) return { ...before, ...read, searched: [...searched, correction.source] };
	return { ...before, ...read, reviews: [...(before.reviews ?? []), reviewOf(correction, "confirmed")] };
}

function reviewOf({ read_on, credit, finding }: Correction, decision: "confirmed" | "dismissed") {
	return { on: read_on, by: credit ?? "a reader", decision, reason: oneLine(finding, MAX_REASON) };
}

/** The cell that a correction asks for. Whether it may stand is for the check to say. */
export function correctedCell(before: Cell | undefined, correction: Correction): Cell {
	if (correction.answer === STILL_RIGHT) {
		if (!before) throw new Error("a cell that nobody assessed cannot be still right");
		return reread(before, correction);
	}
	if (correction.answer === DISMISSED) {
		if (!before) throw new Error("a cell that nobody assessed has no flag");
		return { ...before, reviews: [...(before.reviews ?? []), reviewOf(correction, "dismissed")] };
	}
	const grade: GradeId = correction.answer;
	const stays = before?.value === grade;
	const { contrary, caveat: old, searched, sources, ...kept } = before ?? { confidence: "medium" as const };
	const opposite = stays && contrary ? { contrary } : {};
	// What was to be checked under another grade is not what is to be checked now.
	const caveat = correction.caveat ?? (stays ? old : undefined);
	const nothing = grade === "no_public_evidence";
	const cell = {
		...kept,
		...opposite,
		value: grade,
		verified: correction.read_on,
		verified_via: "live" as const,
		...(caveat === undefined ? {} : { caveat }),
		notes: correction.finding,
		...(nothing && !("contrary" in opposite) ? {} : { sources: sourcesAfter(sources ?? [], correction) }),
		...(nothing ? { searched: [...new Set([...(searched ?? []), correction.source])] } : {}),
	};
	return stays ? cell : withoutContradictions(cell, correction.dimension);
}

/** What was known under the former grade and cannot stand beside the new one goes; the reviewer sees that it went. */
function withoutContradictions({ facts, route, ...cell }: Cell, dimension: string): Cell {
	const impossible = dimensionOf(dimension).contradictions.filter(
		(one) => facts?.[one.fact] === one.is && one.with.includes(cell.value),
	);
	const kept = Object.entries(facts ?? {}).filter(([fact]) => !impossible.some((one) => one.fact === fact));
	const otherRoute =
		(cell.value === "yes_public" && route !== "public") || (cell.value === "yes_sales_gated" && route === "public");
	return {
		...cell,
		...(route === undefined || otherRoute ? {} : { route }),
		...(kept.length > 0 ? { facts: Object.fromEntries(kept) } : {}),
	};
}

/** The page that was read comes first; one that was there before keeps what else is known of it. */
function sourcesAfter(before: readonly Source[], { source, archived, read_on: day, locator }: Correction): Source[] {
	const known = before.find(({ url }) => url === source);
	const { sha256: _hash, quote: _quote, ...rest } = known ?? { url: source };
	const read: Source = {
		...rest,
		captured: day,
		...(archived === undefined ? {} : { archived }),
		...(locator === undefined ? {} : { locator }),
	};
	return [read, ...before.filter(({ url }) => url !== source)];
}

function oneLine(text: string, max: number): string {
	const line = text.replace(/\s+/g, " ");
	return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
