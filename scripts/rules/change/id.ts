import type { RecordFile } from "../../registry/record.ts";
import { FILE_START } from "../../yaml/parse-error.ts";
import { defineRule } from "../rule.ts";
import { quoted } from "../words.ts";

export const changeId = defineRule({
	id: "change/id",
	level: "error",
	scope: "change",
	summary: "No id disappears: a renamed record lists it in `aliases`, a dead one stays with `status: retired`.",
	why: "Programs and links hold on to ids for ever.",
	*check({ before, after, files }) {
		const known = new Set(after.flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]));
		for (const { file, value } of before) {
			// A file that is there but broken still holds its id; its own problem says what is wrong.
			for (const id of [value.id, ...(value.aliases ?? [])]) {
				if (known.has(id) || files.some((present) => isBroken(present) && present.id === value.id)) continue;
				yield {
					file: file.path,
					path: [],
					span: FILE_START,
					message: `the id ${quoted(id)} disappears`,
					hint: "A renamed record lists its former id under aliases; one that is no longer offered stays, with status: retired and retired_on.",
				};
			}
		}
	},
});

function isBroken({ folder, fault, issues }: RecordFile): boolean {
	return folder === "offerings" && (fault !== null || issues.length > 0);
}
