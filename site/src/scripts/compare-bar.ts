import { comparePath } from "../view/terms.ts";
import { base } from "./dom.ts";

/** Most offerings that are compared at once. */
export const MOST_COMPARED = 4;

/** The bar that gathers ticked offerings and leads to their comparison. */
export function startBar(form: HTMLFormElement): void {
	const bar = form.querySelector<HTMLElement>(".bar");
	if (!bar) return;
	const count = bar.querySelector(".n");
	const list = bar.querySelector("ul");
	const go = bar.querySelector<HTMLButtonElement>("button[type=submit]");
	const ticks = [...form.querySelectorAll<HTMLInputElement>("input.tick")];
	/** In the order of ticking. */
	let chosen = ticks.filter(({ checked }) => checked);
	const nameOf = (tick: HTMLInputElement) => tick.closest("tr")?.querySelector(".off a")?.textContent ?? tick.value;
	const show = () => {
		// Classes, since a style that depends on what a row or the form holds is computed anew for each key in the filter.
		form.classList.toggle("picking", chosen.length > 0);
		for (const tick of ticks) tick.closest("tr")?.classList.toggle("picked", tick.checked);
		if (count) count.textContent = `${chosen.length} of ${MOST_COMPARED}`;
		list?.replaceChildren(
			...chosen.map((tick) => {
				const line = document.createElement("li");
				const remove = document.createElement("button");
				remove.type = "button";
				remove.textContent = "×";
				remove.setAttribute("aria-label", `Remove ${nameOf(tick)}`);
				remove.addEventListener("click", () => tick.click());
				line.append(nameOf(tick), remove);
				return line;
			}),
		);
		if (go) {
			go.textContent = chosen.length < 2 ? "Tick another" : `Compare ${chosen.length}`;
			go.disabled = chosen.length < 2;
		}
		const full = chosen.length >= MOST_COMPARED;
		for (const tick of ticks) tick.disabled = full && !tick.checked;
	};
	form.addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement) || !target.matches("input.tick")) return;
		chosen = target.checked ? [...chosen, target] : chosen.filter((tick) => tick !== target);
		show();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		if (chosen.length >= 2)
			location.href = comparePath(
				{ base },
				chosen.map(({ value }) => value),
			);
	});
	bar.querySelector("button[type=reset]")?.addEventListener("click", (event) => {
		// The form's own reset would clear the requirements, too.
		event.preventDefault();
		for (const tick of chosen) tick.checked = false;
		chosen = [];
		show();
	});
	show();
}
