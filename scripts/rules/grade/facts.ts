import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { gradeOf } from "../../../schemas/grades.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeFacts = defineRule({
	id: "grade/facts",
	level: "error",
	scope: "offering",
	summary: "No fact contradicts the grade (the contradictions are listed with each dimension).",
	why: "Readers filter by the grade and programs by the facts; both must say the same.",
	*check(offering) {
		for (const { path, dimension, cell } of cellsOf(offering)) {
			for (const { fact, is, with: grades, because } of dimensionOf(dimension).contradictions) {
				if (cell.facts?.[fact] !== is || !grades.includes(cell.value)) continue;
				yield {
					path: [...path, "facts", fact],
					message: `"${fact}: ${is}" contradicts the grade "${gradeOf(cell.value).label}": ${because}`,
					hint: "Correct the fact or the grade.",
				};
			}
		}
	},
});
