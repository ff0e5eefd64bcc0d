import { byName } from "../text/order.ts";
import { KINDS, type Kind } from "../view/glyph.ts";
import type { Fact } from "../view/requirements.ts";

const CONFIDENCE = { h: "high", m: "medium", l: "low" } as const;

/** A row of the matrix with what filters and sorting ask of it. */
export interface Row {
	readonly id: string;
	readonly element: HTMLTableRowElement;
	readonly name: string;
	readonly watchOuts: number;
	readonly facts: ReadonlyMap<string, Fact>;
	/** Dimensions that do not apply to it. */
	readonly inapplicable: ReadonlySet<string>;
	/** Latest day of its evidence; empty where none is known. */
	readonly evidence: string;
}

/** Reads the rows of a matrix as they stand in the page. */
export function readRows(table: HTMLTableElement, dimensions: readonly string[]): Row[] {
	return [...(table.tBodies[0]?.rows ?? [])].map((element) => {
		const links = [...element.querySelectorAll<HTMLAnchorElement>("td.c > a")];
		const facts = new Map<string, Fact>();
		const inapplicable = new Set<string>();
		let latest = "";
		for (const [at, link] of links.entries()) {
			const [confidence = "", evidence = "", until] = (link.dataset.d ?? "").split(" ");
			if (link.textContent === "n/a") inapplicable.add(dimensions[at] ?? "");
			if (confidence === "") continue;
			if (evidence > latest) latest = evidence;
			facts.set(dimensions[at] ?? "", {
				kind: kindAt(link),
				confidence: CONFIDENCE[confidence as keyof typeof CONFIDENCE] ?? "low",
				until: until ?? null,
			});
		}
		return {
			id: element.dataset.id ?? "",
			element,
			name: element.querySelector(".off a")?.textContent ?? "",
			watchOuts: Number(element.querySelector(".wo b")?.textContent ?? 0),
			facts,
			inapplicable,
			evidence: latest,
		};
	});
}

function kindAt(link: HTMLAnchorElement): Kind {
	const name = /\bg-(\w+)/.exec(link.querySelector("svg")?.getAttribute("class") ?? "")?.[1];
	return KINDS.find((kind) => kind === name) ?? "blank";
}

/** Rows in another order; equal ones by name. */
export function sorted(rows: readonly Row[], sort: string, down: boolean): Row[] {
	const compare = comparer(sort);
	const sign = down ? -1 : 1;
	return [...rows].sort((a, b) => sign * compare(a, b) || byName(a.name, b.name));
}

function comparer(sort: string): (a: Row, b: Row) => number {
	switch (sort) {
		case "name":
			return (a, b) => byName(a.name, b.name);
		case "watch":
			return (a, b) => a.watchOuts - b.watchOuts || b.facts.size - a.facts.size;
		case "answers":
			return (a, b) => b.facts.size - a.facts.size || a.watchOuts - b.watchOuts;
		case "evidence":
			return (a, b) => (a.evidence < b.evidence ? 1 : a.evidence > b.evidence ? -1 : 0);
		default: {
			const rank = ({ facts }: Row) => KINDS.indexOf(facts.get(sort)?.kind ?? "blank");
			return (a, b) => rank(a) - rank(b);
		}
	}
}
