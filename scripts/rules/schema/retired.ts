import { defineRule } from "../rule.ts";

export const schemaRetired = defineRule({
	id: "schema/retired",
	level: "error",
	scope: "offering",
	summary: "`status: retired` comes with `retired_on`; `retired_on` and `successor` come with `status: retired`.",
	why: "A buyer must be able to tell since when an offering is gone.",
	*check(offering) {
		if (offering.status === "retired") {
			if (offering.retired_on === undefined) {
				yield {
					path: ["status"],
					message: "a retired offering needs the day on which it ended",
					hint: "Add retired_on: YYYY-MM-DD.",
				};
			}
			return;
		}
		for (const key of ["retired_on", "successor"] as const) {
			if (offering[key] === undefined) continue;
			yield {
				path: [key],
				part: "key",
				message: `"${key}" stands on an offering that is not retired`,
				hint: `Add status: retired, or delete ${key}.`,
			};
			return;
		}
	},
	examples: [
		{
			name: "retired",
			edit: [["identifiers:", 'status: retired\nretired_on: "2026-10-01"\nidentifiers:']],
		},
		{
			name: "no day",
			edit: [["identifiers:", "status: retired\nidentifiers:"]],
			problem: {
				path: "status",
				message: "a retired offering needs the day on which it ended",
				hint: "Add retired_on: YYYY-MM-DD.",
			},
		},
		{
			name: "successor of an active offering",
			edit: [["identifiers:", "successor: acme-nimbus\nidentifiers:"]],
			problem: {
				path: "successor",
				part: "key",
				message: '"successor" stands on an offering that is not retired',
				hint: "Add status: retired, or delete successor.",
			},
		},
	],
});
