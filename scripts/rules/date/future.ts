import { isRealDate } from "../../lib/dates.ts";
import { filterDates } from "../dates.ts";
import { defineRule } from "../rule.ts";

export const dateFuture = defineRule({
	id: "date/future",
	level: "error",
	scope: "offering",
	summary: "No date lies after today, `valid_until` apart.",
	why: "Nobody can have read a page tomorrow.",
	*check(offering, { today }) {
		const isAhead = (date: string, key: string) => date > today && key !== "valid_until" && isRealDate(date);
		for (const { path, date } of filterDates(offering, isAhead)) {
			yield {
				path,
				message: `${date} lies after today (${today})`,
				hint: "Write the day on which it happened.",
			};
		}
	},
});
