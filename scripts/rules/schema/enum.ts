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
});

/** A value that is no scalar is near to nothing; its own `toString` may be anything. */
function asText(value: unknown): string {
	return typeof value === "object" ? "" : String(value);
}
