import type { Offering } from "../artifact/shape.ts";
import {
	type Compared,
	type ComparedGroup,
	compared,
	differencesText,
	LEAST,
	MOST,
	type Terms,
} from "../text/comparison.ts";
import { followSwitch } from "./only-differences.ts";

/** Compares the offerings that are chosen on the page, or named in its address. Everything shown is made of text, never of markup. */
const form = document.querySelector<HTMLFormElement>("form.choose");
const place = document.getElementById("comparison");
const told = document.querySelector<HTMLElement>(".told");
const terms = JSON.parse(document.getElementById("terms")?.textContent ?? "{}") as Terms;

function start(form: HTMLFormElement, place: HTMLElement, told: HTMLElement): void {
	const choices = [...form.querySelectorAll("select")];
	/** The choice that is being shown; an answer to an earlier one comes too late. */
	let turn = 0;

	async function show(): Promise<void> {
		const own = ++turn;
		const ids = [...new Set(choices.map(({ value }) => value).filter((id) => id !== ""))].slice(0, MOST);
		if (ids.length < LEAST) {
			place.replaceChildren();
			told.textContent = "Choose at least two offerings.";
			return;
		}
		try {
			const offerings = await Promise.all(ids.map((id) => offeringNamed(form.dataset.offerings ?? "", id)));
			if (own !== turn) return;
			place.replaceChildren(...comparison(form, offerings));
			told.textContent = "";
			followSwitch(place);
		} catch {
			if (own === turn)
				told.textContent = "An offering could not be loaded; look at your connection, and choose again.";
		}
	}

	function recall(): void {
		const named = [...new URLSearchParams(location.search)].filter(([name]) =>
			choices.some((one) => one.name === name),
		);
		const unknown: string[] = [];
		for (const choice of choices) {
			const id = named.find(([name]) => name === choice.name)?.[1] ?? "";
			const known = [...choice.options].some(({ value }) => value === id);
			choice.value = known ? id : "";
			if (!known) unknown.push(id);
		}
		show().then(() => {
			if (unknown.length > 0)
				told.textContent = `There is no offering ${unknown.map((id) => `“${id.slice(0, 64)}”`).join(", ")}. ${told.textContent}`;
		});
	}

	form.addEventListener("change", () => {
		const asked = new URLSearchParams(
			choices.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]),
		);
		history.pushState(null, "", `?${asked}`);
		show();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		show();
	});
	addEventListener("popstate", recall);
	form.hidden = false;
	recall();
}

const loaded = new Map<string, Promise<Offering>>();

function offeringNamed(folder: string, id: string): Promise<Offering> {
	const held = loaded.get(id) ?? fetchOffering(`${folder}${encodeURIComponent(id)}.json`);
	loaded.set(id, held);
	held.catch(() => loaded.delete(id));
	return held;
}

async function fetchOffering(address: string): Promise<Offering> {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${answer.status}`);
	return ((await answer.json()) as { readonly offering: Offering }).offering;
}

type Attributes = Readonly<Record<string, string>>;

/** An element of texts and other elements. */
function element(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): HTMLElement {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}

function comparison(form: HTMLFormElement, offerings: readonly Offering[]): Node[] {
	const groups = compared(offerings, terms);
	const pages = form.dataset.offerings ?? "";
	const heads = offerings.map(({ id, name }) =>
		element("th", { scope: "col" }, element("a", { href: `${pages}${id}/` }, name)),
	);
	const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Question"), ...heads));
	const bodies = groups.map((group) => bodyOf(group, form, offerings));
	return [
		element("p", { class: "differences" }, differencesText(groups)),
		element("p", { class: "only" }, element("label", {}, element("input", { type: "checkbox" }), " Only what differs")),
		element(
			"section",
			{ class: "scroll", tabindex: "0", "aria-label": "Comparison" },
			element("table", { class: "comparison" }, head, ...bodies),
		),
	];
}

function bodyOf({ name, rows }: ComparedGroup, form: HTMLFormElement, offerings: readonly Offering[]): HTMLElement {
	const { offerings: pages = "", questions = "" } = form.dataset;
	const title = element("th", { scope: "colgroup", colspan: String(offerings.length + 1) }, name);
	const lines = rows.map(({ dimension, label, differs, cells }) => {
		const slug = terms.dimensions.find(({ id }) => id === dimension)?.slug;
		const head = slug === undefined ? label : element("a", { href: `${questions}${slug}/` }, label);
		const mark = differs ? [element("span", { class: "differs" }, "differs")] : [];
		const fields = cells.map((cell, index) => fieldOf(cell, `${pages}${offerings[index]?.id}/#${dimension}`));
		return element(
			"tr",
			{ "data-differs": differs ? "yes" : "no" },
			element("th", { scope: "row" }, head, ...mark),
			...fields,
		);
	});
	return element("tbody", {}, element("tr", { class: "group" }, title), ...lines);
}

function fieldOf({ grade, text, caveat, evidence }: Compared, address: string): HTMLElement {
	const label = grade
		? element(
				"a",
				{ class: "to-cell", href: address },
				element(
					"span",
					{ class: `grade g-${grade.id}` },
					element("span", { class: "glyph", "aria-hidden": "true" }, grade.glyph),
					grade.label,
				),
			)
		: text;
	return element(
		"td",
		{},
		label,
		...(caveat === null ? [] : [element("p", {}, caveat)]),
		...(evidence === null ? [] : [element("small", {}, evidence)]),
	);
}

if (form && place && told) start(form, place, told);
