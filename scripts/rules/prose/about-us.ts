import { defineRule } from "../rule.ts";
import { findingAt, sentenceAround } from "../text-finding.ts";

/** Phrases about how the evidence was collected, rather than about what the vendor says. */
const ABOUT_US =
	/\b(?:(?:was|were|is|are|has been|have been|could be|be) not (?:read|seen|opened|fetched|reachable|accessible|visible)|not (?:read|seen|opened|fetched)(?: here| in full| live)?(?=[.,;)]|$)|(?:could not|cannot|can't|couldn't) be (?:read|seen|opened|fetched|loaded|verified|confirmed)|(?:was|were) (?:not )?found\b|(?:web )?search(?:es)? (?:led|found|returned|gave|turned)|(?:this|another|the other|other) registr(?:y|ies)\b|(?:a|the|public|third-party) trackers?\b|third[- ]party (?:reading|source|summary|report|tracker)s?\b|according to a third party|secondary (?:source|reading|evidence)s?\b|archived cop(?:y|ies)\b|stored cop(?:y|ies)\b|the cop(?:y|ies) read\b|as read (?:here|on)\b|(?:only|just) a (?:title|shell|loading page)|(?<!\()JavaScript)/i;

/** A reader who is named and dated is part of the evidence: "per Watch Registry (2026-07-05)". */
const DATED = /\b(?:19|20)\d{2}(?:-\d{2}){0,2}\b/;

export const proseAboutUs = defineRule({
	id: "prose/about-us",
	level: "warning",
	scope: "record",
	summary: "Texts say what the vendor says, not how the registry collected it; a named reader with a date is fine.",
	why: "A buyer wants to know what a vendor promises; how it was read stands in `via`, `reader` and `archived`.",
	*check({ prose, labels }) {
		for (const placed of [...prose, ...labels]) {
			const match = ABOUT_US.exec(placed.text);
			if (!match || DATED.test(sentenceAround(placed.text, match.index))) continue;
			yield findingAt(placed, match, {
				message: `"${match[0]}" tells how the evidence was collected`,
				hint: "Say what the document says; how it was read goes into via, reader and archived.",
			});
		}
	},
	examples: [
		{
			name: "notes",
			edit: [
				[
					"    notes: >-\n      The security page names no certificate.",
					"    notes: >-\n      The portal could not be read.",
				],
			],
			problem: {
				path: "dimensions.iso_42001.notes",
				words: "could not be read",
				message: '"could not be read" tells how the evidence was collected',
				hint: "Say what the document says; how it was read goes into via, reader and archived.",
			},
		},
		{
			name: "title",
			edit: [["        title: Acme trust center", "        title: Acme trust center, as read on a phone"]],
			problem: {
				path: "dimensions.soc2_type2.sources[0].title",
				words: "as read on",
				message: '"as read on" tells how the evidence was collected',
				hint: "Say what the document says; how it was read goes into via, reader and archived.",
			},
		},
		{
			name: "named reader with a date",
			edit: [
				[
					"The security page names no certificate.",
					"A stored copy of 2026-07-05 names no certificate, says Watch Registry.",
				],
			],
		},
	],
});
