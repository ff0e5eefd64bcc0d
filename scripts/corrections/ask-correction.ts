import { type Correction, STILL_RIGHT } from "../../schemas/correction.ts";
import { DIMENSIONS, type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import { gradeOf } from "../../schemas/grades.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { type Asked, askAll, type Person } from "./ask.ts";
import { type FormResult, readAnswer, readJson } from "./form.ts";
import { countOf, placeOf } from "./place.ts";
import { QUESTIONS, type Question } from "./questions.ts";
import { findOffering } from "./validate-correction.ts";

/** Asks the questions of the form on a terminal; what the record says now is told once the cell is known. */
export async function askCorrection(person: Person, registry: Registry): Promise<FormResult> {
	const [offering, dimension, ...others] = QUESTIONS.map((question) => askedOf(question, registry));
	if (!offering || !dimension) throw new Error("the form begins with the offering and the dimension");
	const cell = await askAll(person, [offering, dimension]);
	tellCell(person, registry, cell.offering ?? "", cell.dimension as DimensionId);
	return readJson({ ...cell, ...(await askAll(person, others)) });
}

function askedOf(question: Question, registry: Registry): Asked<keyof Correction> {
	const { key, label, help, required, choices } = question;
	const read = (answer: string) => {
		if (key === "offering") {
			const found = findOffering(registry, answer);
			return "fault" in found ? found : { value: found.record.value.id };
		}
		const one = readAnswer(question, answer);
		return "fault" in one ? one : { value: one.value ?? "" };
	};
	const dimensions = DIMENSIONS.map((one) => ({ shown: one.label, value: one.id }));
	return { key, label, help, required, choices: key === "dimension" ? dimensions : choices, read };
}

function tellCell({ say }: Person, registry: Registry, offering: string, dimension: DimensionId): void {
	const record = registry.find(offering);
	if (!record) throw new Error(`no offering ${offering}`);
	say("");
	say(dimensionOf(dimension).question);
	for (const line of cellLines(registry, record, dimension)) say(line);
}

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
	const { glyph, label } = gradeOf(cell.value);
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
