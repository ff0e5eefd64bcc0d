import { defineRule } from "../rule.ts";

export const schemaLength = defineRule({
	id: "schema/length",
	level: "error",
	scope: "file",
	summary: "Texts, lists and numbers keep within the limits of their field.",
	why: "A caveat is one line that a buyer reads first; a list of everything says nothing.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "length") continue;
			const bound = issue.side === "max" ? "at most" : "at least";
			const unit = issue.of === "number" ? "" : ` ${issue.of}`;
			const actual = issue.actual === null ? "" : ` (it has ${issue.actual})`;
			const empty = issue.actual === 0;
			yield {
				path: issue.path,
				message: empty ? "this is empty" : `this must be ${bound} ${issue.limit}${unit}${actual}`,
				hint: empty ? "Fill it in, or delete the key." : issue.side === "max" ? "Shorten it." : "",
			};
		}
	},
});
