import type { MatrixState } from "../view/matrix-state.ts";
import { missesOf, missOf } from "../view/requirements.ts";
import type { Row } from "./matrix-rows.ts";

interface Zero {
	readonly state: MatrixState;
	/** Rows that pass the filters, whatever is required. */
	readonly candidates: readonly Row[];
	readonly labels: ReadonlyMap<string, string>;
	readonly day: string;
	readonly change: (next: Partial<MatrixState>) => void;
}

/** Words for why a requirement is missed, where the grade alone would meet it. */
const WHY = { grade: "", confidence: " (confidence)", age: " (evidence out of date or undated)" } as const;

/** Says, where no offering is left, what stands in the way, with a button for each thing to drop. */
export function showZero(place: HTMLElement, { state, candidates, labels, day, change }: Zero): void {
	const buttons: HTMLButtonElement[] = [];
	const drop = (words: string, next: Partial<MatrixState>) => {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "btn";
		button.textContent = words;
		button.addEventListener("click", () => change(next));
		buttons.push(button);
	};
	const said = document.createElement("p");
	const required = Object.keys(state.require);
	if (candidates.length === 0) {
		said.textContent = state.q === "" ? "No offering passes these filters." : `No offering is called “${state.q}”.`;
		if (state.q !== "") drop("Clear the filter by name", { q: "" });
		if (state.category + state.developer + state.platform + state.most !== "")
			drop("Clear filters", { category: "", developer: "", platform: "", most: "" });
	} else {
		const misses = candidates.map((row) => ({ row, missed: missesOf(row.facts, state, day) }));
		const least = Math.min(...misses.map(({ missed }) => missed.length));
		const closest = misses.filter(({ missed }) => missed.length === least).slice(0, 3);
		const why = ({ facts }: Row, id: string) =>
			WHY[missOf(facts.get(id), state.require[id] ?? "yes_public", state, day) ?? "grade"];
		const near = closest.map(
			({ row, missed }) => `${row.name} misses ${missed.map((id) => `${labels.get(id)}${why(row, id)}`).join(", ")}`,
		);
		said.textContent = `${required.length === 1 ? "No offering meets this requirement." : `No offering meets all ${required.length}.`} Closest: ${near.join("; ")}.`;
		const drops = required.map((id) => {
			const { [id]: _, ...require } = state.require;
			const count = candidates.filter(({ facts }) => missesOf(facts, { ...state, require }, day).length === 0).length;
			return { id, require, count };
		});
		// Where one less is enough, the others would leave the table empty.
		const useful = drops.filter(({ count }) => count > 0);
		for (const { id, require, count } of useful.length > 0 ? useful : drops)
			drop(`Drop ${labels.get(id)} (${count})`, { require });
		if (state.fresh) drop("Allow evidence out of date", { fresh: false });
		if (state.confidence !== null) drop("Allow any confidence", { confidence: null });
	}
	const line = document.createElement("p");
	line.className = "chips";
	line.append(...buttons);
	place.replaceChildren(said, line);
}
