import { hitList } from "../search/hits.ts";
import { comparePath } from "../view/terms.ts";
import { base, domOf, need } from "./dom.ts";
import { loadSearch } from "./index-loader.ts";

/** Leads `/compare/a-vs-b/` to that comparison in either order, and offers the nearest names for anything else. */
async function help(): Promise<void> {
	const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
	const { index, search } = await loadSearch();
	const ids = new Set(index.offerings.map(({ id }) => id));
	const pair = /^compare\/([a-z0-9-]+)\/?$/.exec(path)?.[1]?.split("-vs-") ?? [];
	if (pair.length > 1 && pair.every((id) => ids.has(id))) {
		location.replace(comparePath({ base }, pair));
		return;
	}
	const query = decodeURIComponent(path)
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.replace(/\b(?:compare|html|index|offerings|questions|vendors|services|vs)\b/g, "")
		.trim();
	if (query === "") return;
	const found = search.find(query);
	if (found.groups.length > 0) need("#near").replaceChildren(...hitList(found, query, index, base, 8).map(domOf));
}
void help().catch(() => undefined);
