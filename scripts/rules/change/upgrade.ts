import { gradeOf } from "../../../schemas/grades.ts";
import { matchCells, matchRecords } from "../../registry/match-records.ts";
import { sameDocumentKey } from "../../registry/urls.ts";
import { defineRule } from "../rule.ts";

export const changeUpgrade = defineRule({
	id: "change/upgrade",
	level: "error",
	scope: "change",
	summary: "A grade that goes up comes with a primary source that was not there before, or with a `reviews` entry.",
	why: "A better grade is what a vendor wants most; it must rest on something new that anyone can check.",
	*check(changes, { vendors }) {
		const offerings = new Map(matchRecords(changes).map(({ after }) => [after.file.path, after.value]));
		for (const { file, path, before, after } of matchCells(changes)) {
			const offering = offerings.get(file);
			if (!offering || gradeOf(after.value).rank <= gradeOf(before.value).rank) continue;
			const known = new Set(before.sources?.map(({ url }) => sameDocumentKey(url)));
			const fresh = after.sources?.some(
				(source) => !known.has(sameDocumentKey(source.url)) && vendors.kindOf(source, offering) === "primary",
			);
			if (fresh || (after.reviews?.length ?? 0) > (before.reviews?.length ?? 0)) continue;
			yield {
				file,
				path: [...path, "value"],
				message: `the grade goes up from "${gradeOf(before.value).label}" to "${gradeOf(after.value).label}" without a new primary source`,
				hint: "Add the page of the developer, the platform or an authority that says so, or a reviews entry with the reason.",
			};
		}
	},
});
