import { gradeOf } from "../../../schemas/grades.ts";
import { cellsOf } from "../../registry/cells.ts";
import { defineRule } from "../rule.ts";

export const gradeRoute = defineRule({
	id: "grade/route",
	level: "error",
	scope: "offering",
	summary: "`yes_public` has no gated route, and `yes_sales_gated` has not the route `public`.",
	why: "The two say the same thing from two sides; if they differ, one is wrong.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			const gated = cell.route !== undefined && cell.route !== "public";
			if ((cell.value === "yes_public" && gated) || (cell.value === "yes_sales_gated" && cell.route === "public")) {
				yield {
					path: [...path, "route"],
					message: `the route "${cell.route}" contradicts the grade "${gradeOf(cell.value).label}"`,
					hint: gated
						? "Write route: public, or grade it yes_sales_gated."
						: "Name the gated route, or grade it yes_public.",
				};
			}
		}
	},
});
