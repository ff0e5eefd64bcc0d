import { commandLine } from "../../lib/command-line.ts";
import { defineRule } from "../rule.ts";

/** A date, a remark in brackets or behind a mark: no part of a name. */
const REMARK = /\b(?:19|20)\d{2}\b|[([;]|,\s|\s[–—-]\s|\b(?:as of|via|read on|accessed)\b/i;

export const sourceReader = defineRule({
	id: "source/reader",
	level: "warning",
	scope: "record",
	summary:
		"A reader is named by its own name, without dates and remarks, and its URL is left out where `url` is that page.",
	why: "Readers are counted and credited by name; the same reader under two names would be two.",
	fix: "value",
	*check({ documents }) {
		for (const { path, document } of documents) {
			const { reader, url } = document;
			if (!reader) continue;
			const remark = REMARK.exec(reader.name);
			if (remark) {
				yield {
					path: [...path, "reader", "name"],
					range: { start: remark.index, end: remark.index + remark[0].length },
					message: "a reader's name holds no dates and remarks",
					hint: "Write the name alone; the day as of which it says so goes into reader.date.",
				};
			}
			if (reader.url !== undefined && reader.url === url) {
				const at = [...path, "reader", "url"];
				yield {
					path: at,
					edits: [{ path: at, value: undefined }],
					message: "url is this page already",
					hint: `Run: ${commandLine("check --fix")}`,
				};
			}
		}
	},
	examples: [
		{
			name: "date in the name",
			edit: { "offerings/acme-nimbus.yaml": [["name: Watch Registry", "name: Watch Registry (2026-07)"]] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.name",
				words: "(",
				message: "a reader's name holds no dates and remarks",
				hint: "Write the name alone; the day as of which it says so goes into reader.date.",
			},
		},
		{
			name: "page named twice",
			edit: { "offerings/acme-nimbus.yaml": [["https://watch.org/nimbus", "https://nimbus.io/legal/indemnity"]] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.url",
				message: "url is this page already",
				hint: `Run: ${commandLine("check --fix")}`,
			},
		},
	],
});
