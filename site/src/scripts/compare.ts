import type { Offering } from "../artifact/shape.ts";
import { shortName } from "../text/title.ts";
import { asksText } from "../view/asks.ts";
import { asks, compareTools, comparison, labelIn, titleOf } from "../view/comparison.ts";
import { gradeText } from "../view/glyph.ts";
import { comparePath, type Terms } from "../view/terms.ts";
import { el, type Node as Piece } from "../view/tree.ts";
import { base, copyFrom, domOf, download, loadJson, need, say, today } from "./dom.ts";
import { csvText } from "./matrix-csv.ts";

/** Shows two to four offerings of the reader's choice, and what a comparison can do: switches, CSV, questions. */
const place = need<HTMLElement>("#comparison");
const chooser = document.querySelector<HTMLElement>("#chooser");
const first = document.title;
let offerings: readonly Offering[] = [];
let terms: Terms | null = null;
let turn = 0;

/** The offerings that the URL names: `a` to `d`, or `o` from a form without a script. */
function asked(): string[] {
	const query = new URLSearchParams(location.search);
	const ids = [...["a", "b", "c", "d"].flatMap((name) => query.get(name) ?? []), ...query.getAll("o")];
	return [...new Set(ids.map((id) => id.trim().toLowerCase()).filter((id) => id !== ""))].slice(0, 4);
}

/** Loads the offerings that exist; returns the ids of those that do not. */
async function load(ids: readonly string[]): Promise<string[]> {
	const results = await Promise.allSettled(
		ids.map((id) =>
			// An id becomes a part of a path, so it has to look like one.
			/^[a-z0-9][a-z0-9-]{0,99}$/.test(id)
				? loadJson<{ offering: Offering }>(`offerings/${id}.json`)
				: Promise.reject(new Error(id)),
		),
	);
	terms = await loadJson<Terms>("terms.json");
	offerings = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.offering] : []));
	return ids.filter((_, at) => results[at]?.status === "rejected");
}

async function show(): Promise<void> {
	const now = ++turn;
	const ids = asked();
	for (const [at, select] of [...(chooser?.querySelectorAll("select") ?? [])].entries()) {
		select.value = ids[at] ?? "";
		if (select.selectedIndex < 0) select.selectedIndex = 0;
	}
	let note: string | null = null;
	offerings = [];
	if (ids.length > 0) {
		try {
			const missing = await load(ids);
			if (missing.length > 0) note = `There is no offering “${missing.join("”, “")}”.`;
			else if (ids.length === 1) note = `Choose what to compare with ${shortName(offerings[0]?.name ?? "")}.`;
		} catch (error) {
			note = String((error as Error).message);
		}
	}
	if (now !== turn) return;
	const shown = offerings.length > 1;
	document.body.classList.toggle("compared", shown);
	if (chooser) chooser.hidden = shown;
	const key = document.querySelector<HTMLElement>("#compare-key");
	if (key) key.hidden = !shown;
	if (!shown || !terms) {
		document.title = first;
		fill(note === null ? null : el("p", { class: "note told" }, note), null, null);
		return;
	}
	const names = offerings.map(({ name }) => shortName(name));
	document.title = titleOf(names);
	document
		.querySelector('meta[name="description"]')
		?.setAttribute("content", `${names.join(", ")} compared on ${terms.dimensions.length} questions.`);
	const crumb = document.querySelector(".crumb [aria-current]");
	if (crumb) crumb.textContent = titleOf(names);
	fill(
		el(
			"div",
			{},
			el("div", { class: "title" }, el("h1", {}, names.join(", ")), compareTools()),
			note !== null && el("p", { class: "note told" }, note),
		),
		comparison(offerings, terms, today()),
		asks(offerings, terms),
	);
	for (const url of document.querySelectorAll(".perma .url")) url.textContent = location.href;
	start();
	say(`${names.join(", ")}: ${need(".vs .hd .asof").textContent}`);
}

/** Lets the reader choose other offerings; the page of a pair leads to where that can be done. */
function change(): void {
	if (place.dataset.ids !== undefined) {
		location.href = comparePath({ base }, place.dataset.ids.split(" "));
		return;
	}
	document.body.classList.remove("compared");
	if (!chooser) return;
	chooser.hidden = false;
	chooser.querySelector("select")?.focus();
}

/** Puts the parts of a comparison into their places. */
function fill(...parts: readonly (Piece | null)[]): void {
	for (const [at, name] of ["head", "table", "asks"].entries()) {
		const part = parts[at] ?? null;
		need(`#compare-${name}`).replaceChildren(...(part === null ? [] : [domOf(part)]));
	}
}

/** Lets the switches of the shown comparison work. */
function start(): void {
	const table = document.querySelector(".vs");
	for (const box of document.querySelectorAll<HTMLInputElement>(".sw input")) {
		box.addEventListener("change", () => table?.classList.toggle(`only-${box.name}`, box.checked));
	}
	const { hash } = location;
	const row = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
	if (row instanceof HTMLDetailsElement) row.open = true;
}

function csv(all: Terms): string {
	const label = labelIn(all);
	return csvText([
		["question", ...offerings.flatMap(({ name }) => [name, `${name}: finding`, `${name}: evidence from`])],
		...all.dimensions.map(({ id, label: question }) => [
			question,
			...offerings.flatMap(({ dimensions: { [id]: cell } }) => [
				gradeText(cell, label),
				cell?.finding ?? "",
				cell?.evidence_date ?? "",
			]),
		]),
	]);
}

document.addEventListener("click", async ({ target }) => {
	const button = target instanceof Element ? target.closest("button") : null;
	if (!button) return;
	if (button.dataset.do === "change") change();
	else if (button.dataset.do === "link") await copyFrom(button, location.href);
	else if (button.dataset.do === "print") print();
	else if (button.dataset.do === "csv" && terms) download("comparison.csv", "text/csv", csv(terms));
	else if (button.dataset.asks && terms) {
		const offering = offerings.find(({ id }) => id === button.dataset.asks);
		if (offering) await copyFrom(button, asksText(offering, terms));
	}
});
if (place.dataset.ids !== undefined) {
	// The page of a pair stands complete; only its buttons need the data.
	void load(place.dataset.ids.split(" ")).catch(() => undefined);
	start();
} else {
	chooser?.querySelector("form")?.addEventListener("submit", (event) => {
		event.preventDefault();
		const query = new URLSearchParams();
		for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement))
			if (value !== "") query.set(name, `${value}`);
		history.pushState(null, "", `${location.pathname}?${query}`);
		void show();
	});
	addEventListener("popstate", () => void show());
	void show();
}
