import { ARCHIVES } from "../example.ts";
import { defineRule } from "../rule.ts";

export const archiveValid = defineRule({
	id: "archive/valid",
	level: "error",
	scope: "list",
	summary:
		"Each entry of `archives.yaml` has prefix, name, kept_by and licence; a prefix is one whole repository at GitHub or GitLab, and stands once.",
	why: "A copy counts because of the archive that keeps it; a prefix of half a host would let anybody's repository count.",
	examples: [
		{
			name: "no keeper",
			edit: { [ARCHIVES]: [["    kept_by: individual\n", ""]] },
			problem: {
				path: "",
				words: "prefix: https://github.com/jdoe/policy-copies/",
				message: 'the key "kept_by" is missing',
				hint: "Add it.",
			},
		},
		{
			name: "prefix of a whole host",
			edit: { [ARCHIVES]: [["https://github.com/jdoe/policy-copies/", "https://github.com/"]] },
			problem: {
				path: "",
				words: "https://github.com/",
				at: [6, 13],
				message: '"https://github.com/" is not one repository at GitHub or GitLab',
				hint: "Write https://github.com/<owner>/<repository>/ or https://gitlab.com/<group>/<project>/-/ with the final slash.",
			},
		},
		{
			name: "twice",
			edit: { [ARCHIVES]: [["https://github.com/jdoe/policy-copies/", "https://github.com/Terms-Archive/versions/"]] },
			problem: {
				path: "",
				words: "https://github.com/Terms-Archive/versions/",
				message: "this archive is listed twice",
				hint: "Keep one of the two.",
			},
		},
	],
});
