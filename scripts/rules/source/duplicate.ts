import { memoizeText } from "../../lib/memoize.ts";
import { cellsOf } from "../../registry/cells.ts";
import { sameDocumentKey } from "../../registry/urls.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule, type Finding } from "../rule.ts";

export const sourceDuplicate = defineRule({
	id: "source/duplicate",
	level: "error",
	scope: "offering",
	summary: "A cell names each document once.",
	why: "The same page twice looks like two pieces of evidence.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			const sources = cell.sources?.map(({ url }) => url);
			for (const twin of twins(sources)) yield twinFinding([...path, "sources", twin.index, "url"], twin);
			for (const twin of twins(cell.searched)) yield twinFinding([...path, "searched", twin.index], twin);
		}
	},
});

/** Index of an address in its list, and of the earlier one that is the same. */
interface Twin {
	readonly index: number;
	readonly earlier: number;
}

function* twins(urls: readonly string[] = []): Generator<Twin> {
	if (urls.length < 2) return;
	const first = new Map<string, number>();
	for (const [index, url] of urls.entries()) {
		const key = keyOf(url);
		const earlier = first.get(key);
		if (earlier === undefined) first.set(key, index);
		else yield { index, earlier };
	}
}

function twinFinding(path: Path, { earlier }: Twin): Finding {
	return {
		path,
		message: `this is the same document as number ${earlier + 1} of the list`,
		hint: "Keep one of the two.",
	};
}

/** A page and a place in it are two documents to a reader. */
const keyOf = memoizeText(50_000, (url) => `${sameDocumentKey(url)}${/#.*/.exec(url)?.[0] ?? ""}`);
