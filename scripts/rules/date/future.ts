import { datesOf, isRealDate } from "../dates.ts";
import { defineRule } from "../rule.ts";

export const dateFuture = defineRule({
	id: "date/future",
	level: "error",
	scope: "offering",
	summary: "No date lies after today, `valid_until` apart.",
	why: "Nobody can have read a page tomorrow.",
	*check(offering, { today }) {
		for (const { path, date } of datesOf(offering)) {
			if (path.at(-1) === "valid_until" || !isRealDate(date) || date <= today) continue;
			yield {
				path,
				message: `${date} lies after today (${today})`,
				hint: "Write the day on which it happened.",
			};
		}
	},
});
