import { dimensionOf } from "../../../schemas/dimensions/index.ts";
import { isRealDate } from "../../lib/dates.ts";
import { cellsOf } from "../../registry/cells.ts";
import { freshnessOf } from "../../registry/freshness.ts";
import { defineRule } from "../rule.ts";

export const dateFresh = defineRule({
	id: "date/fresh",
	level: "warning",
	scope: "offering",
	summary: "No cell is expired, expires within 14 days, or has no date as of which it holds.",
	why: "Vendors change their terms; a grade is worth what its last reading is worth today.",
	*check(offering, { today }) {
		if (offering.status === "retired") return;
		for (const { path, dimension, cell } of cellsOf(offering)) {
			const since = cell.verified_via === "archived_copy" ? cell.sources?.[0]?.captured : cell.verified;
			if (since !== undefined && !isRealDate(since)) continue;
			if (cell.valid_until !== undefined && !isRealDate(cell.valid_until)) continue;
			const { label } = dimensionOf(dimension);
			const { state, expires } = freshnessOf(cell, dimensionOf(dimension), today);
			switch (state) {
				case "fresh":
					break;
				case "undated":
					yield {
						path: [...path, "verified"],
						message: `${label} is undated: the stored copy that was read does not tell its date`,
						hint: "Read the page again, and write verified, verified_via: live and captured.",
					};
					break;
				case "expiring":
					yield {
						path: [...path, "verified"],
						message: `${label} expires on ${expires}`,
						hint: "Read the sources again.",
					};
					break;
				case "expired":
					yield {
						path: [...path, "verified"],
						message: `${label} expired on ${expires}`,
						hint: "Read the sources again.",
					};
					break;
				default:
					state satisfies never;
			}
		}
	},
});
