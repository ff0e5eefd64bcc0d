/** Searches the index that Pagefind made of the pages; it is loaded with the first word, in parts. */
const form = document.querySelector<HTMLFormElement>("form.search");
const input = form?.querySelector("input");
const told = document.querySelector<HTMLElement>(".told");
const list = document.querySelector<HTMLElement>(".found");

/** What is used of https://pagefind.app/docs/api/. */
interface Pagefind {
	options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
	debouncedSearch(words: string): Promise<{ results: readonly { data(): Promise<Found> }[] } | null>;
}
interface Part {
	readonly title: string;
	readonly url: string;
	readonly excerpt: string;
}
interface Found {
	readonly url: string;
	readonly meta: { readonly title?: string };
	readonly excerpt: string;
	readonly sub_results: readonly Part[];
}

/** Pages that are shown, and places within each. */
const PAGES = 20;
const PLACES = 4;

function start(form: HTMLFormElement, input: HTMLInputElement, told: HTMLElement, list: HTMLElement): void {
	let pagefind: Promise<Pagefind> | undefined;

	async function open(): Promise<Pagefind> {
		const opened = (await import(/* @vite-ignore */ form.dataset.index ?? "")) as Pagefind;
		await opened.options({ baseUrl: form.dataset.base ?? "/", excerptLength: 24 });
		return opened;
	}

	async function show(): Promise<void> {
		const words = input.value.trim();
		if (words === "") {
			list.replaceChildren();
			told.textContent = "";
			return;
		}
		try {
			pagefind ??= open();
			const answer = await (await pagefind).debouncedSearch(words);
			// Null when another letter was typed meanwhile.
			if (answer === null) return;
			const found = await Promise.all(answer.results.slice(0, PAGES).map((one) => one.data()));
			if (input.value.trim() !== words) return;
			list.replaceChildren(...found.map(itemOf));
			const { length } = answer.results;
			told.textContent =
				length === 0
					? "Nothing has these words."
					: `${length} page${length === 1 ? "" : "s"}${length > PAGES ? `, the best ${PAGES} shown` : ""}`;
		} catch {
			pagefind = undefined;
			told.textContent = "The index could not be loaded; look at your connection, and try again.";
		}
	}

	const recall = () => {
		input.value = new URLSearchParams(location.search).get("q") ?? "";
		show();
	};
	input.addEventListener("input", () => {
		const words = input.value.trim();
		history.replaceState(null, "", words === "" ? location.pathname : `?${new URLSearchParams({ q: words })}`);
		show();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		show();
	});
	addEventListener("popstate", recall);
	form.hidden = false;
	recall();
	input.focus();
}

function itemOf({ url, meta, excerpt, sub_results: parts }: Found): HTMLElement {
	const item = document.createElement("li");
	item.append(linkTo(url, meta.title ?? url));
	const places = parts.filter((part) => part.url !== url).slice(0, PLACES);
	if (places.length === 0) item.append(excerptOf(excerpt));
	for (const place of places) {
		const below = document.createElement("div");
		below.append(linkTo(place.url, place.title), excerptOf(place.excerpt));
		item.append(below);
	}
	return item;
}

function linkTo(url: string, text: string): HTMLElement {
	const link = document.createElement("a");
	link.href = url;
	link.textContent = text;
	return link;
}

/** The words around what was found: only their marks are taken over of the markup that Pagefind gives. */
function excerptOf(markup: string): HTMLElement {
	const place = document.createElement("p");
	for (const node of new DOMParser().parseFromString(markup, "text/html").body.childNodes) {
		const isMark = node instanceof HTMLElement && node.localName === "mark";
		const made = isMark ? document.createElement("mark") : document.createTextNode("");
		made.textContent = node.textContent;
		place.append(made);
	}
	return place;
}

if (form && input && told && list) start(form, input, told, list);
