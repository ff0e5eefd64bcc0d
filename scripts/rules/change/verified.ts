import { isDeepStrictEqual } from "../../lib/equal.ts";
import { substance } from "../../registry/substance.ts";
import { samePageKey } from "../../registry/urls.ts";
import { changedCells, newestDay } from "../cell-changes.ts";
import { defineRule } from "../rule.ts";

export const changeVerified = defineRule({
	id: "change/verified",
	level: "hold",
	scope: "change",
	summary:
		"A changed grade, source or fact comes with a `checked` or a day of a source that is later than any of the base; evidence that the base did not have may be older, and is told.",
	why: "A change that nobody dates cannot have been read for it, and an older reading must not take the place of a newer one unseen.",
	*check(changes) {
		for (const { file, path, before, after, reverted } of changedCells(changes)) {
			if (reverted || isDeepStrictEqual(substance(before), substance(after))) continue;
			const [was, is] = [newestDay(before), newestDay(after)];
			const known = new Set(before.sources.map(({ url }) => samePageKey(url)));
			const main = after.sources[0];
			const isNew = main !== undefined && !known.has(samePageKey(main.url));
			const where = { file, path, part: "key" } as const;
			if (isNew) {
				const [old, now] = [before.evidenceDate, after.evidenceDate];
				if (old === null || now === null || now >= old) continue;
				yield {
					...where,
					level: "warning",
					message: `evidence of ${now} takes the place of evidence of ${old}`,
					hint: "Nothing to do if the older page says what the newer one does not.",
				};
			} else if (is <= was) {
				yield {
					...where,
					message: `the cell changed, and nothing in it is later than ${was === "" ? "before" : was}`,
					hint: "Add checked: the day on which the evidence was read for this change; or captured of the source.",
				};
			}
		}
	},
	examples: [
		{
			name: "fact without a day",
			edit: [["retention_days: 30", "retention_days: 60"]],
			problem: {
				path: "dimensions.retention_zdr",
				part: "key",
				message: "the cell changed, and nothing in it is later than 2026-11-20",
				hint: "Add checked: the day on which the evidence was read for this change; or captured of the source.",
			},
		},
		{
			name: "fact with a day",
			edit: [
				["retention_days: 30", "retention_days: 60"],
				[
					"    confidence: high\n    finding: 30 days; no zero retention\n",
					'    confidence: high\n    checked: "2026-11-22"\n    finding: 30 days; no zero retention\n',
				],
			],
		},
		{
			name: "older evidence that is new to the cell",
			edit: [
				[
					"    sources:\n      - url: https://trust.acme.com/\n",
					'    sources:\n      - url: https://acme.com/soc2\n        title: SOC 2\n        via: live\n        captured: "2026-10-01"\n      - url: https://trust.acme.com/\n',
				],
			],
			problem: {
				path: "dimensions.soc2_type2",
				part: "key",
				level: "warning",
				message: "evidence of 2026-10-01 takes the place of evidence of 2026-10-15",
				hint: "Nothing to do if the older page says what the newer one does not.",
			},
		},
		{
			name: "words alone",
			edit: [["The terms keep inputs for 30 days.", "Under the terms, inputs are kept for 30 days."]],
		},
	],
});
