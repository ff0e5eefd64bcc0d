import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

export const schemaRequired = defineRule({
	id: "schema/required",
	level: "error",
	scope: "file",
	summary: "Every required key is there.",
	why: "A record without it cannot be read as one.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "required") continue;
			const key = String(issue.path.at(-1));
			yield {
				path: issue.path,
				message: `the key ${quoted(key)} is missing`,
				hint: "Add it; the data model (docs/data-model.md) says what it means.",
			};
		}
	},
});
