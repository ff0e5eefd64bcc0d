import { gradeOf, isYes } from "../../../schemas/grades.ts";
import type { Searched } from "../../../schemas/source.ts";
import type { PlacedCell } from "../../registry/lookups.ts";
import type { Vendors } from "../../registry/vendors.ts";
import { lookAlikeOf } from "../look-alike.ts";
import { defineRule, type Finding } from "../rule.ts";
import { noEvidence } from "../source/shortener.ts";
import { urlError } from "../urls.ts";

/** Dimension whose evidence public trackers gather: pages of others count there, at low confidence. */
const TRACKED = "art53_summary";

export const gradeEvidence = defineRule({
	id: "grade/evidence",
	level: "error",
	scope: "record",
	summary:
		"A `yes_*`, a `partial` and a `contrary` cell name a source; `no_public_evidence` names a page of the vendor or an authority that was read whole, or a contrary one that was read.",
	why: "A grade that nobody can check again is an opinion, and a page that nobody could read says nothing.",
	*check({ value, cells }, { lookups }) {
		const graded = lookups.gradedVendors(value);
		// Without the vendors' domains nothing is known to be theirs; that they are unknown is a problem of its own.
		const isKnown = graded.length > 0 && graded.every((id) => lookups.vendors.byId.has(id));
		for (const placed of cells) {
			const { path, cell, isWhole } = placed;
			const at = (key: string) => [...path, key];
			const { label } = gradeOf(cell.value);
			if (!cell.sources && (isYes(cell.value) || cell.value === "partial")) {
				yield {
					path: at("value"),
					message: `the grade "${label}" needs a source`,
					hint: "Add sources with the document that says so, or grade what the evidence supports.",
				};
			} else if (!cell.sources && cell.contrary) {
				yield {
					path: at("contrary"),
					message: "a documented opposite practice needs the source that documents it",
					hint: "Add sources, or delete contrary.",
				};
			} else if (cell.value === "no_public_evidence" && isWhole && isKnown) {
				yield* negative(placed, lookups.vendors, graded);
			}
		}
	},
	examples: [
		{
			name: "yes without a source",
			edit: [
				[
					'    sources:\n      - url: https://trust.acme.com/\n        title: Acme trust center\n        via: copy\n        published: "2026-09-01"\n        archived: https://web.archive.org/web/20261015000000/https://trust.acme.com/\n        captured: "2026-10-15"\n',
					"",
				],
				["    caveat: The report needs an NDA.\n", '    checked: "2026-11-20"\n    caveat: The report needs an NDA.\n'],
				["    confidence: high\n    finding: Report under an NDA\n    checked", "    confidence: high\n    checked"],
				['    checked: "2026-11-20"\n', '    checked: "2026-11-20"\n    finding: Report under an NDA\n'],
			],
			problem: {
				path: "dimensions.soc2_type2.value",
				message: 'the grade "Yes, sales-gated" needs a source',
				hint: "Add sources with the document that says so, or grade what the evidence supports.",
			},
		},
		{
			name: "nothing was searched",
			edit: [
				['    searched:\n      - url: https://acme.com/security\n        as_of: "2026-11-20"\n', ""],
				["    confidence: medium\n", '    confidence: medium\n    checked: "2026-11-20"\n'],
			],
			problem: {
				path: "dimensions.iso_42001.value",
				message: 'the grade "No public evidence" needs a page of the vendor or an authority that was read whole',
				hint: "Add searched with the pages that were read and their day, or delete the cell: not assessed is a good answer.",
			},
		},
		{
			name: "only others were searched",
			edit: [["url: https://acme.com/security", "url: https://watch.org/acme"]],
			problem: {
				path: "dimensions.iso_42001.searched",
				message: "none of these is a page of the vendor or an authority that was read whole",
				hint: "Read a page of the vendor, or delete the cell: not assessed is a good answer.",
			},
		},
		{
			name: "a document that was read whole",
			edit: [["- url: https://acme.com/security\n        as_of", "- document: terms\n        as_of"]],
		},
		{
			name: "trackers at low confidence",
			edit: {
				"vendors/bolt.yaml": [
					[
						"      on_signatory_list: false\n",
						'      on_signatory_list: false\n  art53_summary:\n    value: no_public_evidence\n    confidence: low\n    finding: No summary is listed\n    caveat: The list names none of Bolt.\n    notes: >-\n      The list of summaries names none of Bolt.\n    searched:\n      - url: https://watch.org/summaries\n        as_of: "2026-11-20"\n',
					],
				],
			},
		},
		{
			name: "trackers at medium confidence",
			edit: {
				"vendors/bolt.yaml": [
					[
						"      on_signatory_list: false\n",
						'      on_signatory_list: false\n  art53_summary:\n    value: no_public_evidence\n    confidence: medium\n    finding: No summary is listed\n    caveat: The list names none of Bolt.\n    notes: >-\n      The list of summaries names none of Bolt.\n    searched:\n      - url: https://watch.org/summaries\n        as_of: "2026-11-20"\n',
					],
				],
			},
			problem: {
				path: "dimensions.art53_summary.confidence",
				message: "trackers of others alone allow at most low confidence",
				hint: "Write low, or add a page of the vendor or an authority that was read whole.",
			},
		},
		{
			name: "contrary page that is only reported",
			edit: {
				"vendors/bolt.yaml": [
					[
						'        via: live\n        captured: "2026-11-20"\n',
						'        via: reported\n        reader:\n          name: Watch Registry\n          date: "2026-11-20"\n',
					],
					["    confidence: high\n", "    confidence: low\n"],
				],
			},
			problem: {
				path: "dimensions.gpai_cop.value",
				message: 'the grade "No public evidence" needs a page of the vendor or an authority that was read whole',
				hint: "Add searched with the pages that were read and their day, or delete the cell: not assessed is a good answer.",
			},
		},
	],
});

function* negative(
	{ path, dimension, cell, sources, searched }: PlacedCell,
	vendors: Vendors,
	graded: readonly string[],
): Generator<Finding> {
	const isOfVendor = (page: Searched) => isWholePage(page) && vendors.publisherOf(page.url, graded) !== "other";
	if (searched.some(isOfVendor) || sources[0]?.source.via === "unread") return;
	// A URL that is refused may have been meant as one of the vendor's.
	if (searched.some(({ url }) => urlError(url) !== null || noEvidence(url) !== null || lookAlikeOf(url, vendors)))
		return;
	if (cell.contrary && sources.some(({ source }) => vendors.isPrimary(source, graded))) return;
	if (dimension === TRACKED && (searched.length > 0 || sources.length > 0)) {
		if (cell.confidence === "low") return;
		yield {
			path: [...path, "confidence"],
			message: "trackers of others alone allow at most low confidence",
			hint: "Write low, or add a page of the vendor or an authority that was read whole.",
		};
		return;
	}
	yield searched.length > 0
		? {
				path: [...path, "searched"],
				message: "none of these is a page of the vendor or an authority that was read whole",
				hint: "Read a page of the vendor, or delete the cell: not assessed is a good answer.",
			}
		: {
				path: [...path, "value"],
				message: `the grade "${gradeOf(cell.value).label}" needs a page of the vendor or an authority that was read whole`,
				hint: "Add searched with the pages that were read and their day, or delete the cell: not assessed is a good answer.",
			};
}

/** True for a page that was read whole: one that is listed by its URL was, a document says so by `via`. */
function isWholePage({ via }: Searched): boolean {
	return via === undefined || via === "live" || via === "copy";
}
