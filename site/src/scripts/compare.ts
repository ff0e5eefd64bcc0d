import type { Offering } from "../artifact/shape.ts";
import { comparison, LEAST, MOST, type Terms } from "../text/comparison.ts";
import type { Node as TreeNode } from "../text/tree.ts";

/** Compares the offerings that are chosen on the page, or named in its address. Everything shown is made of text, never of markup. */
const form = document.querySelector<HTMLFormElement>("form.choose");
const place = document.getElementById("comparison");
const told = document.querySelector<HTMLElement>(".told");
const only = document.querySelector<HTMLElement>(".only");
const terms = JSON.parse(document.getElementById("terms")?.textContent ?? "{}") as Terms;

function start(form: HTMLFormElement, place: HTMLElement, told: HTMLElement): void {
	const choices = [...form.querySelectorAll("select")];
	// The list is long, so the page has it once.
	for (const choice of choices.slice(1))
		choice.replaceChildren(...[...(choices[0]?.options ?? [])].map((option) => option.cloneNode(true)));
	/** The choice that is being shown; an answer to an earlier one comes too late. */
	let turn = 0;

	async function show(): Promise<void> {
		const own = ++turn;
		const ids = [...new Set(choices.map(({ value }) => value).filter((id) => id !== ""))].slice(0, MOST);
		if (ids.length < LEAST) {
			put([]);
			told.textContent = "Choose at least two offerings.";
			return;
		}
		try {
			const offerings = await Promise.all(ids.map((id) => offeringNamed(form.dataset.offerings ?? "", id)));
			if (own !== turn) return;
			put(offerings);
			told.textContent = "";
		} catch {
			if (own === turn)
				told.textContent = "An offering could not be loaded; look at your connection, and choose again.";
		}
	}

	function put(offerings: readonly Offering[]): void {
		place.replaceChildren(...(offerings.length === 0 ? [] : [domOf(comparison(terms, offerings))]));
		if (only) only.hidden = offerings.length === 0;
		// More than two stand on paper that lies on its side.
		document.body.classList.toggle("wide", offerings.length > 2);
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

/** A piece of a page as nodes of the document: text is set as text, so that none of it becomes markup. */
function domOf(node: TreeNode): Node {
	if (typeof node === "string") return document.createTextNode(node);
	const made = document.createElement(node.tag);
	for (const [name, value] of Object.entries(node.attributes)) made.setAttribute(name, value);
	made.append(...node.children.map(domOf));
	return made;
}

if (form && place && told) start(form, place, told);
