import type { RowWindow } from "./matrix-window.ts";

/** The grid as one tab stop: arrow keys go from mark to mark, Space ticks an offering. */
export function startGrid(table: HTMLTableElement, drawn: RowWindow): void {
	const stops = (row: Element) => [...row.querySelectorAll<HTMLElement>("button, input.tick, a")];
	const rows = () =>
		[...table.rows].filter((row) => !row.hidden && row.className !== "groups").filter((row) => stops(row).length > 0);
	let current = table.querySelector<HTMLElement>('[tabindex="0"]');
	const go = (to: HTMLElement | undefined) => {
		if (!to) return;
		const row = to.closest("tr");
		if (row) drawn.drawTo(row);
		hold(to);
		to.focus();
		// The heads stay above; a row must not hide beneath them.
		to.scrollIntoView({ block: "nearest", inline: "nearest" });
	};
	const hold = (to: HTMLElement) => {
		if (current) current.tabIndex = -1;
		to.tabIndex = 0;
		current = to;
	};
	table.addEventListener("focusin", ({ target }) => {
		if (target instanceof HTMLElement && target.matches("button, input.tick, a")) hold(target);
	});
	table.addEventListener("keydown", (event) => {
		if (!(event.target instanceof HTMLElement) || event.altKey || event.metaKey) return;
		const row = event.target.closest("tr");
		if (!row) return;
		const line = stops(row);
		const at = line.indexOf(event.target);
		const lines = rows();
		const place = lines.indexOf(row);
		// The head of the ticks holds nothing to focus, so a head stands one further left than its column.
		const column = at + (row.parentElement?.tagName === "THEAD" ? 1 : 0);
		const to = (index: number) => {
			const target = lines[Math.max(0, Math.min(index, lines.length - 1))];
			if (!target) return undefined;
			const list = stops(target);
			return list[Math.max(0, column - (target.parentElement?.tagName === "THEAD" ? 1 : 0))] ?? list.at(-1);
		};
		const moves: Readonly<Record<string, () => HTMLElement | undefined>> = {
			ArrowRight: () => line[at + 1],
			ArrowLeft: () => line[at - 1],
			ArrowDown: () => to(place + 1),
			ArrowUp: () => to(place - 1),
			PageDown: () => to(place + 10),
			PageUp: () => to(place - 10),
			Home: () => (event.ctrlKey ? to(0) : line[0]),
			End: () => (event.ctrlKey ? to(lines.length - 1) : line.at(-1)),
		};
		const move = moves[event.key];
		if (move) {
			event.preventDefault();
			go(move());
		} else if (event.key === " " && !(event.target instanceof HTMLInputElement) && row.dataset.id) {
			event.preventDefault();
			row.querySelector<HTMLInputElement>("input.tick")?.click();
		}
	});
}
