import { FILE_START } from "../../yaml/parse-error.ts";
import { defineRule } from "../rule.ts";

export const changeGenerated = defineRule({
	id: "change/generated",
	level: "error",
	scope: "change",
	summary:
		"`dist/` and `CHANGELOG.md` change only in a release commit that holds what its records give; generated schemas and documents are what their generator writes.",
	why: "What is published must follow from the records; a hand in a generated file breaks that without anyone seeing it.",
	*check({ outsideRelease, falseReleases, drifted }) {
		for (const file of outsideRelease) {
			yield {
				file,
				path: [],
				span: FILE_START,
				message: "this file is written by a release alone",
				hint: "Take the change back: git checkout the file from the base.",
			};
		}
		for (const commit of falseReleases) {
			yield {
				file: "CHANGELOG.md",
				path: [],
				span: FILE_START,
				message: `the commit ${commit.slice(0, 10)} says that it is a release, and it is not what a release would be`,
				hint: 'Take the line that begins with "Release:" out of its message: git rebase --interactive.',
			};
		}
		for (const { file, command } of drifted) {
			yield {
				file,
				path: [],
				span: FILE_START,
				message: "this file differs from what its generator writes",
				hint: `Run: ${command}`,
			};
		}
	},
});
