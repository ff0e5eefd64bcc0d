import { addDays, isRealDate } from "../../lib/dates.ts";
import { type Archives, gitPermalinkOf } from "../../registry/archives.ts";
import { ARCHIVE_NAMES, captureOf, sameDocumentKey } from "../../registry/urls.ts";
import { hostOf } from "../../registry/vendors.ts";
import type { DocumentKeys } from "../places.ts";
import { defineRule, type Finding } from "../rule.ts";

/** Days by which the copy of a page that was read live may be younger than the reading. */
export const GRACE_DAYS = 7;
/** Days by which the day of a copy and that in its URL may differ: the two may be told in two time zones. */
const ZONE_DAYS = 1;

type Fault = Pick<Finding, "message" | "hint">;

export const sourceArchive = defineRule({
	id: "source/archive",
	level: "error",
	scope: "record",
	summary:
		"An archived copy is a capture of the page at a known archive, or a file at one commit of a repository that archives.yaml lists, and is as old as the record says.",
	why: "A copy must show for ever the text that was read, and anybody can put an invented policy into a repository of their own.",
	*check({ documents }, { archives }) {
		for (const { path, document } of documents) {
			const fault = document.archived === undefined ? null : faultOf(document.archived, document, archives);
			if (fault) yield { path: [...path, "archived"], ...fault };
		}
	},
	examples: [
		{
			name: "permalink into an archive that is listed",
			edit: [
				[
					"https://web.archive.org/web/20261015000000/https://trust.acme.com/",
					"https://github.com/terms-archive/versions/blob/0123456789abcdef0123456789abcdef01234567/Acme/Trust.md",
				],
			],
		},
		{
			name: "permalink into another repository",
			edit: [
				[
					"https://web.archive.org/web/20261015000000/https://trust.acme.com/",
					"https://github.com/somebody/copies/blob/0123456789abcdef0123456789abcdef01234567/Acme/Trust.md",
				],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "archives.yaml does not list https://github.com/somebody/copies/",
				hint: "Ask a maintainer to add this archive, or name a copy of another one.",
			},
		},
		{
			name: "file of a branch",
			edit: [
				[
					"https://web.archive.org/web/20261015000000/https://trust.acme.com/",
					"https://github.com/terms-archive/versions/blob/main/Acme/Trust.md",
				],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "this names a branch, on which the file can change",
				hint: "Open the file and press y: the URL then names the commit, with 40 digits.",
			},
		},
		{
			name: "unknown archive",
			edit: [
				["https://web.archive.org/web/20261015000000/https://trust.acme.com/", "https://example.org/copy-of-trust"],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "example.org is no known archive",
				hint: `Known archives: ${ARCHIVE_NAMES}, and the repositories in archives.yaml.`,
			},
		},
		{
			name: "copy of another page",
			edit: [["20261015000000/https://trust.acme.com/", "20261015000000/https://acme.com/trust"]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "this is an archived copy of another page, https://acme.com/trust",
				hint: "Name a copy of the page in url, or correct url.",
			},
		},
		{
			name: "copy of another day",
			edit: [["web/20261015000000/", "web/20261017000000/"]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "the copy is of 2026-10-17, and captured says 2026-10-15",
				hint: "Write the day of the copy in captured.",
			},
		},
		{ name: "copy of the next day in another time zone", edit: [["web/20261015000000/", "web/20261016000000/"]] },
		{
			name: "copy made a week after a visit",
			edit: [
				["        via: copy", "        via: live"],
				["web/20261015000000/", "web/20261022000000/"],
			],
		},
		{
			name: "copy made later than a week after a visit",
			edit: [
				["        via: copy", "        via: live"],
				["web/20261015000000/", "web/20261023000000/"],
			],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: `the copy was made on 2026-10-23, more than ${GRACE_DAYS} days after the visit on 2026-10-15`,
				hint: "Name a copy from the time of the visit, or read the page again.",
			},
		},
		{
			name: "short form",
			edit: [["https://web.archive.org/web/20261015000000/https://trust.acme.com/", "https://archive.ph/AbCdE"]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].archived",
				message: "the URL of the copy does not tell its date and the page that it holds",
				hint: "Use the long form, for example https://web.archive.org/web/20260201000000/https://…",
			},
		},
	],
});

function faultOf(archived: string, document: DocumentKeys, archives: Archives): Fault | null {
	const permalink = gitPermalinkOf(archived);
	if (permalink) {
		if (!archives.isKnown || archives.of(archived)) return null;
		return {
			message: `archives.yaml does not list ${permalink.repository}`,
			hint: "Ask a maintainer to add this archive, or name a copy of another one.",
		};
	}
	if (/^https:\/\/(?:github|gitlab)\.com\/.+\/(?:blob|raw|tree)\//.test(archived)) {
		return {
			message: "this names a branch, on which the file can change",
			hint: "Open the file and press y: the URL then names the commit, with 40 digits.",
		};
	}
	const snapshot = captureOf(archived);
	if (snapshot === null) {
		const host = archived.startsWith("https://") ? hostOf(archived) : null;
		return {
			message: host === null ? "this is not an https URL" : `${host} is no known archive`,
			hint: `Known archives: ${ARCHIVE_NAMES}, and the repositories in archives.yaml.`,
		};
	}
	if (snapshot === "unreadable")
		return {
			message: "the URL of the copy does not tell its date and the page that it holds",
			hint: "Use the long form, for example https://web.archive.org/web/20260201000000/https://…",
		};
	if (!isRealDate(snapshot.day))
		return { message: `the copy's date ${snapshot.day} does not exist`, hint: "Copy the URL of the copy again." };
	const { url, captured } = document;
	if (url !== undefined && sameDocumentKey(snapshot.url) !== sameDocumentKey(url))
		return {
			message: `this is an archived copy of another page, ${snapshot.url}`,
			hint: "Name a copy of the page in url, or correct url.",
		};
	return captured !== undefined && isRealDate(captured) ? dayFault(snapshot.day, captured, document.via) : null;
}

/** Compares the day in the URL of a copy with the day on which the text was read. */
function dayFault(day: string, captured: string, via: DocumentKeys["via"]): Fault | null {
	if (via === "live") {
		if (day <= addDays(captured, GRACE_DAYS)) return null;
		return {
			message: `the copy was made on ${day}, more than ${GRACE_DAYS} days after the visit on ${captured}`,
			hint: "Name a copy from the time of the visit, or read the page again.",
		};
	}
	if (via !== "copy" && via !== "excerpt") return null;
	if (day >= addDays(captured, -ZONE_DAYS) && day <= addDays(captured, ZONE_DAYS)) return null;
	return {
		message: `the copy is of ${day}, and captured says ${captured}`,
		hint: "Write the day of the copy in captured.",
	};
}
