import { hitList } from "../search/hits.ts";
import { base, domOf, need } from "./dom.ts";
import { loadSearch } from "./index-loader.ts";

/** Most hits of a group on the page of the search. */
const MOST = 20;
const form = need<HTMLFormElement>("form.seek");
const input = need<HTMLInputElement>("#words");
const place = need("#hits");
const all = [...place.childNodes];

async function show(): Promise<void> {
	const query = input.value;
	if (query.trim() === "") {
		place.replaceChildren(...all);
		need("#count").textContent = "";
		return;
	}
	try {
		const { index, search } = await loadSearch();
		if (query !== input.value) return;
		const found = search.find(query);
		place.replaceChildren(...hitList(found, query, index, base, MOST).map(domOf));
		const count = found.groups.reduce((sum, { hits }) => sum + hits.length, 0);
		need("#count").textContent = count === 0 ? "No results" : `${count} results`;
	} catch {
		need("#count").textContent = "The index could not be loaded; check your connection.";
	}
}

/** Puts the query into the URL: an entry for the first letter typed and for each query that was sent, none in between. */
function remember(typing: boolean): void {
	const query = input.value.trim();
	const url = query === "" ? location.pathname : `${location.pathname}?${new URLSearchParams({ q: query })}`;
	if (url === location.pathname + location.search) {
		if (!typing) history.replaceState(null, "", url);
		return;
	}
	history[typing && history.state?.typing === true ? "replaceState" : "pushState"](typing ? { typing } : null, "", url);
}

input.addEventListener("input", () => {
	remember(true);
	void show();
});
form.addEventListener("submit", (event) => {
	event.preventDefault();
	remember(false);
	void show();
});
function restore(): void {
	input.value = new URLSearchParams(location.search).get("q") ?? "";
	void show();
}
addEventListener("popstate", restore);
restore();
if (input.value === "") input.focus();
