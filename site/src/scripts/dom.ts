import type { Node as Piece } from "../view/tree.ts";

const SVG = "http://www.w3.org/2000/svg";
const OF_SVG = new Set(["svg", "use"]);

/** Makes a piece of a page in the document; text stays text. */
export function domOf(piece: Piece): Node {
	if (typeof piece === "string") return document.createTextNode(piece);
	const made = OF_SVG.has(piece.tag) ? document.createElementNS(SVG, piece.tag) : document.createElement(piece.tag);
	for (const [name, value] of Object.entries(piece.attributes)) made.setAttribute(name, value);
	made.append(...piece.children.map(domOf));
	return made;
}

/** The element that a selector finds; a page without it is a mistake of ours. */
export function need<T extends Element>(selector: string, within: ParentNode = document): T {
	const found = within.querySelector<T>(selector);
	if (!found) throw new Error(`the page has no ${selector}`);
	return found;
}

/** Today in UTC, the day for which freshness is computed. */
export function today(): string {
	return new Date().toISOString().slice(0, 10);
}

/** Path of the site on its host. */
export const base = document.body.dataset.base ?? "/";

const loaded = new Map<string, Promise<unknown>>();

/** Loads a JSON file of the site once; a failure is not kept. */
export function loadJson<T>(path: string): Promise<T> {
	const known =
		loaded.get(path) ??
		fetch(base + path).then((response) => {
			if (!response.ok) throw new Error(`${path}: ${response.status}`);
			return response.json();
		});
	loaded.set(path, known);
	known.catch(() => loaded.delete(path));
	return known as Promise<T>;
}

/** Puts a text on the clipboard and says so on the button that asked for it. */
export async function copyFrom(button: HTMLElement, text: string): Promise<void> {
	const words = button.dataset.words ?? button.textContent ?? "";
	button.dataset.words = words;
	try {
		await navigator.clipboard.writeText(text);
		button.textContent = "Copied";
	} catch {
		button.textContent = "Not copied";
	}
	say(button.textContent);
	setTimeout(() => {
		button.textContent = words;
	}, 2000);
}

/** Says something to a screen reader. */
export function say(text: string): void {
	let region = document.querySelector("#said");
	if (!region) {
		region = document.createElement("p");
		region.id = "said";
		region.className = "vh";
		region.setAttribute("role", "status");
		document.body.append(region);
	}
	region.textContent = text;
}

/** Saves a text as a file. */
export function download(name: string, type: string, text: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([text], { type }));
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}
