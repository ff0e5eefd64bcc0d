import { changedCells } from "../cell-changes.ts";
import { defineRule } from "../rule.ts";

export const changeReverted = defineRule({
	id: "change/reverted",
	level: "hold",
	scope: "change",
	summary: "A cell that goes back to what an earlier commit said is told as reverted.",
	why: "Nothing new was read for it; a maintainer decides whether the earlier state was right.",
	*check(changes) {
		for (const { file, path, reverted } of changedCells(changes)) {
			if (!reverted) continue;
			yield {
				file,
				path,
				part: "key",
				message: `the cell is reverted: it goes back to what it said in ${reverted.commit.slice(0, 10)} of ${reverted.day}`,
				hint: "A maintainer has to look at it.",
			};
		}
	},
	examples: [
		{
			name: "revert",
			before: [["retention_days: 30", "retention_days: 60"]],
			edit: [],
			earlier: "0123456789abcdef0123456789abcdef01234567",
			problem: {
				path: "dimensions.retention_zdr",
				part: "key",
				message: "the cell is reverted: it goes back to what it said in 0123456789 of 2026-11-01",
				hint: "A maintainer has to look at it.",
			},
		},
	],
});
