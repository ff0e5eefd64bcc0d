import { gradeOf, isYes } from "../../../schemas/grades.ts";
import { defineRule } from "../rule.ts";

export const gradeContrary = defineRule({
	id: "grade/contrary",
	level: "error",
	scope: "record",
	summary: "`contrary` does not stand on a `yes_*`.",
	why: "A documented opposite practice is no yes.",
	*check({ cells }) {
		for (const { path, cell } of cells) {
			if (!cell.contrary || !isYes(cell.value)) continue;
			yield {
				path: [...path, "contrary"],
				message: `"contrary: true" contradicts the grade "${gradeOf(cell.value).label}"`,
				hint: "Delete contrary, or grade it no_public_evidence, partial or unclear.",
			};
		}
	},
	examples: [
		{
			name: "on a yes",
			edit: [["value: yes_public\n", "value: yes_public\n    contrary: true\n"]],
			problem: {
				path: "dimensions.training_on_customer_data.contrary",
				message: '"contrary: true" contradicts the grade "Yes, public"',
				hint: "Delete contrary, or grade it no_public_evidence, partial or unclear.",
			},
		},
		{
			name: "on a partial",
			edit: [["value: partial\n", "value: partial\n    contrary: true\n"]],
		},
	],
});
