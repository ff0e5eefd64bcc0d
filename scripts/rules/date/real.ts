import { isRealDate } from "../../lib/dates.ts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

const SHAPE_HINT = "Write it as YYYY-MM-DD, for example 2026-02-28.";

export const dateReal = defineRule({
	id: "date/real",
	level: "error",
	scope: "record",
	summary: "A date is an ISO calendar date that exists.",
	why: "Freshness, order and history are computed from dates.",
	*check({ dates }) {
		for (const { path, date } of dates) {
			if (isRealDate(date)) continue;
			const shaped = /^\d{4}-\d{2}-\d{2}$/.test(date);
			yield {
				path,
				message: shaped ? `the day ${quoted(date)} does not exist` : `${quoted(date)} is not a date`,
				hint: shaped ? "Check the month and the day." : SHAPE_HINT,
			};
		}
	},
	examples: [
		{
			name: "month first",
			edit: [['    captured: "2026-11-20"', "    captured: 11/20/2026"]],
			problem: {
				path: "documents.terms.captured",
				at: [24, 15],
				message: '"11/20/2026" is not a date',
				hint: SHAPE_HINT,
			},
		},
		{
			name: "no such day",
			edit: [['period_end: "2026-06-30"', 'period_end: "2026-06-31"']],
			problem: {
				path: "dimensions.soc2_type2.facts.period_end",
				message: 'the day "2026-06-31" does not exist',
				hint: "Check the month and the day.",
			},
		},
		{
			name: "leap day",
			edit: [['period_start: "2025-07-01"', 'period_start: "2024-02-29"']],
		},
		{
			name: "no leap day",
			edit: [['period_start: "2025-07-01"', 'period_start: "2025-02-29"']],
			problem: {
				path: "dimensions.soc2_type2.facts.period_start",
				message: 'the day "2025-02-29" does not exist',
				hint: "Check the month and the day.",
			},
		},
		{
			name: "day of a search",
			edit: [['as_of: "2026-11-20"', "as_of: today"]],
			problem: {
				path: "dimensions.iso_42001.searched[0].as_of",
				message: '"today" is not a date',
				hint: SHAPE_HINT,
			},
		},
	],
});
