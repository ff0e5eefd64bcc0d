import { defineRule } from "../rule.ts";
import { quoted, suggestion } from "../words.ts";

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
});

/** Keys that other registries, or this one before, used: each names its successor. */
export const SUCCESSORS: Readonly<Record<string, string>> = {
	source: "sources",
	source_url: "sources",
	policy_last_update: "policy_updated",
	last_verified: "verified",
	verified_on: "verified",
	grade: "value",
};
