import type { Offering } from "../artifact/shape.ts";
import { shortName } from "../text/title.ts";
import { labelIn } from "../view/comparison.ts";
import { quotation, searchedBox, when } from "../view/evidence.ts";
import { glyph, gradeText } from "../view/glyph.ts";
import { correctPath, offeringPath, type Terms } from "../view/terms.ts";
import { el } from "../view/tree.ts";
import { domOf, loadJson, today } from "./dom.ts";

/** Shows one answer in the sheet beside the matrix; gives up with an error where it cannot be loaded. */
export async function showAnswer(sheet: HTMLElement, id: string, dimension: string): Promise<void> {
	const [{ offering }, terms] = await Promise.all([
		loadJson<{ offering: Offering }>(`offerings/${id}.json`),
		loadJson<Terms>("terms.json"),
	]);
	const asked = terms.dimensions.find((one) => one.id === dimension);
	if (!asked) throw new Error(`there is no question ${dimension}`);
	const cell = offering.dimensions[dimension];
	const { base } = terms;
	const absent = offering.not_applicable.includes(dimension)
		? "Does not apply: the models come from several developers."
		: "Not assessed.";
	const pieces = [
		el(
			"div",
			{ class: "sh" },
			el("p", { class: "asof" }, shortName(offering.name)),
			el(
				"button",
				{ class: "icon", type: "button", popovertarget: sheet.id, popovertargetaction: "hide", "aria-label": "Close" },
				"×",
			),
		),
		el("h2", { id: "answer-h", tabindex: "-1" }, asked.label),
		...(cell
			? [
					el("p", { class: "grade" }, glyph(cell), " ", gradeText(cell, labelIn(terms))),
					el("p", {}, cell.finding),
					cell.caveat === null ? null : el("p", { class: "caveat" }, el("b", {}, "Before you sign: "), cell.caveat),
					quotation(cell),
					searchedBox(cell),
					when(cell, today()),
					cell.limits.length === 0
						? null
						: el("p", { class: "when" }, el("b", {}, "Limits: "), cell.limits.map(({ what }) => what).join("; ")),
				]
			: [el("p", {}, absent)]),
		el(
			"div",
			{ class: "acts" },
			el("a", { href: offeringPath({ base }, id, dimension) }, "Whole answer"),
			el("a", { href: `${base}questions/${asked.slug}/` }, `All ${asked.label} answers`),
			el("a", { href: correctPath({ base }, id, dimension) }, "Correct"),
			el("a", { href: correctPath({ base }, id, dimension, "dispute") }, "Dispute"),
			el("button", { type: "button", "data-copy": offeringPath({ base }, id, dimension) }, "Copy link"),
		),
	];
	sheet.replaceChildren(...pieces.filter((piece) => piece !== null).map(domOf));
	sheet.showPopover();
	sheet.querySelector<HTMLElement>("#answer-h")?.focus({ preventScroll: true });
}
