import { DISMISSED, STILL_RIGHT } from "../../schemas/correction.ts";
import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import type { ResolvedCell } from "../registry/resolve.ts";
import { readFacts } from "./facts.ts";
import { othersOf } from "./others.ts";
import { type CorrectionPlace, placeOf } from "./place.ts";
import type { QuestionKey } from "./questions.ts";

/** Answers given so far on a terminal; "" is a question that was left out. */
export type Answers = Partial<Record<QuestionKey, string>>;

/** Returns answers that stand for those still to come, so that the rules can be asked about the ones that are there. */
export function placeholders(today: string, { answer }: Answers): Answers {
	const isGrade = answer !== STILL_RIGHT && answer !== DISMISSED;
	return {
		read_on: today,
		affiliation: "none",
		holds_for: "offering",
		...(isGrade ? { finding: "To come.", others: "hold" } : {}),
		...(answer === STILL_RIGHT ? {} : { notes: "To come." }),
		...(isGrade && answer !== "yes_public" ? { caveat: "To come." } : {}),
	};
}

/** True for a text that the answer makes necessary. */
export function isNeededText({ answer }: Answers, key: QuestionKey): boolean {
	if (answer === STILL_RIGHT) return false;
	return key === "notes" || (key === "finding" && answer !== DISMISSED);
}

/** True for a question that the answers before make needful. */
export function isNeeded(registry: Registry, answers: Answers, key: QuestionKey): boolean {
	const { answer } = answers;
	const isGrade = answer !== STILL_RIGHT && answer !== DISMISSED;
	switch (key) {
		case "holds_for":
			return sharedPlaceOf(registry, answers) !== null;
		case "archived":
		case "locator":
		case "quote":
			return answer !== DISMISSED;
		case "finding":
		case "facts":
			return isGrade;
		case "caveat":
			return isGrade && answer !== "yes_public";
		case "notes_mode":
			return answer !== DISMISSED && (answers.notes ?? "") !== "" && currentOf(registry, answers) !== undefined;
		case "others":
			return answer !== DISMISSED && othersIn(registry, answers).length > 0;
		default:
			return true;
	}
}

/** Returns everything that the record says besides, but the facts that the person wrote anew. */
export function othersIn(registry: Registry, answers: Answers): string[] {
	const read = readFacts(answers.dimension as DimensionId, answers.facts ?? "");
	return othersOf(currentOf(registry, answers), "facts" in read ? read.facts : {});
}

/** Returns the file of the service or developer that the cell could be written in; null where it is the offering's own. */
export function sharedPlaceOf(registry: Registry, answers: Answers): CorrectionPlace | null {
	const dimension = answers.dimension as DimensionId;
	const place = placeOf(registry, answeredRecord(registry, answers), {
		dimension,
		answer: STILL_RIGHT,
		holds_for: "shared",
	});
	return "fault" in place || place.record.kind === "offering" ? null : place;
}

/** Returns the record of the offering that the answers name. */
export function answeredRecord(registry: Registry, { offering }: Answers): OfferingRecord {
	const record = registry.find(offering ?? "");
	if (!record) throw new Error(`no offering ${offering}`);
	return record;
}

/** Returns the cell that the answers are about; undefined where nobody assessed it, or it is not known yet. */
export function currentOf(registry: Registry, answers: Answers): ResolvedCell | undefined {
	if (answers.offering === undefined || answers.dimension === undefined) return undefined;
	return registry.resolve(answeredRecord(registry, answers)).cells[answers.dimension as DimensionId];
}
