import { sameDocumentKey } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";

export const sourceDuplicate = defineRule({
	id: "source/duplicate",
	level: "error",
	scope: "record",
	summary: "A cell names each place of a document once; the same document with another locator is another source.",
	why: "The same place twice looks like two pieces of evidence.",
	*check({ cells }) {
		for (const { path, cell, sources } of cells) {
			const places = sources.map(({ path: at, source }) => ({ path: at, url: source.url, part: source.locator ?? "" }));
			const searched = (cell.searched ?? []).flatMap(({ document, url }, index) => {
				if (document !== undefined) return [{ path: [...path, "searched", index], url: "", part: document }];
				return url === undefined ? [] : [{ path: [...path, "searched", index], url, part: "" }];
			});
			for (const list of [places, searched]) {
				for (const [index, place] of list.entries()) {
					const earlier = list.findIndex((other) => other === place || isSame(other, place));
					if (earlier === index) continue;
					yield {
						path: place.path,
						message: `this is the same place as number ${earlier + 1} of the list`,
						hint: "Keep one of the two, or say in locator which part of the document each means.",
					};
				}
			}
		}
	},
	examples: [
		{
			name: "another place",
			edit: [
				[
					"      - document: terms\n        locator: Section 5\n",
					"      - document: terms\n        locator: Section 5\n      - document: terms\n        locator: Section 6\n",
				],
			],
		},
		{
			name: "same place",
			edit: [
				[
					"      - document: terms\n        locator: Section 5\n",
					"      - document: terms\n        locator: Section 5\n      - document: terms\n        locator: Section 5\n",
				],
			],
			problem: {
				path: "dimensions.retention_zdr.sources[1]",
				message: "this is the same place as number 1 of the list",
				hint: "Keep one of the two, or say in locator which part of the document each means.",
			},
		},
		{
			name: "another spelling",
			edit: [
				[
					"      - url: https://acme.com/security\n",
					'      - url: https://acme.com/security\n        as_of: "2026-11-20"\n      - url: https://acme.com//%73ecurity/\n',
				],
			],
			problem: {
				path: "dimensions.iso_42001.searched[1]",
				message: "this is the same place as number 1 of the list",
				hint: "Keep one of the two, or say in locator which part of the document each means.",
			},
		},
	],
});

/** A part of a document: a locator, or the name of a document as a whole. */
interface DocumentPart {
	readonly url: string;
	readonly part: string;
}

function isSame(a: DocumentPart, b: DocumentPart): boolean {
	return a.part === b.part && (a.url === b.url || keyOf(a.url) === keyOf(b.url));
}

/** A page and a place in it are two documents to a reader. */
function keyOf(url: string): string {
	return `${sameDocumentKey(url)}${/#.*/.exec(url)?.[0] ?? ""}`;
}
