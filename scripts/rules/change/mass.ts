import { gradeOf } from "../../../schemas/grades.ts";
import { matchCells, matchRecords } from "../../registry/match-records.ts";
import { FILE_START } from "../../yaml/parse-error.ts";
import { defineRule } from "../rule.ts";

/** Share of the records that may be removed or downgraded at once. */
const SHARE = 0.1;

export const changeMass = defineRule({
	id: "change/mass",
	level: "error",
	scope: "change",
	summary: "At most 10 % of the records are removed or downgraded at once.",
	why: "So many at a time is a slip of a tool or an attack; what is meant can be done in parts.",
	*check(changes) {
		const kept = new Set(matchRecords(changes).map(({ before }) => before.file.path));
		const removed = changes.before.filter(({ file }) => !kept.has(file.path)).map(({ file }) => file.path);
		const downgraded = matchCells(changes)
			.filter(({ before, after }) => gradeOf(after.value).rank < gradeOf(before.value).rank)
			.map(({ file }) => file);
		const affected = [...new Set([...removed, ...downgraded])].sort();
		const [first] = affected;
		// One record is never a mass, however small the registry.
		if (first === undefined || affected.length < 2 || affected.length <= changes.total * SHARE) return;
		yield {
			file: first,
			path: [],
			span: FILE_START,
			message: `${affected.length} of ${changes.total} records are removed or downgraded at once, more than 10 %: ${affected.slice(0, 5).join(", ")}${affected.length > 5 ? ", …" : ""}`,
			hint: "Propose the changes in parts, each with its evidence.",
		};
	},
});
