import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { gradeOf } from "../../../schemas/grades.ts";
import type { PlacedCell } from "../../registry/lookups.ts";
import { defineRule } from "../rule.ts";

export const gradeFacts = defineRule({
	id: "grade/facts",
	level: "error",
	scope: "record",
	summary:
		"No fact contradicts the grade, and the facts that a grade needs are there (both are listed with each dimension).",
	why: "Readers filter by the grade and programs by the facts; both must say the same.",
	*check({ cells }) {
		for (const placed of cells) {
			const { path, dimension, cell } = placed;
			const { contradictions, requirements } = dimensionOf(dimension);
			const { label } = gradeOf(cell.value);
			for (const { fact, is, with: grades, because } of contradictions) {
				if (cell.facts?.[fact] !== is || !grades.includes(cell.value)) continue;
				yield {
					path: [...path, "facts", fact],
					message: `"${fact}: ${is}" contradicts the grade "${label}": ${because}`,
					hint: "Correct the fact or the grade.",
				};
			}
			for (const { fact, is, for: grades, because, unless_reported } of requirements) {
				// A fact that says the opposite is a contradiction.
				if (cell.facts?.[fact] !== undefined || !grades.includes(cell.value)) continue;
				if (unless_reported && isReportedOnly(placed)) continue;
				yield {
					path: [...path, "value"],
					message: `the grade "${label}" needs the fact "${fact}: ${is}": ${because}`,
					hint: "Add the fact if the evidence says so, or grade what the evidence supports.",
				};
			}
		}
	},
	examples: [
		{
			name: "contradiction",
			edit: [["trains_on_inputs_by_default: false", "trains_on_inputs_by_default: true"]],
			problem: {
				path: "dimensions.training_on_customer_data.facts.trains_on_inputs_by_default",
				message:
					'"trains_on_inputs_by_default: true" contradicts the grade "Yes, public": a promise not to train excludes training by default',
				hint: "Correct the fact or the grade.",
			},
		},
		{
			name: "missing fact",
			edit: { "services/nimbus-models.yaml": [["      sccs_referenced: true\n", ""]] },
			problem: {
				path: "dimensions.gdpr_dpa.value",
				message:
					'the grade "Yes, public" needs the fact "sccs_referenced: true": a public yes needs standard contractual clauses',
				hint: "Add the fact if the evidence says so, or grade what the evidence supports.",
			},
		},
		{
			name: "scope reported by a reader alone",
			edit: [
				["value: yes_sales_gated\n    confidence: high", "value: yes_public\n    confidence: low"],
				["    caveat: The report needs an NDA.\n", ""],
				["    route: trust_center_nda\n", ""],
				["      scope_names_service: true\n", ""],
				[
					'        via: copy\n        published: "2026-09-01"\n        archived: https://web.archive.org/web/20261015000000/https://trust.acme.com/\n        captured: "2026-10-15"\n',
					'        via: reported\n        reader:\n          name: Watch Registry\n          date: "2026-10-15"\n',
				],
			],
		},
	],
});

/** True for a grade of low confidence whose main source a named reader reports. */
function isReportedOnly({ cell, sources }: PlacedCell): boolean {
	const main = sources[0]?.source;
	return cell.confidence === "low" && main?.via === "reported" && main.reader !== undefined;
}
