import { addDays, isRealDate } from "../../lib/dates.ts";
import { defineRule } from "../rule.ts";
import { EFFECTIVE_DAYS } from "./order.ts";

/** Days by which a day may be ahead of UTC: in the Pacific it begins up to 14 hours earlier. */
const ZONE_DAYS = 1;

export const dateFuture = defineRule({
	id: "date/future",
	level: "error",
	scope: "record",
	summary: `No date lies after today, anywhere on earth; \`valid_until\` may, and a page may be dated up to ${EFFECTIVE_DAYS} days ahead.`,
	why: "Nobody can have read a page tomorrow.",
	*check({ dates }, { today }) {
		for (const { path, key, date } of dates) {
			if (date <= today || key === "valid_until" || !isRealDate(date)) continue;
			if (date <= addDays(today, PRINTED.has(key) ? ZONE_DAYS + EFFECTIVE_DAYS : ZONE_DAYS)) continue;
			yield {
				path,
				message: `${date} lies after today (${today})`,
				hint: "Write the day on which it happened.",
			};
		}
	},
	examples: [
		{ name: "this morning in Auckland", edit: [['as_of: "2026-11-20"', 'as_of: "2026-11-25"']] },
		{
			name: "tomorrow",
			edit: [['as_of: "2026-11-20"', 'as_of: "2026-11-26"']],
			problem: {
				path: "dimensions.iso_42001.searched[0].as_of",
				message: "2026-11-26 lies after today (2026-11-24)",
				hint: "Write the day on which it happened.",
			},
		},
		{
			name: "end of a certificate",
			edit: [
				[
					"    tier: self_serve\n    route: trust_center_nda\n",
					'    tier: self_serve\n    route: trust_center_nda\n    valid_until: "2027-11-01"\n',
				],
			],
		},
		{
			name: "reader",
			edit: { "offerings/acme-nimbus.yaml": [['date: "2026-11-01"', 'date: "2027-11-01"']] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.date",
				message: "2027-11-01 lies after today (2026-11-24)",
				hint: "Write the day on which it happened.",
			},
		},
	],
});

/** Dates that are printed on pages, which may be the day on which the page takes effect. */
const PRINTED: ReadonlySet<string> = new Set(["published", "policy_updated", "dpa_updated"]);
