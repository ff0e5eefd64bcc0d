import type { Dimension, Offering } from "../artifact/shape.ts";
import { shortName } from "../text/title.ts";
import { isOld, oldMark } from "./age.ts";
import { labelIn } from "./comparison.ts";
import { dates, glyph, glyphText } from "./glyph.ts";
import { offeringPath, type Terms } from "./terms.ts";
import { type Element, el, htmlOf } from "./tree.ts";

interface Group {
	readonly name: string;
	readonly dimensions: readonly Pick<Dimension, "id" | "label">[];
}

/** Labels in two short lines, where the label itself does not break well. */
const HEADS: Readonly<Record<string, string>> = {
	subprocessor_change: "Subproc. notice",
	training_on_customer_data: "No training",
};

const CATEGORY: Readonly<Record<Offering["category"], string>> = {
	first_party: "first party",
	cloud_distribution: "cloud",
	inference_host: "host",
	gateway: "gateway",
};

/** The columns and heads of a matrix; with tools, heads are buttons that sort. */
export function matrixHead(groups: readonly Group[], tools: boolean): Element[] {
	const all = groups.flatMap(({ dimensions }) => dimensions);
	const firsts = new Set(groups.map(({ dimensions }) => dimensions[0]?.id));
	const lead = tools ? 3 : 2;
	return [
		el(
			"colgroup",
			{},
			tools && el("col", { class: "c-tick" }),
			el("col", { class: "c-name" }),
			el("col", { class: "c-open" }),
			all.map(() => el("col")),
		),
		el(
			"thead",
			{ role: "rowgroup" },
			el(
				"tr",
				{ class: "groups", role: "row" },
				el("td", { role: "gridcell", colspan: `${lead}` }),
				groups.map(({ name, dimensions }) =>
					el("th", { role: "columnheader", colspan: `${dimensions.length}`, scope: "colgroup" }, el("span", {}, name)),
				),
			),
			el(
				"tr",
				{ class: "heads", role: "row" },
				tools &&
					el("th", { role: "columnheader", class: "c-tick", scope: "col" }, el("span", { class: "vh" }, "Compare")),
				head("c-name", "name", "Offering", tools),
				head("c-open", "watch", "Watch-outs", tools),
				all.map(({ id, label }) => head(firsts.has(id) ? "c g1" : "c", id, label, tools)),
			),
		),
	];
}

function head(kind: string, sort: string, label: string, tools: boolean): Element {
	const shown = HEADS[sort] ?? label;
	const name = shown === label ? null : label;
	return el(
		"th",
		{ role: "columnheader", scope: "col", class: kind, "data-h": tools ? shown : null },
		tools
			? el(
					"button",
					{ type: "button", tabindex: sort === "name" ? "0" : "-1", "data-sort": sort, "aria-label": name },
					shown,
				)
			: el("span", { title: name }, shown),
	);
}

/** A row of a matrix as HTML. */
export function matrixRow(offering: Offering, terms: Terms, today: string, tools: boolean): string {
	const { id, name, watch_outs, not_applicable: absent, dimensions: cells } = offering;
	const { dimensions } = terms;
	const assessed = dimensions.filter(({ id }) => cells[id]).length;
	const short = shortName(name);
	const tab = tools ? "-1" : null;
	return htmlOf(
		el(
			"tr",
			tools
				? {
						role: "row",
						"data-id": id,
						"data-category": offering.category,
						"data-developer": offering.developer_id,
						"data-platform": offering.platform,
					}
				: { role: "row", "data-id": id },
			tools &&
				el(
					"td",
					{ class: "pick-td", role: "gridcell" },
					el(
						"label",
						{ class: "pick" },
						el("input", { class: "tick", type: "checkbox", name: "o", value: id, tabindex: tab }),
						el("span", { class: "vh" }, `Compare ${short}`),
					),
				),
			el(
				"th",
				{ class: "off", role: "rowheader", scope: "row" },
				el("a", { href: offeringPath(terms, id), tabindex: tab }, short),
				el("small", {}, CATEGORY[offering.category]),
			),
			el("td", { class: "wo", role: "gridcell" }, el("b", {}, `${watch_outs}`), " ", el("small", {}, `of ${assessed}`)),
			dimensions.map((dimension, at) =>
				el(
					"td",
					{ role: "gridcell", class: dimension.group === dimensions[at - 1]?.group ? "c" : "c g1" },
					answer(offering, dimension, terms, today, tab, absent.includes(dimension.id)),
				),
			),
		),
	);
}

/** The link of one answer: its glyph, and for those who do not see it all that the glyph says. */
function answer(
	{ id, name, dimensions }: Offering,
	{ id: dimension, label }: Pick<Dimension, "id" | "label">,
	terms: Terms,
	today: string,
	tab: string | null,
	inapplicable: boolean,
): Element {
	const cell = dimensions[dimension];
	const href = offeringPath(terms, id, dimension);
	const said = (words: string) => (tab === null ? `${shortName(name)}, ${label}: ${words}` : `${label}: ${words}`);
	if (inapplicable) return el("a", { href, tabindex: tab, "aria-label": said("does not apply") }, "n/a");
	if (!cell) return el("a", { href, tabindex: tab, "aria-label": said("not assessed") }, glyph(cell));
	return el(
		"a",
		// In this order what repeats stands together, so that a thousand rows compress well.
		{ "data-d": dates(cell), href, tabindex: tab, "aria-label": said(glyphText(cell, labelIn(terms), today)) },
		glyph(cell),
		cell.evidence_date !== null && isOld(cell, today) && oldMark(cell.evidence_date),
	);
}
