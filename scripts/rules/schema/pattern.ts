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
				message: `${quoted(at(value, issue.path))} does not have the form of this field`,
				hint: `Expected: ${issue.expected}.`,
			};
		}
	},
});
