import { defineRule } from "../rule.ts";

export const proseMarkdown = defineRule({
	id: "prose/markdown",
	level: "error",
	scope: "record",
	summary:
		"`summary` and `notes` hold paragraphs, emphasis, code, links and lists; no HTML, images, headings, tables or raw URLs.",
	why: "The text is shown on pages, in comments and on terminals; what could run, load or break there has no place in a finding.",
	*check({ markdown }) {
		for (const { path, reading } of markdown) {
			for (const { message, start, end } of reading.faults) {
				yield {
					path,
					range: { start, end },
					message,
					hint: "Allowed: paragraphs, emphasis, `code`, [links](https://…) and lists.",
				};
			}
		}
	},
	examples: [
		{
			name: "list",
			edit: [
				[
					"    notes: >-\n      The terms keep inputs for 30 days. They offer no zero retention.",
					"    notes: |-\n      The terms say:\n\n      - inputs are kept for 30 days",
				],
			],
		},
		{
			name: "HTML",
			edit: [["The terms keep inputs for 30 days.", "The terms keep inputs for <b>30 days</b>."]],
			problem: {
				path: "dimensions.retention_zdr.notes",
				words: "<b>",
				message: "HTML is not allowed here",
				hint: "Allowed: paragraphs, emphasis, `code`, [links](https://…) and lists.",
			},
		},
		{
			name: "raw URL",
			edit: [["The terms keep inputs for 30 days.", "The terms (https://acme.com/terms) keep inputs for 30 days."]],
			problem: {
				path: "dimensions.retention_zdr.notes",
				at: [83, 18],
				message: "a raw URL is not allowed here",
				hint: "Allowed: paragraphs, emphasis, `code`, [links](https://…) and lists.",
			},
		},
	],
});
