import { FILE_START } from "../../yaml/parse-error.ts";
import { defineRule } from "../rule.ts";

export const changeGenerated = defineRule({
	id: "change/generated",
	level: "error",
	scope: "change",
	summary:
		"`dist/` and `CHANGELOG.md` change only in a release commit that holds what its records give; generated schemas and documents are what their generator writes.",
	why: "What is published must follow from the records; a hand in a generated file breaks that without anyone seeing it.",
	*check({ outsideRelease, drifted }) {
		for (const file of outsideRelease) {
			yield {
				file,
				path: [],
				span: FILE_START,
				message: "this file is written by a release alone",
				hint: "Take the change back: git checkout the file from the base.",
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
	examples: [
		{
			name: "dist",
			edit: [],
			changes: { outsideRelease: ["dist/data.json"] },
			problem: {
				file: "dist/data.json",
				path: "",
				message: "this file is written by a release alone",
				hint: "Take the change back: git checkout the file from the base.",
			},
		},
		{
			name: "drift",
			edit: [],
			changes: { drifted: [{ file: "schemas/offering.schema.json", command: "npm run registry -- schema" }] },
			problem: {
				file: "schemas/offering.schema.json",
				path: "",
				message: "this file differs from what its generator writes",
				hint: "Run: npm run registry -- schema",
			},
		},
	],
});
