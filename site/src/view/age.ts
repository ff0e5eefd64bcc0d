import type { Cell } from "../artifact/shape.ts";
import { dayText, monthNumber, monthText } from "../text/dates.ts";
import { type Element, el, time } from "./tree.ts";

/** True when the evidence is older than its question allows on that day. */
export function isOld({ fresh_until: until }: Pick<Cell, "fresh_until">, today: string): boolean {
	return until !== null && until < today;
}

/** The mark of an answer that is out of date: the month in which its evidence was last seen. */
export function oldMark(evidence: string): Element {
	return el(
		"span",
		{ class: "old" },
		el("span", { class: "w" }, monthText(evidence)),
		el("span", { class: "n" }, monthNumber(evidence)),
	);
}

/** The mark with words before it, for a place that has no label of its own. */
export function oldSaid(evidence: string): Element[] {
	return [el("span", { class: "vh" }, " out of date, last seen "), oldMark(evidence)];
}

/** Words of the mark for what is out of date. */
export function oldText(evidence: string): string {
	return `out of date, last seen ${dayText(evidence)}`;
}

/** Says until when evidence counts as fresh, or since when it does not. */
export function freshness(until: string, old: boolean): Element {
	return old
		? el("span", { class: "tag" }, "out of date since ", time(until, dayText(until)))
		: el("span", { class: "by" }, "Re-check by ", time(until, dayText(until)), ".");
}
