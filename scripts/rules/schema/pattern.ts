import { at } from "../../registry/validate.ts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

export const schemaPattern = defineRule({
	id: "schema/pattern",
	level: "error",
	scope: "file",
	summary: "A text has the form of its field.",
	why: "Ids, domains, country codes and hashes are compared letter by letter.",
	*check({ issues, value }) {
		for (const issue of issues) {
			if (issue.kind !== "pattern") continue;
			yield {
				path: issue.path,
				part: issue.isKey ? "key" : "value",
				message: `${quoted(issue.isKey ? issue.path.at(-1) : at(value, issue.path))} does not have the form of this field`,
				hint: `Expected: ${issue.expected}.`,
			};
		}
	},
	examples: [
		{
			name: "country",
			edit: { "vendors/acme.yaml": [["country: DE", "country: Germany"]] },
			problem: {
				path: "country",
				message: '"Germany" does not have the form of this field',
				hint: "Expected: two capital letters of ISO 3166-1.",
			},
		},
		{
			name: "domain",
			edit: { "vendors/acme.yaml": [["  - acme.com", "  - https://acme.com/"]] },
			problem: {
				path: "domains[0]",
				message: '"https://acme.com/" does not have the form of this field',
				hint: "Expected: a lower-case domain or host name.",
			},
		},
		{
			name: "host of the API",
			edit: [["  - api.acme.com", "  - https://api.acme.com"]],
			problem: {
				path: "api_hosts[0]",
				message: '"https://api.acme.com" does not have the form of this field',
				hint: "Expected: a lower-case host name; {region} and {resource} may stand in it.",
			},
		},
		{
			name: "name of a document",
			edit: [["  terms:\n    url", "  Terms:\n    url"]],
			problem: {
				path: "documents.Terms",
				part: "key",
				message: '"Terms" does not have the form of this field',
				hint: "Expected: lower-case letters, digits and single hyphens.",
			},
		},
	],
});
