import { CONFIDENCES } from "../../../schemas/grades.ts";
import { hasEvidence } from "../lack.ts";
import { capOf } from "../main-source.ts";
import { defineRule } from "../rule.ts";

export const gradeConfidence = defineRule({
	id: "grade/confidence",
	level: "error",
	scope: "record",
	summary:
		"Confidence is at most what the main source allows: `high` for a live page or a dated copy; `medium` for a copy without a date, an excerpt, a quotation, and where only copies kept by individuals were read; `low` for a report.",
	why: "Nobody can be surer of a page than the way in which it was read allows.",
	*check({ cells }, { archives }) {
		for (const placed of cells) {
			const { path, cell, sources } = placed;
			const cap = capOf(
				sources.map(({ source }) => source),
				archives,
			);
			if (!cap || !hasEvidence(placed) || CONFIDENCES.indexOf(cell.confidence) >= CONFIDENCES.indexOf(cap.confidence))
				continue;
			yield {
				path: [...path, "confidence"],
				message: `the main source allows at most ${cap.confidence} confidence: ${cap.because}`,
				hint: `Write ${cap.confidence}, or put a source first that carries the claim and was read.`,
			};
		}
	},
	examples: [
		{
			name: "report",
			edit: { "offerings/acme-nimbus.yaml": [["confidence: low", "confidence: medium"]] },
			problem: {
				path: "dimensions.ip_indemnity.confidence",
				message: "the main source allows at most low confidence: a third party reports it in its own words",
				hint: "Write low, or put a source first that carries the claim and was read.",
			},
		},
		{
			name: "excerpt",
			edit: [["        via: copy", "        via: excerpt"]],
			problem: {
				path: "dimensions.soc2_type2.confidence",
				message: "the main source allows at most medium confidence: an excerpt of it was read",
				hint: "Write medium, or put a source first that carries the claim and was read.",
			},
		},
		{
			name: "copy of an individual",
			edit: {
				"services/nimbus-models.yaml": [["github.com/terms-archive/versions/", "github.com/jdoe/policy-copies/"]],
			},
			problem: {
				path: "dimensions.gdpr_dpa.confidence",
				message: "the main source allows at most medium confidence: every copy that was read is kept by an individual",
				hint: "Write medium, or put a source first that carries the claim and was read.",
			},
		},
		{
			name: "copy of an individual at medium",
			edit: {
				"services/nimbus-models.yaml": [
					["github.com/terms-archive/versions/", "github.com/jdoe/policy-copies/"],
					["value: yes_public\n    confidence: high", "value: yes_public\n    confidence: medium"],
				],
			},
		},
		{
			name: "quotation",
			edit: [
				[
					'        via: copy\n        published: "2026-09-01"\n        archived: https://web.archive.org/web/20261015000000/https://trust.acme.com/\n        captured: "2026-10-15"\n',
					'        via: quoted\n        reader:\n          name: Watch Registry\n          date: "2026-10-15"\n',
				],
			],
			problem: {
				path: "dimensions.soc2_type2.confidence",
				message: "the main source allows at most medium confidence: a third party quotes it",
				hint: "Write medium, or put a source first that carries the claim and was read.",
			},
		},
	],
});
