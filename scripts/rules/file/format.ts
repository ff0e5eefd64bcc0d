import { canonicalText, firstDifference } from "../../load/canonical.ts";
import { commentsOf, mayHoldComments } from "../../load/comments.ts";
import { spanAt } from "../../load/fault.ts";
import type { RecordFile } from "../../load/record.ts";
import { defineRule } from "../rule.ts";

export const fileFormat = defineRule({
	id: "file/format",
	level: "warning",
	scope: "file",
	summary: "A record is written in the one canonical way: order of keys, quoting, folding, indentation; comments stay.",
	why: "When there is one way to write a record, a difference between two versions is a difference in what they say.",
	fix: "form",
	*check(file) {
		const { text } = file;
		if (text === null || !isRecord(file)) return;
		let at = firstDifference(file.folder, file.value, text);
		// A difference may be a comment, which is looked at only then.
		if (at !== -1 && mayHoldComments(text)) at = difference(text, formatted(file));
		if (at === -1) return;
		const lineStart = text.lastIndexOf("\n", at - 1) + 1;
		yield {
			path: [],
			span: spanAt(text, lineStart, Number.POSITIVE_INFINITY),
			message: "the file differs from the canonical form from this line on",
			hint: "Run: registry check --fix",
		};
	},
});

/** The canonical text of a record, comments kept; the text as it is where it is no record. */
function formatted(file: RecordFile): string {
	const text = file.text ?? "";
	if (!isRecord(file)) return text;
	return canonicalText(file.folder, file.value, mayHoldComments(text) ? commentsOf(text) : undefined);
}

function isRecord(file: RecordFile): boolean {
	return file.fault === null && file.issues.length === 0;
}

function difference(text: string, other: string): number {
	if (text === other) return -1;
	let at = 0;
	while (text[at] === other[at]) at++;
	return at;
}
