import { ago } from "../text/dates.ts";
import { freshness, oldMark, oldSaid, oldText } from "../view/age.ts";
import { domOf, today } from "./dom.ts";

/** Brings what depends on the day up to the reader's: how long ago, what is out of date, and the words for it. */
export function refresh(within: ParentNode = document, day = today()): void {
	for (const place of within.querySelectorAll<HTMLElement>("[data-d]")) {
		const [evidence, until] = (place.dataset.d ?? "").split(" ").slice(-2);
		if (evidence === undefined || until === undefined || evidence.length !== 10) continue;
		const words = place.querySelector(".ago");
		if (words) words.textContent = ago(evidence, day);
		if (until >= day) continue;
		if (place.classList.contains("when")) {
			if (place.querySelector(".tag")) continue;
			const tag = domOf(freshness(until, true));
			const by = place.querySelector(".by");
			if (by) by.replaceWith(tag);
			else place.append(tag);
		} else if (!place.querySelector(".old")) {
			const label = place.getAttribute("aria-label");
			const marks = label === null ? oldSaid(evidence) : [oldMark(evidence)];
			place.classList.add("aged");
			(place.querySelector(".at") ?? place).append(...marks.map(domOf));
			if (label !== null) place.setAttribute("aria-label", `${label}, ${oldText(evidence)}`);
		}
	}
}
