import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { isRealDate } from "../../lib/dates.ts";
import { EXPIRING_DAYS, evidenceDateOf, freshnessOf } from "../../registry/freshness.ts";
import { hasEvidence } from "../lack.ts";
import { defineRule } from "../rule.ts";

export const dateFresh = defineRule({
	id: "date/fresh",
	level: "warning",
	scope: "record",
	summary: `No cell is past the last day on which its evidence counts as fresh, comes within ${EXPIRING_DAYS} days of it, or has no day.`,
	why: "Vendors change their terms; a grade is worth as much as its last reading is worth today.",
	*check({ kind, value, cells }, { today }) {
		if (kind === "offering" && value.status === "retired") return;
		for (const placed of cells) {
			if (!hasEvidence(placed)) continue;
			const { path, dimension, cell, sources, searched } = placed;
			const evidence = evidenceDateOf(
				sources.map(({ source }) => source),
				searched,
			);
			// A day that does not exist, or none at all, has a problem of its own.
			if (evidence === null ? cell.checked === undefined : !isRealDate(evidence)) continue;
			if (cell.valid_until !== undefined && !isRealDate(cell.valid_until)) continue;
			const { label } = dimensionOf(dimension);
			const { state, fresh_until } = freshnessOf(evidence, cell.valid_until, dimensionOf(dimension), today);
			const at = { path, part: "key" } as const;
			switch (state) {
				case "fresh":
					break;
				case "undated":
					yield {
						...at,
						message: `${label} is undated: nothing says as of which day its evidence holds`,
						hint: "Read the page again, and write captured.",
					};
					break;
				case "expiring":
					yield { ...at, message: `${label} is fresh until ${fresh_until}`, hint: "Read the sources again." };
					break;
				case "expired":
					yield { ...at, message: `${label} was fresh until ${fresh_until}`, hint: "Read the sources again." };
					break;
				default:
					state satisfies never;
			}
		}
	},
	examples: [
		{
			name: "past",
			edit: [['as_of: "2026-11-20"', 'as_of: "2026-05-27"']],
			problem: {
				path: "dimensions.iso_42001",
				part: "key",
				message: "ISO 42001 was fresh until 2026-11-23",
				hint: "Read the sources again.",
			},
		},
		{
			name: "last fresh day",
			edit: [['as_of: "2026-11-20"', 'as_of: "2026-05-28"']],
			problem: {
				path: "dimensions.iso_42001",
				part: "key",
				message: "ISO 42001 is fresh until 2026-11-24",
				hint: "Read the sources again.",
			},
		},
		{
			name: "fourteen days before the last fresh day",
			edit: [['as_of: "2026-11-20"', 'as_of: "2026-06-11"']],
			problem: {
				path: "dimensions.iso_42001",
				part: "key",
				message: "ISO 42001 is fresh until 2026-12-08",
				hint: "Read the sources again.",
			},
		},
		{ name: "fifteen days before the last fresh day", edit: [['as_of: "2026-11-20"', 'as_of: "2026-06-12"']] },
		{
			name: "end of the certificate",
			edit: [["    route: trust_center_nda\n", '    route: trust_center_nda\n    valid_until: "2026-11-23"\n']],
			problem: {
				path: "dimensions.soc2_type2",
				part: "key",
				message: "SOC 2 Type II was fresh until 2026-11-23",
				hint: "Read the sources again.",
			},
		},
		{
			name: "undated",
			edit: [
				['        as_of: "2026-11-20"\n', ""],
				["    confidence: medium\n", '    confidence: medium\n    checked: "2026-11-20"\n'],
			],
			problem: {
				path: "dimensions.iso_42001",
				part: "key",
				message: "ISO 42001 is undated: nothing says as of which day its evidence holds",
				hint: "Read the page again, and write captured.",
			},
		},
		{
			name: "shared cell",
			edit: { "services/nimbus-models.yaml": [['        captured: "2026-11-18"', '        captured: "2026-07-01"']] },
			problem: {
				path: "dimensions.data_residency",
				part: "key",
				message: "Residency was fresh until 2026-10-29",
				hint: "Read the sources again.",
			},
		},
	],
});
