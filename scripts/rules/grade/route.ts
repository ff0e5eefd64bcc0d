import { gradeOf } from "../../../schemas/grades.ts";
import { defineRule } from "../rule.ts";

export const gradeRoute = defineRule({
	id: "grade/route",
	level: "error",
	scope: "record",
	summary: "`yes_public` has no gated route, and `yes_sales_gated` has not the route `public`.",
	why: "The two say the same thing from two sides; if they differ, one is wrong.",
	*check({ cells }) {
		for (const { path, cell } of cells) {
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
	examples: [
		{
			name: "gated route of a public yes",
			edit: [["    route: public", "    route: sales"]],
			problem: {
				path: "dimensions.training_on_customer_data.route",
				message: 'the route "sales" contradicts the grade "Yes, public"',
				hint: "Write route: public, or grade it yes_sales_gated.",
			},
		},
		{
			name: "public route of a gated yes",
			edit: [["    route: trust_center_nda", "    route: public"]],
			problem: {
				path: "dimensions.soc2_type2.route",
				message: 'the route "public" contradicts the grade "Yes, sales-gated"',
				hint: "Name the gated route, or grade it yes_public.",
			},
		},
	],
});
