import { MAX_CAVEAT } from "../../../schemas/cell.ts";
import { gradeOf } from "../../../schemas/grades.ts";
import { defineRule } from "../rule.ts";

export const gradeCaveat = defineRule({
	id: "grade/caveat",
	level: "error",
	scope: "record",
	summary: "A cell has a caveat unless its grade is `yes_public`, and then it has none.",
	why: "The caveat is the line that a buyer reads first; on a clean yes there is nothing to watch out for but its limits.",
	*check({ cells }) {
		for (const { path, cell } of cells) {
			if (cell.value === "yes_public" && cell.caveat !== undefined) {
				yield {
					path: [...path, "caveat"],
					message: 'a caveat stands on a cell graded "Yes, public"',
					hint: "Write an exception as one of limits, move the rest to notes, or grade the cell lower if it is something to watch out for.",
				};
			}
			if (cell.value !== "yes_public" && cell.caveat === undefined) {
				yield {
					path: [...path, "value"],
					message: `the grade "${gradeOf(cell.value).label}" needs a caveat`,
					hint: `Add caveat: one line, at most ${MAX_CAVEAT} characters, what to check before signing.`,
				};
			}
		}
	},
	examples: [
		{
			name: "missing",
			edit: [["    caveat: The report needs an NDA.\n", ""]],
			problem: {
				path: "dimensions.soc2_type2.value",
				at: [27, 12],
				message: 'the grade "Yes, sales-gated" needs a caveat',
				hint: `Add caveat: one line, at most ${MAX_CAVEAT} characters, what to check before signing.`,
			},
		},
		{
			name: "on a clean yes",
			edit: [
				[
					"    finding: API data is not used for training\n",
					"    finding: API data is not used for training\n    caveat: Previews train.\n",
				],
			],
			problem: {
				path: "dimensions.training_on_customer_data.caveat",
				message: 'a caveat stands on a cell graded "Yes, public"',
				hint: "Write an exception as one of limits, move the rest to notes, or grade the cell lower if it is something to watch out for.",
			},
		},
		{
			name: "in a service",
			edit: { "services/nimbus-models.yaml": [["    caveat: Storage can be pinned; processing cannot.\n", ""]] },
			problem: {
				path: "dimensions.data_residency.value",
				message: 'the grade "Partial" needs a caveat',
				hint: `Add caveat: one line, at most ${MAX_CAVEAT} characters, what to check before signing.`,
			},
		},
	],
});
