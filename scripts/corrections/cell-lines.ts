import { STILL_RIGHT } from "../../schemas/correction.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { glyphOf, gradeOf } from "../../schemas/grades.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { countOf, placeOf } from "./place.ts";

/** Says what the record says of a cell: grade, words, notes, facts, quotations and sources, and the file that holds it. */
export function cellLines(registry: Registry, record: OfferingRecord, dimension: DimensionId): string[] {
	const resolved = registry.resolve(record).cells[dimension];
	if (!resolved) return ["Nobody has assessed this yet, so that it is still right is no answer."];
	const place = placeOf(registry, record, { dimension, answer: STILL_RIGHT, holds_for: "unknown" });
	const reach = "fault" in place ? [] : place.reach;
	return [
		...answerLines(resolved),
		...evidenceLines(resolved),
		`Written in ${resolved.writtenIn}, for ${countOf(reach)}.`,
	];
}

function answerLines({ cell, limits, evidenceDate }: ResolvedCell): string[] {
	const { label } = gradeOf(cell.value);
	const glyph = glyphOf(cell);
	const facts = Object.entries(cell.facts ?? {}).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
	return [
		`The record says: ${glyph} ${label}, ${evidenceDate === null ? "undated" : `as of ${evidenceDate}`}. ${cell.finding}`,
		...(cell.caveat === undefined ? [] : [`Check: ${cell.caveat}`]),
		...limits.map(({ what }) => `Except: ${what}`),
		`Notes: ${cell.notes}`,
		...(facts.length > 0 ? [`Facts: ${facts.join("; ")}`] : []),
	];
}

function evidenceLines({ sources, searched }: ResolvedCell): string[] {
	return [
		...sources.map(({ url, locator, quote, via, captured }) => {
			const day = captured === undefined ? "" : `, ${captured}`;
			return `Source: ${url} (${via}${day})${locator === undefined ? "" : `, ${locator}`}${quote === undefined ? "" : `: “${quote}”`}`;
		}),
		...searched.map(({ url, as_of }) => `Searched: ${url}${as_of === undefined ? "" : ` (${as_of})`}`),
	];
}
