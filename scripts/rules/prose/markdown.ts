import { readMarkdown } from "../markdown.ts";
import { markdownOf } from "../prose.ts";
import { defineRule } from "../rule.ts";

export const proseMarkdown = defineRule({
	id: "prose/markdown",
	level: "error",
	scope: "offering",
	summary:
		"`summary` and `notes` hold paragraphs, emphasis, code, links and lists; no HTML, images, headings, tables or raw addresses.",
	why: "The text is shown on pages, in comments and on terminals; what could run, load or break there has no place in a finding.",
	*check(offering) {
		for (const { path, text } of markdownOf(offering)) {
			for (const { message, start, end } of readMarkdown(text).faults) {
				yield {
					path,
					range: { start, end },
					message,
					hint: "Allowed: paragraphs, emphasis, `code`, [links](https://…) and lists.",
				};
			}
		}
	},
});
