import { evidenceDateOf } from "../../registry/freshness.ts";
import { hasEvidence } from "../lack.ts";
import { defineRule } from "../rule.ts";

export const dateChecked = defineRule({
	id: "date/checked",
	level: "error",
	scope: "record",
	summary: "A cell that nothing dates says in `checked` on which day somebody last looked at it.",
	why: "Without any day nobody can tell a finding of last week from one of last year.",
	*check({ cells }) {
		for (const placed of cells) {
			const { path, cell, sources, searched } = placed;
			if (cell.checked !== undefined || !hasEvidence(placed)) continue;
			const evidence = evidenceDateOf(
				sources.map(({ source }) => source),
				searched,
			);
			if (evidence !== null) continue;
			yield {
				path,
				part: "key",
				message: "nothing dates this cell",
				hint: "Add checked: the day on which somebody looked at it; or the day of its main source.",
			};
		}
	},
	examples: [
		{
			name: "search without a day",
			edit: [['        as_of: "2026-11-20"\n', ""]],
			problem: {
				path: "dimensions.iso_42001",
				part: "key",
				message: "nothing dates this cell",
				hint: "Add checked: the day on which somebody looked at it; or the day of its main source.",
			},
		},
		{
			name: "sources and searches without a day",
			edit: { "offerings/acme-nimbus.yaml": [['          date: "2026-11-01"\n', ""]] },
			problem: {
				path: "dimensions.ip_indemnity",
				part: "key",
				message: "nothing dates this cell",
				hint: "Add checked: the day on which somebody looked at it; or the day of its main source.",
			},
		},
	],
});
