import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeConfidence = defineRule({
	id: "grade/confidence",
	level: "error",
	scope: "offering",
	summary:
		"Confidence is below high for another registry's reading, and for a stored copy whose main source has no `captured` date.",
	why: "Nobody here read the page, or nobody knows as of when it holds.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			if (cell.confidence !== "high") continue;
			if (cell.verified_via === "secondary") {
				yield {
					path: [...path, "confidence"],
					message: "another registry's reading cannot have high confidence",
					hint: "Write medium or low.",
				};
			} else if (cell.verified_via === "archived_copy" && cell.sources?.[0]?.captured === undefined) {
				yield {
					path: [...path, "confidence"],
					message: "a stored copy without a date cannot have high confidence",
					hint: "Write medium or low, or add the captured date of the main source.",
				};
			}
		}
	},
});
