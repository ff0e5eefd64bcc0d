import type { z } from "zod";
import { GRADE_IDS, type GradeId, isYes } from "./grades.ts";

/** The groups in which the dimensions are shown, in order. */
export const GROUPS = ["Vendor trust", "Contracts", "Data handling", "EU AI Act"] as const;
export type Group = (typeof GROUPS)[number];

/** The shape of a dimension's `facts`: optional keys only. */
export type FactsShape = Readonly<Record<string, z.ZodType>>;

/** A fact value that cannot stand beside certain grades. */
export interface Contradiction {
	readonly fact: string;
	readonly is: boolean;
	/** The grades that this fact value rules out. */
	readonly with: readonly GradeId[];
	/** Why, as the end of the sentence "… contradicts the grade: ". */
	readonly because: string;
}

/** One question asked of every offering. */
export interface DimensionDefinition {
	readonly id: string;
	readonly label: string;
	readonly question: string;
	/** The same question in a buyer's words, the heading of its page. */
	readonly buyer_question: string;
	/** Folder of its page under `/questions/`. */
	readonly slug: string;
	readonly group: Group;
	/** Whose practice is graded: the platform that serves the offering, or the developer of the model. */
	readonly graded_on: "platform" | "developer";
	/** Days for which a reading counts as fresh. */
	readonly fresh_days: number;
	/** Whether it is a certificate or report that covers a platform as a whole. */
	readonly platform_wide: boolean;
	/** What each grade means for this question. */
	readonly rubric: Readonly<Record<GradeId, string>>;
	readonly facts: FactsShape;
	readonly contradictions: readonly Contradiction[];
}

/** All grades that say yes. */
export const YES_GRADES: readonly GradeId[] = GRADE_IDS.filter(isYes);

/** Declares a dimension and keeps its literal id. */
export function defineDimension<const D extends DimensionDefinition>(dimension: D): D {
	return dimension;
}
