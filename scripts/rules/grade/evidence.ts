import { gradeOf, isYes } from "../../../schemas/grades.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeEvidence = defineRule({
	id: "grade/evidence",
	level: "error",
	scope: "offering",
	summary:
		"A `yes_*`, a `partial` and a `contrary` cell name a source; `no_public_evidence` names where somebody searched.",
	why: "A grade that nobody can check again is an opinion.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			if (!cell.sources && (isYes(cell.value) || cell.value === "partial")) {
				yield {
					path: [...path, "value"],
					message: `the grade "${gradeOf(cell.value).label}" needs a source`,
					hint: "Add sources with the address of the document that says so, or grade what the evidence supports.",
				};
			} else if (!cell.sources && cell.contrary) {
				yield {
					path: [...path, "contrary"],
					message: "a documented opposite practice needs the source that documents it",
					hint: "Add sources, or delete contrary.",
				};
			}
			if (!cell.searched && cell.value === "no_public_evidence") {
				yield {
					path: [...path, "value"],
					message: `the grade "${gradeOf(cell.value).label}" needs the places where somebody searched`,
					hint: "Add searched with the addresses of the pages or sites, or delete the cell: not assessed is a good answer.",
				};
			}
		}
	},
});
