import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";
import { SUCCESSORS } from "./successors.ts";

export const schemaDeprecated = defineRule({
	id: "schema/deprecated",
	level: "error",
	scope: "file",
	summary: "A key of an earlier version of the data model is replaced by its successor.",
	why: "Old names live on in copies and in people's fingers; naming the new one helps more than calling the old one unknown.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "unknown_key" || !Object.hasOwn(SUCCESSORS, issue.key)) continue;
			yield {
				path: issue.path,
				part: "key",
				message: `the key ${quoted(issue.key)} is not used any more`,
				hint: `Write ${SUCCESSORS[issue.key]} instead.`,
			};
		}
	},
	examples: [
		{
			name: "grade",
			edit: [["    value: yes_sales_gated", "    grade: yes_sales_gated"]],
			problem: {
				path: "dimensions.soc2_type2.grade",
				part: "key",
				at: [27, 5],
				message: 'the key "grade" is not used any more',
				hint: "Write value instead.",
			},
		},
		{
			name: "verified by hand",
			edit: [["    caveat: The report", '    verified: "2026-11-20"\n    caveat: The report']],
			problem: {
				path: "dimensions.soc2_type2.verified",
				part: "key",
				message: 'the key "verified" is not used any more',
				hint: "Write captured of the main source, or checked instead.",
			},
		},
	],
});
