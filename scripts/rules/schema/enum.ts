import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

export const schemaEnum = defineRule({
	id: "schema/enum",
	level: "error",
	scope: "file",
	summary: "A value that is chosen from a list is on the list.",
	why: "Readers compare and filter by these values; a new spelling would be a new value.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "enum") continue;
			yield {
				path: issue.path,
				message: `${quoted(issue.received)} is not one of the values of "${String(issue.path.findLast((step) => typeof step === "string"))}"`,
				hint: suggestion(asText(issue.received), issue.allowed.map(String)),
			};
		}
	},
	examples: [
		{
			name: "grade",
			edit: [["value: yes_sales_gated", "value: sales-gated"]],
			problem: {
				path: "dimensions.soc2_type2.value",
				message: '"sales-gated" is not one of the values of "value"',
				hint: 'Did you mean "yes_sales_gated"?',
			},
		},
		{
			name: "way of reading",
			edit: [["        via: copy", "        via: archived_copy"]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].via",
				message: '"archived_copy" is not one of the values of "via"',
				hint: "Known here: live, copy, excerpt, quoted, reported, unread.",
			},
		},
		{
			name: "requires",
			edit: [["      - training_on_customer_data", "      - training"]],
			problem: {
				path: "dimensions.retention_zdr.requires[0]",
				message: '"training" is not one of the values of "requires"',
				hint: "Known here: soc2_type2, iso_27001, iso_42001, trust_center, hipaa_baa, gdpr_dpa, subprocessor_change, breach_notice, contract_terms, ip_indemnity, training_on_customer_data, retention_zdr, human_review, data_residency, gpai_cop, art53_summary.",
			},
		},
	],
});

/** A value that is no scalar is near to nothing; its own `toString` may be anything. */
function asText(value: unknown): string {
	return typeof value === "object" ? "" : String(value);
}
