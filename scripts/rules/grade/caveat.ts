import { gradeOf } from "../../../schemas/grades.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeCaveat = defineRule({
	id: "grade/caveat",
	level: "error",
	scope: "offering",
	summary: "A cell has a caveat unless its grade is `yes_public`, and then it has none.",
	why: "The caveat is the line that a buyer reads first; on a clean yes there is nothing to watch out for.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			if (cell.value === "yes_public" && cell.caveat !== undefined) {
				yield {
					path: [...path, "caveat"],
					message: 'a caveat stands on a cell graded "Yes, public"',
					hint: "Move it to notes, or grade the cell lower if it is something to watch out for.",
				};
			}
			if (cell.value !== "yes_public" && cell.caveat === undefined) {
				yield {
					path: [...path, "value"],
					message: `the grade "${gradeOf(cell.value).label}" needs a caveat`,
					hint: "Add caveat: one line, at most 120 characters, what to check before signing.",
				};
			}
		}
	},
});
