import type { Source } from "../../../schemas/source.ts";
import { commandLine } from "../../lib/command-line.ts";
import { samePageKey } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";

export const sourceMain = defineRule({
	id: "source/main",
	level: "warning",
	scope: "record",
	summary:
		"The main source was read, at least by a third party; of several readings of one page the best stands first: a live page or dated copy, an undated copy, excerpt or quotation, a report.",
	why: "The first source decides the grade, caps the confidence and dates the cell.",
	fix: "value",
	*check({ cells }) {
		for (const { path, cell, sources } of cells) {
			const main = sources[0];
			if (!main || !cell.sources || sources.length < cell.sources.length) continue;
			if (main.source.via === "unread") {
				yield {
					path: [...path, "sources", 0],
					level: "error",
					message: "the main source is a page that nobody has read",
					hint: "Put the source first that carries the claim, or read the page.",
				};
				continue;
			}
			const better = sources.findIndex(
				({ source }) => rank(source) < rank(main.source) && samePageKey(source.url) === samePageKey(main.source.url),
			);
			if (better === -1) continue;
			const list = [...cell.sources];
			const [best] = list.splice(better, 1);
			if (!best) continue;
			yield {
				path: [...path, "sources", better],
				edits: [{ path: [...path, "sources"], value: [best, ...list] }],
				message: "this reading of the page is better than the first one",
				hint: `Put it first: ${commandLine("check --fix")}`,
			};
		}
	},
	examples: [
		{
			name: "page that nobody read",
			edit: {
				"services/nimbus-models.yaml": [
					['        via: live\n        captured: "2026-11-18"\n', "        via: unread\n"],
					[
						"    confidence: high\n    finding: EU storage",
						'    confidence: low\n    checked: "2026-11-18"\n    finding: EU storage',
					],
				],
			},
			problem: {
				path: "dimensions.data_residency.sources[0]",
				level: "error",
				message: "the main source is a page that nobody has read",
				hint: "Put the source first that carries the claim, or read the page.",
			},
		},
		{
			name: "report before a reading",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'          date: "2026-11-01"\n',
						'          date: "2026-11-01"\n      - url: https://nimbus.io/legal/indemnity\n        title: Indemnity\n        via: live\n        captured: "2026-11-18"\n        locator: Section 2\n',
					],
				],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[1]",
				message: "this reading of the page is better than the first one",
				hint: `Put it first: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "report of another claim before a reading",
			edit: {
				"offerings/acme-nimbus.yaml": [
					[
						'          date: "2026-11-01"\n',
						'          date: "2026-11-01"\n      - url: https://nimbus.io/legal/terms\n        title: Terms\n        via: live\n        captured: "2026-11-18"\n',
					],
				],
			},
		},
	],
});

/** Orders readings from best to worst. */
function rank({ via, captured, unchanged, published }: Source): number {
	const isDated = (unchanged ?? captured ?? (via === "copy" ? published : undefined)) !== undefined;
	switch (via) {
		case "live":
		case "copy":
			return isDated ? 0 : 1;
		case "excerpt":
		case "quoted":
			return 1;
		case "reported":
			return 2;
		case "unread":
			return 3;
		default:
			return via satisfies never;
	}
}
