import type { Cell } from "../../../schemas/cell.ts";
import type { Path } from "../../load/positions.ts";
import { sameDocumentKey } from "../../load/urls.ts";
import { cellsOf } from "../cells.ts";
import { oncePerText } from "../once.ts";
import { defineRule } from "../rule.ts";

export const sourceDuplicate = defineRule({
	id: "source/duplicate",
	level: "error",
	scope: "offering",
	summary: "A cell names each document once.",
	why: "The same page twice looks like two pieces of evidence.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			for (const list of listsOf(cell)) {
				if (list.length < 2) continue;
				const first = new Map<string, number>();
				for (const [index, { url, below }] of list.entries()) {
					const key = keyOf(url);
					const earlier = first.get(key);
					if (earlier === undefined) first.set(key, index);
					else
						yield {
							path: [...path, ...below],
							message: `this is the same document as number ${earlier + 1} of the list`,
							hint: "Keep one of the two.",
						};
				}
			}
		}
	},
});

function listsOf(cell: Cell): { url: string; below: Path }[][] {
	return [
		(cell.sources ?? []).map(({ url }, index) => ({ url, below: ["sources", index, "url"] })),
		(cell.searched ?? []).map((url, index) => ({ url, below: ["searched", index] })),
	];
}

/** A page and a place in it are two documents to a reader. */
const keyOf = oncePerText(50_000, (url) => `${sameDocumentKey(url)}${/#.*/.exec(url)?.[0] ?? ""}`);
