import type { Cell, Dimension, Grade, Offering } from "../artifact/shape.ts";
import { plain } from "./plain.ts";
import { type Element, element, type Node, out } from "./tree.ts";
import { CATEGORY, CONFIDENCE, counted, factsOf, qualifiersOf, STATE, VIA } from "./words.ts";

/** What a comparison is told by, beside the offerings themselves. */
export interface Terms {
	/** Path of the site's front page. */
	readonly base: string;
	readonly groups: readonly {
		readonly name: string;
		readonly dimensions: readonly Pick<Dimension, "id" | "label" | "question">[];
	}[];
	readonly grades: readonly Pick<Grade, "id" | "glyph" | "label">[];
}

/** Least and most offerings that are compared at a time. */
export const LEAST = 2;
export const MOST = 4;

/** How the answers to one question differ. */
export type Difference = "grades" | "particulars" | "none";

const DIFFERENCE: Readonly<Record<Difference, string>> = {
	grades: "≠ Grades differ",
	particulars: "≈ Particulars differ",
	none: "= The same",
};

/**
 * How answers differ: in their grades, which takes in whether the opposite is documented and whether there is an answer
 * at all; or in particulars, which are qualifiers and facts. When and by whom they were read is no difference.
 */
export function differenceOf(offerings: readonly Offering[], dimension: string): Difference {
	const differs = (said: (cell: Cell | undefined, offering: Offering) => unknown) =>
		new Set(offerings.map((offering) => JSON.stringify(said(offering.dimensions[dimension], offering)))).size > 1;
	if (differs((cell, { not_applicable }) => [cell?.value, cell?.contrary, !cell && not_applicable.includes(dimension)]))
		return "grades";
	return differs((cell) => cell && particulars(cell).toSorted((a, b) => (a.name < b.name ? -1 : 1)))
		? "particulars"
		: "none";
}

function particulars(cell: Cell) {
	return [...qualifiersOf(cell), ...factsOf(cell.facts)];
}

/** Two to four offerings side by side, a row for each question, each row saying how its answers differ. */
export function comparison(terms: Terms, offerings: readonly Offering[]): Element {
	const dimensions = terms.groups.flatMap((group) => group.dimensions);
	const found = dimensions.map(({ id }) => differenceOf(offerings, id));
	const number = (kind: Difference) => found.filter((one) => one === kind).length;
	return element(
		"table",
		{ class: `comparison of-${offerings.length}` },
		element(
			"caption",
			{},
			`${counted(dimensions.length, "question")}: grades differ in ${number("grades")}, particulars alone in ${number("particulars")}.`,
		),
		element(
			"thead",
			{},
			element("tr", {}, element("th", { scope: "col" }, "Question"), ...offerings.map((one) => head(terms, one))),
		),
		...terms.groups.map(({ name, dimensions }) =>
			element(
				"tbody",
				{},
				element(
					"tr",
					{ class: "group" },
					element("th", { scope: "rowgroup", colspan: String(offerings.length + 1) }, name),
				),
				...dimensions.map((dimension) => row(terms, dimension, offerings)),
			),
		),
	);
}

function offeringPath({ base }: Terms, id: string, anchor?: string): string {
	return `${base}offerings/${encodeURIComponent(id)}/${anchor === undefined ? "" : `#${anchor}`}`;
}

function head(terms: Terms, offering: Offering): Element {
	const { id, name, platform, developer, category, status, watch_outs, model_exceptions } = offering;
	return element(
		"th",
		{ scope: "col" },
		element("a", { href: offeringPath(terms, id) }, name),
		element("small", {}, `${developer} on ${platform}, ${CATEGORY[category].toLowerCase()}`),
		element("small", {}, `${counted(watch_outs, "watch-out")}${status === "retired" ? ", retired" : ""}`),
		model_exceptions.length > 0 &&
			element("small", {}, element("a", { href: offeringPath(terms, id, "exceptions") }, "Single models differ")),
	);
}

function row(terms: Terms, dimension: Terms["groups"][number]["dimensions"][number], offerings: readonly Offering[]) {
	const difference = differenceOf(offerings, dimension.id);
	return element(
		"tr",
		{ "data-difference": difference },
		element(
			"th",
			{ scope: "row", title: dimension.question },
			dimension.label,
			element("small", { class: "difference" }, DIFFERENCE[difference]),
		),
		...offerings.map((offering) =>
			element(
				"td",
				{ "data-name": offering.name },
				...answer(terms, offering, dimension.id, offering.dimensions[dimension.id]),
			),
		),
	);
}

function answer(terms: Terms, offering: Offering, dimension: string, cell: Cell | undefined): (Node | false)[] {
	if (!cell) {
		const said = offering.not_applicable.includes(dimension) ? "Not applicable" : "Not assessed";
		return [element("p", { class: "absent" }, said)];
	}
	const { glyph = "", label = cell.value } = terms.grades.find(({ id }) => id === cell.value) ?? {};
	const named = particulars(cell);
	return [
		element(
			"p",
			{},
			element(
				"span",
				{ class: `grade g-${cell.value}` },
				element("span", { class: "glyph", "aria-hidden": "true" }, glyph),
				label,
			),
		),
		cell.contrary && element("p", { class: "contrary" }, "The opposite practice is documented"),
		cell.caveat !== null &&
			element("p", { class: "caveat" }, element("b", {}, "Check before signing."), ` ${cell.caveat}`),
		element("p", {}, plain(cell.notes)),
		named.length > 0 &&
			element(
				"dl",
				{},
				...named.map(({ name, value, href }) =>
					element("div", {}, element("dt", {}, name), element("dd", {}, href === null ? value : out(href, value))),
				),
			),
		element(
			"p",
			{ class: "read" },
			`${CONFIDENCE[cell.confidence]} confidence, ${VIA[cell.verified_via]} on `,
			element("time", {}, cell.verified),
			". ",
			element("span", { class: `state s-${cell.state}` }, STATE[cell.state]),
			". ",
			element("a", { href: offeringPath(terms, offering.id, dimension) }, counted(cell.sources.length, "source")),
		),
	];
}
