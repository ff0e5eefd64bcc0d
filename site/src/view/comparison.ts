import type { Cell, GradeId, Offering } from "../artifact/shape.ts";
import { plain } from "../text/plain.ts";
import { shortName } from "../text/title.ts";
import { CATEGORY, counted } from "../text/words.ts";
import { isOld, oldSaid } from "./age.ts";
import { asksOf } from "./asks.ts";
import { quotation, whenBrief } from "./evidence.ts";
import { dates, glyph, kindOf, SHORT } from "./glyph.ts";
import { correctPath, offeringPath, type Terms } from "./terms.ts";
import { type Element, el, type Node, out } from "./tree.ts";

/** Differences between the answers to one question. */
export type Difference = "grade" | "details" | "none";

const SOLD: Readonly<Record<Offering["category"], (offering: Offering) => string>> = {
	first_party: ({ developer }) => `${developer}, first party`,
	cloud_distribution: ({ model_family: family, platform }) => `${family}, sold by ${platform}`,
	inference_host: ({ platform }) => `${CATEGORY.inference_host}, ${platform}`,
	gateway: ({ platform }) => `${CATEGORY.gateway}, ${platform}`,
};

/** Tells how the answers of offerings to one question differ. */
export function differenceOf(cells: readonly (Cell | undefined)[]): Difference {
	const differ = (of: (cell: Cell | undefined) => unknown) =>
		new Set(cells.map((cell) => JSON.stringify(of(cell)))).size > 1;
	if (differ(kindOf)) return "grade";
	return differ(
		(cell) => cell && [cell.finding, cell.limits, cell.tier, cell.route, cell.default, cell.geography, cell.facts],
	)
		? "details"
		: "none";
}

/** The table of a comparison: one row for each question, each row opens to the evidence. */
export function comparison(offerings: readonly Offering[], terms: Terms, today: string): Element {
	const { dimensions } = terms;
	const rows = dimensions.map((dimension, at) => ({
		dimension,
		first: dimension.group !== dimensions[at - 1]?.group,
		cells: offerings.map(({ dimensions: cells }) => cells[dimension.id]),
	}));
	const differing = rows.filter(({ cells }) => differenceOf(cells) === "grade").length;
	return el(
		"section",
		{ class: `vs n${offerings.length}`, "aria-label": `${counted(rows.length, "answer")}, side by side` },
		el(
			"div",
			{ class: "hd" },
			el("span", { class: "asof" }, `${differing} of ${rows.length} grades differ`),
			offerings.map((offering) =>
				el(
					"div",
					{},
					el("h2", {}, el("a", { href: offeringPath(terms, offering.id) }, shortName(offering.name))),
					el(
						"small",
						{},
						`${SOLD[offering.category](offering)} · `,
						el("span", { class: "nb" }, counted(offering.watch_outs, "watch-out")),
					),
				),
			),
		),
		rows.map(({ dimension, first, cells }) =>
			el(
				"details",
				{ class: first ? "g1" : null, id: dimension.id, "data-differs": differenceOf(cells) },
				el(
					"summary",
					{},
					el("span", { class: "dim" }, dimension.label),
					offerings.map((offering, at) => one(offering, cells[at], dimension.id, today)),
				),
				el(
					"div",
					{ class: "full" },
					el("p", { class: "ask" }, dimension.question),
					offerings.map((offering, at) => full(offering, cells[at], dimension.id, terms, today)),
				),
			),
		),
	);
}

/** An answer in one line. */
function one(offering: Offering, cell: Cell | undefined, dimension: string, today: string): Element {
	const absent = offering.not_applicable.includes(dimension) ? "Does not apply" : "Not assessed";
	const line = cell ? cell.finding : absent;
	return el(
		"span",
		{ class: "one", "data-d": cell ? dates(cell) : null },
		glyph(cell),
		el("b", {}, el("span", { class: "vh who" }, `${shortName(offering.name)}: `), SHORT[kindOf(cell)]),
		el("span", { class: "cv", title: line }, line),
		cell?.evidence_date && isOld(cell, today) ? oldSaid(cell.evidence_date) : null,
	);
}

/** An answer with its evidence, as a row opens to it. */
function full(offering: Offering, cell: Cell | undefined, dimension: string, terms: Terms, today: string): Element {
	const { id } = offering;
	const correct = el("a", { href: correctPath(terms, id, dimension) }, cell ? "Correct" : "Propose an answer");
	if (!cell) return el("div", {}, el("p", { class: "when" }, "Not assessed."), el("div", { class: "acts" }, correct));
	const [main] = cell.sources;
	return el(
		"div",
		{},
		cell.caveat !== null && el("p", { class: "lm" }, el("b", {}, "Before you sign: "), cell.caveat),
		quotation(cell, { brief: true }),
		whenBrief(cell, today),
		cell.limits.length > 0 &&
			el("p", { class: "lm" }, el("b", {}, "Limits: "), cell.limits.map(({ what }) => plain(what)).join("; ")),
		el(
			"div",
			{ class: "acts" },
			main?.archived ? out(main.archived, "Archived copy") : null,
			main ? out(main.url, "Live page") : null,
			correct,
			el("a", { href: correctPath(terms, id, dimension, "dispute") }, "Dispute"),
			el("a", { href: offeringPath(terms, id, dimension) }, "In full"),
		),
	);
}

/** Returns the requests to each vendor, as lists to paste into an e-mail. */
export function asks(offerings: readonly Offering[], terms: Terms): Element {
	return el(
		"section",
		{ class: "asks", id: "asks" },
		el("h2", {}, "Questions for these vendors"),
		el(
			"div",
			{ class: `cols n${offerings.length}` },
			offerings.map((offering) => {
				const list = asksOf(offering, terms);
				return el(
					"div",
					{},
					el("h3", {}, shortName(offering.name)),
					list.length === 0
						? el("p", {}, "Nothing is open.")
						: el(
								"ol",
								{},
								list.map(
									({ text, record }): Node =>
										el("li", {}, text, record !== null && el("small", {}, ` Public record: ${record}`)),
								),
							),
					el("p", { class: "acts script" }, el("button", { type: "button", "data-asks": offering.id }, "Copy as text")),
				);
			}),
		),
	);
}

/** The names of the offerings of a comparison, as its title has them. */
export function titleOf(names: readonly string[]): string {
	return names.join(" vs ");
}

/** Looks up the label of a grade. */
export function labelIn({ grades }: Pick<Terms, "grades">): (grade: GradeId) => string {
	const labels = new Map(grades.map(({ id, label }) => [id, label]));
	return (grade) => labels.get(grade) ?? grade;
}

/** The switches and buttons of a comparison; they need a script. */
export function compareTools(): Element {
	const toggle = (name: string, words: string) =>
		el("label", { class: "sw" }, el("input", { type: "checkbox", name }), ` ${words}`);
	const button = (action: string, words: string) =>
		el("button", { class: "btn", type: "button", "data-do": action }, words);
	return el(
		"div",
		{ class: "tools" },
		el(
			"span",
			{ class: "tools script" },
			toggle("grades", "Grades differ"),
			toggle("details", "Details differ"),
			button("change", "Change"),
			button("link", "Copy link"),
			button("csv", "CSV"),
			button("print", "Print"),
		),
		el("a", { class: "btn main", href: "#asks" }, "Questions to ask"),
	);
}
