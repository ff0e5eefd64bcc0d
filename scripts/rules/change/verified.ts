import { isDeepStrictEqual, matchCells } from "../../registry/match-records.ts";
import { defineRule } from "../rule.ts";

export const changeVerified = defineRule({
	id: "change/verified",
	level: "error",
	scope: "change",
	summary: "`verified` never moves back; a changed grade, source or fact is at least as new as what it replaces.",
	why: "An older reading must not take the place of a newer one.",
	*check(changes) {
		for (const { file, path, before, after } of matchCells(changes)) {
			if (after.verified >= before.verified) continue;
			const what = (["value", "sources", "facts"] as const).filter(
				(key) => !isDeepStrictEqual(before[key], after[key]),
			);
			const changed = what.length > 0 ? ` while ${what.join(" and ")} changed` : "";
			yield {
				file,
				path: [...path, "verified"],
				message: `verified moved back from ${before.verified} to ${after.verified}${changed}`,
				hint: "Write the day on which the evidence was read for this change.",
			};
		}
	},
});
