import { lineStartOf, spanAt } from "../../yaml/parse-error.ts";
import { commentedDifference } from "../form.ts";
import { defineRule } from "../rule.ts";

export const fileFormat = defineRule({
	id: "file/format",
	level: "warning",
	scope: "file",
	summary: "A record is written in the one canonical way: order of keys, quoting, folding, indentation; comments stay.",
	why: "When there is one way to write a record, a difference between two versions is a difference in what they say.",
	fix: "form",
	*check(file) {
		const at = commentedDifference(file);
		if (at === -1 || file.text === null) return;
		yield {
			path: [],
			span: spanAt(file.text, lineStartOf(file.text, at), Number.POSITIVE_INFINITY),
			message: "the file differs from the canonical form from this line on",
			hint: "Run: registry check --fix",
		};
	},
});
