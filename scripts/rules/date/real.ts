import { isRealDate } from "../../lib/dates.ts";
import { filterDates } from "../dates.ts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

export const dateReal = defineRule({
	id: "date/real",
	level: "error",
	scope: "offering",
	summary: "A date is an ISO calendar date that exists.",
	why: "Freshness, order and history are computed from dates.",
	*check(offering) {
		for (const { path, date } of filterDates(offering, (one) => !isRealDate(one))) {
			const shaped = /^\d{4}-\d{2}-\d{2}$/.test(date);
			yield {
				path,
				message: shaped ? `the day ${quoted(date)} does not exist` : `${quoted(date)} is not a date`,
				hint: shaped ? "Check the month and the day." : "Write it as YYYY-MM-DD, for example 2026-02-28.",
			};
		}
	},
});
