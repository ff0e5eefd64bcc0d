import { gradeOf, isYes } from "../../../schemas/grades.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeContrary = defineRule({
	id: "grade/contrary",
	level: "error",
	scope: "offering",
	summary: "`contrary` does not stand on a `yes_*`.",
	why: "A documented opposite practice is no yes.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			if (!cell.contrary || !isYes(cell.value)) continue;
			yield {
				path: [...path, "contrary"],
				message: `"contrary: true" contradicts the grade "${gradeOf(cell.value).label}"`,
				hint: "Delete contrary, or grade it no_public_evidence, partial or unclear.",
			};
		}
	},
});
