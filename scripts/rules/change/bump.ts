import { isDeepStrictEqual, matchCells } from "../../registry/match-records.ts";
import { defineRule } from "../rule.ts";

export const changeBump = defineRule({
	id: "change/bump",
	level: "error",
	scope: "change",
	summary:
		"`verified` moves forward only with a change, a `reviews` entry or a `captured` date that says what was read.",
	why: "A new date alone would make an old reading look fresh.",
	*check(changes) {
		for (const { file, path, before, after } of matchCells(changes)) {
			if (
				after.verified <= before.verified ||
				!isDeepStrictEqual({ ...before, verified: null }, { ...after, verified: null })
			)
				continue;
			yield {
				file,
				path: [...path, "verified"],
				message: `verified moved from ${before.verified} to ${after.verified}, but nothing says that the evidence was read again`,
				hint: "Add captured to the source that was read, or a reviews entry that says who confirmed it.",
			};
		}
	},
});
