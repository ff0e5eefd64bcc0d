import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";
import { SUCCESSORS } from "./unknown-key.ts";

export const schemaDeprecated = defineRule({
	id: "schema/deprecated",
	level: "error",
	scope: "file",
	summary: "A key that was renamed is written by its new name.",
	why: "Old names live on in copies and in people's fingers; saying the new one is better than saying that the old one is unknown.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "unknown_key" || !Object.hasOwn(SUCCESSORS, issue.key)) continue;
			const successor = String(SUCCESSORS[issue.key]);
			yield {
				path: issue.path,
				part: "key",
				message: `the key ${quoted(issue.key)} is now called "${successor}"`,
				hint: `Write ${successor} instead.`,
			};
		}
	},
});
