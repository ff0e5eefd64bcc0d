import { readMarkdown } from "../markdown.ts";
import { markdownOf } from "../prose.ts";
import { defineRule } from "../rule.ts";
import { urlError } from "../urls.ts";

export const sourceLinkText = defineRule({
	id: "source/link-text",
	level: "warning",
	scope: "offering",
	summary: "Links in `notes` and `summary` obey `source/url`, too.",
	why: "A reader follows them as trustingly as a source.",
	*check(offering) {
		for (const { path, text } of markdownOf(offering)) {
			for (const { url, start, end } of readMarkdown(text).links) {
				const fault = urlError(url);
				if (fault) yield { path, range: { start, end }, message: `in this link, ${fault.message}`, hint: fault.hint };
			}
		}
	},
});
