import { gradeOf, isYes } from "../../../schemas/grades.ts";
import { VARIOUS } from "../../../schemas/offering.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";
import { noEvidence } from "../source/shortener.ts";
import { urlError } from "../urls.ts";

export const gradePrimary = defineRule({
	id: "grade/primary",
	level: "error",
	scope: "offering",
	summary:
		"A `yes_*` rests on a primary source, or is read by another registry with a confidence below high; a `partial` on secondary sources alone is a warning.",
	why: "What a vendor promises is best known from the vendor; a third party's word is marked as such.",
	*check(offering, { vendors }) {
		// Without the vendors' domains nothing is known to be primary; that they are unknown is a problem of its own.
		if (![offering.developer, offering.platform].every((id) => id === VARIOUS || vendors.byId.has(id))) return;
		for (const { path, cell } of cellsOf(offering)) {
			if (!cell.sources || cell.sources.some((source) => vendors.kindOf(source, offering) === "primary")) continue;
			// An address that is refused may have been meant as a primary one.
			if (cell.sources.some(({ url }) => urlError(url) !== null || noEvidence(url) !== null)) continue;
			const where = { path: [...path, "sources", 0, "url"] };
			if (isYes(cell.value) && !(cell.verified_via === "secondary" && cell.confidence !== "high")) {
				yield {
					...where,
					message: `the grade "${gradeOf(cell.value).label}" rests on secondary sources alone`,
					hint: "Add a page of the developer, the platform or an authority; or write verified_via: secondary with a confidence below high.",
				};
			} else if (cell.value === "partial") {
				yield {
					...where,
					level: "warning",
					message: 'the grade "Partial" rests on secondary sources alone',
					hint: "Add a page of the developer, the platform or an authority.",
				};
			}
		}
	},
});
