import { addDays, isRealDate } from "../../lib/dates.ts";
import { cellsOf } from "../../registry/cells.ts";
import { ARCHIVE_NAMES, captureOf, sameDocumentKey } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";

/** Days after `verified` up to which a copy may have been made: archiving takes its time. */
export const GRACE_DAYS = 7;

export const sourceArchive = defineRule({
	id: "source/archive",
	level: "error",
	scope: "offering",
	summary:
		"An archived copy is at a known archive, of the source's own address, with a real date at most 7 days after `verified`.",
	why: "A copy of another page, or one made long after the reading, does not show what was read.",
	*check(offering) {
		for (const { path, cell } of cellsOf(offering)) {
			for (const [index, source] of (cell.sources ?? []).entries()) {
				if (source.archived === undefined) continue;
				const fault = faultOf(source.archived, source.url, cell.verified);
				if (fault) yield { path: [...path, "sources", index, "archived"], ...fault };
			}
		}
	},
});

function faultOf(archived: string, url: string, verified: string): { message: string; hint: string } | null {
	const snapshot = captureOf(archived);
	if (snapshot === null)
		return { message: "this is not an https address at a known archive", hint: `Known archives: ${ARCHIVE_NAMES}.` };
	if (snapshot === "unreadable")
		return {
			message: "the archived address does not tell its date and the address it holds",
			hint: "Use the long form, for example https://web.archive.org/web/20260201000000/https://…",
		};
	if (!isRealDate(snapshot.day))
		return { message: `the copy's date ${snapshot.day} does not exist`, hint: "Copy the archived address again." };
	if (sameDocumentKey(snapshot.url) !== sameDocumentKey(url))
		return {
			message: "this is an archived copy of another address",
			hint: "Archive the address in url, or correct url.",
		};
	if (isRealDate(verified) && snapshot.day > addDays(verified, GRACE_DAYS)) {
		return {
			message: `the copy was made on ${snapshot.day}, more than ${GRACE_DAYS} days after the reading on ${verified}`,
			hint: "Name a copy from before the reading, or read again.",
		};
	}
	return null;
}
