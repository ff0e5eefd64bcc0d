import { type RecordFile, recordOf } from "../registry/record.ts";
import { canonicalText, firstDifference } from "../yaml/canonical.ts";
import { commentsOf, mayHoldComments } from "../yaml/comments.ts";

/** Offset at which a record first differs from its canonical form, comments left out; -1 where it does not. */
export function formDifference(file: RecordFile): number {
	const { text, canonical } = file;
	return canonical || text === null || !recordOf(file) ? -1 : firstDifference(file.folder, file.value, text);
}

/** The same with comments in their places, which are looked at only where there is a difference. */
export function commentedDifference(file: RecordFile): number {
	const at = formDifference(file);
	const text = file.text ?? "";
	if (at === -1 || !mayHoldComments(text)) return at;
	const canonical = canonicalText(file.folder, file.value, commentsOf(text));
	if (canonical === text) return -1;
	let same = 0;
	while (text[same] === canonical[same]) same++;
	return same;
}
