import { isDeepStrictEqual } from "../../lib/equal.ts";
import { changedCells } from "../cell-changes.ts";
import { defineRule } from "../rule.ts";

export const changeBump = defineRule({
	id: "change/bump",
	level: "hold",
	scope: "change",
	summary:
		"`checked` moves only with something else that says what was read: a day of a source, a changed text or a `reviews` entry.",
	why: "A new date alone would make an old reading look fresh.",
	*check(changes) {
		for (const { file, path, before, after } of changedCells(changes)) {
			const [was, is] = [before.cell.checked, after.cell.checked];
			if (is === undefined || (was !== undefined && is <= was)) continue;
			const rest = ({ cell, sources }: typeof before) => [{ ...cell, checked: undefined }, sources];
			if (!isDeepStrictEqual(rest(before), rest(after))) continue;
			yield {
				file,
				path: [...path, "checked"],
				message:
					was === undefined
						? `checked (${is}) is new, but nothing says that the evidence was read again`
						: `checked moved from ${was} to ${is}, but nothing says that the evidence was read again`,
				hint: "Write captured or unchanged of the source that was read, or a reviews entry that says who confirmed it.",
			};
		}
	},
	examples: [
		{
			name: "day alone",
			edit: [
				[
					"    confidence: high\n    finding: 30 days; no zero retention\n",
					'    confidence: high\n    checked: "2026-11-22"\n    finding: 30 days; no zero retention\n',
				],
			],
			problem: {
				path: "dimensions.retention_zdr.checked",
				message: "checked (2026-11-22) is new, but nothing says that the evidence was read again",
				hint: "Write captured or unchanged of the source that was read, or a reviews entry that says who confirmed it.",
			},
		},
		{
			name: "day of the source",
			edit: [['    captured: "2026-11-20"\ndimensions', '    captured: "2026-11-23"\ndimensions']],
		},
	],
});
