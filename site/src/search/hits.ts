import { shortName } from "../text/title.ts";
import { kindGlyph, SHORT } from "../view/glyph.ts";
import { offeringPath } from "../view/terms.ts";
import { type Element, el, type Node } from "../view/tree.ts";
import type { Found, Group } from "./match.ts";
import { answerOf, type SearchIndex } from "./shape.ts";

const TITLES: Readonly<Record<Group["kind"], string>> = {
	answers: "Answers",
	questions: "Questions",
	offerings: "Offerings",
	vendors: "Vendors and services",
};

/** Returns the hits as groups of links; at most `most` in each. */
export function hitList(found: Found, query: string, index: SearchIndex, base: string, most: number): Element[] {
	const { groups, meant, unknown, partial } = found;
	const told: Element[] = [];
	if (meant !== null) {
		told.push(
			el("p", { class: "told" }, "Did you mean ", el("b", {}, meant), `? Nothing has “${unknown.join("”, “")}”.`),
		);
	} else if (groups.length === 0 && unknown.length + query.trim().length > 0) {
		told.push(
			el("p", { class: "told" }, `No results for “${query.trim()}”. ${index.questions.length} questions are covered:`),
		);
	} else if (partial) {
		told.push(el("p", { class: "told" }, "Nothing has all of these words. The closest:"));
	} else if (unknown.length > 0) {
		told.push(el("p", { class: "told" }, `Nothing has “${unknown.join("”, “")}”.`));
	}
	const shown: readonly Group[] = groups.length > 0 ? groups : [{ kind: "questions", hits: index.questions }];
	return [
		...told,
		...shown.flatMap((group) => {
			const lines = linesOf(group, base);
			const all = groups.length === 0 ? lines : lines.slice(0, most);
			const left = lines.length - all.length;
			return [
				el("h2", {}, TITLES[group.kind]),
				el(
					"ul",
					{},
					all.map((line) => el("li", {}, line)),
				),
				...(left > 0 ? [el("p", { class: "told" }, `and ${left} more`)] : []),
			];
		}),
	];
}

function linesOf(group: Group, base: string): Element[] {
	const line = (href: string, glyph: Node, name: string, say: string, aside: string) =>
		el(
			"a",
			{ href },
			glyph,
			el("span", {}, el("b", {}, name), say && el("span", { class: "say" }, ` ${say}`)),
			el("small", {}, aside),
		);
	const nothing = el("span");
	switch (group.kind) {
		case "answers":
			return group.hits.map(({ offering, question, at }) => {
				const { kind, fill } = answerOf(offering.answers[at] ?? "");
				return line(
					offeringPath({ base }, offering.id, question.id),
					kindGlyph(kind, fill),
					`${shortName(offering.name)}, ${question.label}`,
					offering.findings[at] ?? "",
					kind === "blank" ? "Not assessed" : SHORT[kind],
				);
			});
		case "questions":
			return group.hits.map(({ slug, label, title }) => line(`${base}questions/${slug}/`, nothing, label, title, ""));
		case "offerings":
			return group.hits.map(({ id, name, watch_outs }) =>
				line(offeringPath({ base }, id), nothing, name, "", `${watch_outs} watch-out${watch_outs === 1 ? "" : "s"}`),
			);
		case "vendors":
			return group.hits.map(({ id, name, folder }) =>
				line(`${base}${folder}/${id}/`, nothing, name, "", folder === "services" ? "Service" : "Vendor"),
			);
	}
}
