import type { Cell, Dimension, Grade, Offering } from "../artifact/shape.ts";
import { CATEGORY, CONFIDENCE, counted, STATE } from "./words.ts";

/** What a comparison says of one offering in one row. */
export interface Compared {
	/** Null where there is no grade: not assessed, not applicable, or no matter of grades. */
	readonly grade: Grade | null;
	readonly text: string;
	/** What to check before signing. */
	readonly caveat: string | null;
	/** How it is known: confidence, day and freshness. */
	readonly evidence: string | null;
}

export interface ComparedRow {
	/** Id of the dimension; null for what is said of the offering as a whole. */
	readonly dimension: string | null;
	readonly label: string;
	/** Whether the offerings differ in it. */
	readonly differs: boolean;
	readonly cells: readonly Compared[];
}

export interface ComparedGroup {
	readonly name: string;
	readonly rows: readonly ComparedRow[];
}

/** What is looked up to compare: the dimensions and grades of the data set. */
export interface Terms {
	readonly dimensions: readonly Pick<Dimension, "id" | "label" | "group" | "slug">[];
	readonly grades: readonly Grade[];
}

/** Offerings side by side, dimension by dimension. The page that is built and the one that is made by a script both show this. */
export function compared(offerings: readonly Offering[], { dimensions, grades }: Terms): ComparedGroup[] {
	const plain = (label: string, textOf: (offering: Offering) => string): ComparedRow => {
		const cells = offerings.map((offering) => ({ grade: null, text: textOf(offering), caveat: null, evidence: null }));
		return { dimension: null, label, differs: differ(cells), cells };
	};
	const about = [
		plain("Developer", ({ developer }) => developer),
		plain("Platform", ({ platform }) => platform),
		plain("Category", ({ category }) => CATEGORY[category]),
		plain("Model family", ({ model_family: family }) => family),
		plain("Watch-outs", ({ watch_outs: count }) => String(count)),
	];
	const groups = Map.groupBy(dimensions, ({ group }) => group);
	return [
		{ name: "Offering", rows: about },
		...[...groups].map(([name, own]) => ({
			name,
			rows: own.map(({ id, label }): ComparedRow => {
				const cells = offerings.map((offering) => comparedCell(offering, id, grades));
				return { dimension: id, label, differs: differ(cells), cells };
			}),
		})),
	];
}

function comparedCell(offering: Offering, dimension: string, grades: readonly Grade[]): Compared {
	const cell = offering.dimensions[dimension];
	if (!cell) {
		const text = offering.not_applicable.includes(dimension) ? "Not applicable" : "Not assessed";
		return { grade: null, text, caveat: null, evidence: null };
	}
	const grade = grades.find(({ id }) => id === cell.value) ?? null;
	return { grade, text: grade?.label ?? cell.value, caveat: caveatOf(cell), evidence: evidenceOf(cell) };
}

function caveatOf({ caveat, contrary }: Cell): string | null {
	return contrary ? `The opposite practice is documented. ${caveat ?? ""}`.trimEnd() : caveat;
}

function evidenceOf({ confidence, verified, state }: Cell): string {
	return `${CONFIDENCE[confidence]} confidence, verified ${verified}, ${STATE[state].toLowerCase()}`;
}

function differ(cells: readonly Compared[]): boolean {
	return new Set(cells.map(({ text }) => text)).size > 1;
}

/** How many differences there are, in words. */
export function differencesText(groups: readonly ComparedGroup[]): string {
	const graded = groups.flatMap(({ rows }) => rows).filter(({ dimension }) => dimension !== null);
	const count = graded.filter(({ differs }) => differs).length;
	return count === 0
		? "The grades are the same."
		: `${counted(count, "grade")} of ${graded.length} differ${count === 1 ? "s" : ""}.`;
}

/** Least and most offerings that are compared at a time. */
export const LEAST = 2;
export const MOST = 4;
