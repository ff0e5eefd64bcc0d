import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";
import { SUCCESSORS } from "./successors.ts";

export const schemaUnknownKey = defineRule({
	id: "schema/unknown-key",
	level: "error",
	scope: "file",
	summary: "A mapping holds the keys of the data model and no others.",
	why: "A misspelt key would be dropped without a word, and the finding with it.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "unknown_key" || Object.hasOwn(SUCCESSORS, issue.key)) continue;
			yield {
				path: issue.path,
				part: "key",
				message: `unknown key ${quoted(issue.key)}`,
				hint: suggestion(issue.key, issue.known),
			};
		}
	},
	examples: [
		{
			name: "misspelt",
			edit: [["    caveat: The report", "    cavaet: The report"]],
			problem: {
				path: "dimensions.soc2_type2.cavaet",
				part: "key",
				at: [30, 5],
				message: 'unknown key "cavaet"',
				hint: 'Did you mean "caveat"?',
			},
		},
		{
			name: "dimension",
			edit: [["  iso_42001:", "  iso_4201:"]],
			problem: {
				path: "dimensions.iso_4201",
				part: "key",
				message: 'unknown key "iso_4201"',
				hint: 'Did you mean "iso_42001"?',
			},
		},
		{
			name: "key of a document",
			edit: [['    published: "2026-09-01"', '    publised: "2026-09-01"']],
			problem: {
				path: "documents.terms.publised",
				part: "key",
				message: 'unknown key "publised"',
				hint: 'Did you mean "published"?',
			},
		},
		{
			name: "fact of another dimension",
			edit: [["      trains_on_inputs_by_default: false", "      zdr_available: false"]],
			problem: {
				path: "dimensions.training_on_customer_data.facts.zdr_available",
				part: "key",
				message: 'unknown key "zdr_available"',
				hint: "Known here: trains_on_inputs_by_default, opt_out_documented, opt_in_available, opt_out_how, policy_updated.",
			},
		},
	],
});
