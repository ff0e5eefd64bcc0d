import { hitList } from "../search/hits.ts";
import styles from "../styles/search.css?url";
import { base, domOf } from "./dom.ts";
import { loadSearch } from "./index-loader.ts";

/** Most hits of a group below the box. */
const MOST = 6;

/** Shows what the box of the header finds, below it; arrow keys choose, Enter opens. */
export function startPalette(input: HTMLInputElement | null): void {
	const form = input?.form;
	if (!input || !form) return;
	const panel = document.createElement("div");
	panel.className = "palette hits";
	panel.id = "found";
	panel.setAttribute("role", "listbox");
	panel.setAttribute("aria-label", "Results");
	panel.hidden = true;
	form.append(panel);
	const sheet = document.createElement("link");
	sheet.rel = "stylesheet";
	sheet.href = styles;
	document.head.append(sheet);
	for (const [name, value] of [
		["role", "combobox"],
		["aria-expanded", "false"],
		["aria-controls", "found"],
		["aria-autocomplete", "list"],
	] as const) {
		input.setAttribute(name, value);
	}
	let chosen = -1;
	const links = () => [...panel.querySelectorAll("a")];
	const open = (shown: boolean) => {
		panel.hidden = !shown;
		input.setAttribute("aria-expanded", `${shown}`);
		if (!shown) choose(-1);
	};
	const choose = (at: number) => {
		const list = links();
		chosen = list.length === 0 ? -1 : Math.max(-1, Math.min(at, list.length - 1));
		for (const [place, link] of list.entries()) link.setAttribute("aria-selected", `${place === chosen}`);
		const link = list[chosen];
		if (link) {
			input.setAttribute("aria-activedescendant", link.id);
			link.scrollIntoView({ block: "nearest" });
		} else input.removeAttribute("aria-activedescendant");
	};
	const show = async () => {
		const query = input.value;
		if (query.trim() === "") return open(false);
		const { index, search } = await loadSearch();
		if (query !== input.value) return;
		const lists = hitList(search.find(query), query, index, base, MOST);
		panel.replaceChildren(...lists.map(domOf));
		for (const list of panel.querySelectorAll("ul, li")) list.setAttribute("role", "presentation");
		for (const [at, link] of links().entries()) {
			link.id = `found-${at}`;
			link.tabIndex = -1;
			link.setAttribute("role", "option");
		}
		for (const line of panel.querySelectorAll("h2, p")) line.setAttribute("role", "presentation");
		open(true);
		choose(-1);
	};
	void loadSearch().catch(() => undefined);
	// What was typed before the palette was there.
	if (input.value !== "") void show().catch(() => open(false));
	input.addEventListener("input", () => void show().catch(() => open(false)));
	input.addEventListener("keydown", (event) => {
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			if (panel.hidden) void show().catch(() => open(false));
			else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
		} else if (event.key === "Escape" && !panel.hidden) {
			event.preventDefault();
			open(false);
		} else if (event.key === "Enter" && chosen >= 0) {
			event.preventDefault();
			links()[chosen]?.click();
		}
	});
	document.addEventListener("pointerdown", ({ target }) => {
		if (!form.contains(target as Node)) open(false);
	});
	form.addEventListener("focusout", ({ relatedTarget }) => {
		if (relatedTarget && !form.contains(relatedTarget as Node)) open(false);
	});
}
