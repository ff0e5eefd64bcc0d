import type { z } from "zod";
import { GRADE_IDS, type GradeId, isYes } from "./grades.ts";

/** Groups in which the dimensions are shown, in order. */
export const GROUPS = ["Vendor trust", "Contracts", "Data handling", "EU AI Act"] as const;
export type Group = (typeof GROUPS)[number];

/** Keys and types of a dimension's `facts`; every fact is optional in a record. */
export type FactsShape = Readonly<Record<string, z.ZodType>>;

/** A fact value that cannot stand beside certain grades. */
export interface Contradiction<Fact extends string = string> {
	readonly fact: Fact;
	readonly is: boolean;
	/** Grades that this fact value rules out. */
	readonly with: readonly GradeId[];
	/** Reason, as the end of the sentence "… contradicts the grade: ". */
	readonly because: string;
}

/** A fact that certain grades need. */
export interface FactRequirement<Fact extends string = string> {
	readonly fact: Fact;
	readonly is: boolean;
	/** Grades that need the fact. */
	readonly for: readonly GradeId[];
	/** True where a grade of low confidence, reported by a named reader, may do without it. */
	readonly unless_reported?: boolean;
	/** Reason, as the end of the sentence "… needs this fact: ". */
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
	/** Days for which evidence counts as fresh. */
	readonly fresh_days: number;
	/** Meaning of each grade for this question. */
	readonly rubric: Readonly<Record<GradeId, string>>;
	readonly facts: FactsShape;
	readonly contradictions: readonly Contradiction[];
	readonly requirements: readonly FactRequirement[];
}

/** A dimension with its own id and facts; a contradiction or requirement names a fact that it has. */
export interface TypedDimension<Id extends string, Facts extends FactsShape> extends DimensionDefinition {
	readonly id: Id;
	readonly facts: Facts;
	readonly contradictions: readonly Contradiction<keyof Facts & string>[];
	readonly requirements: readonly FactRequirement<keyof Facts & string>[];
}

/** All grades that say yes. */
export const YES_GRADES: readonly GradeId[] = GRADE_IDS.filter(isYes);

/** The yes grades that a fact about the offering itself can contradict: not the one that holds elsewhere only. */
export const YES_HERE: readonly GradeId[] = ["yes_public", "yes_sales_gated"];

/** Rules of certificates and reports on their scope: it names the service, or a named reader says so at low confidence. */
export const NAMED_SCOPE: {
	readonly contradictions: readonly Contradiction<"scope_names_service">[];
	readonly requirements: readonly FactRequirement<"scope_names_service">[];
} = {
	contradictions: [
		{
			fact: "scope_names_service",
			is: false,
			with: YES_HERE,
			because: "a scope that does not name the service does not cover it",
		},
	],
	requirements: [
		{
			fact: "scope_names_service",
			is: true,
			for: ["yes_public"],
			unless_reported: true,
			because: "a public yes needs a scope that names the service",
		},
	],
};

/** Declares a dimension; a contradiction or requirement on a fact that it does not have does not compile. */
export function defineDimension<const Id extends string, Facts extends FactsShape>(
	dimension: TypedDimension<Id, Facts>,
): TypedDimension<Id, Facts> {
	return dimension;
}
