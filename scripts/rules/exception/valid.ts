import { EXCEPTIONS } from "../example.ts";
import { defineRule } from "../rule.ts";

const ENTRY = `- rule: prose/neutral
  file: offerings/acme-api.yaml
  path: dimensions.retention_zdr.notes
  reason: The vendor's product is called so.
  owner: jdoe
  until: 2027-01-31
`;
const NEEDED = { "offerings/acme-api.yaml": [["The terms keep", "The excellent terms keep"]] } as const;

export const exceptionValid = defineRule({
	id: "exception/valid",
	level: "error",
	scope: "list",
	summary:
		"Each entry of `exceptions.yaml` has rule, file, path, reason, owner and until, is not expired, is still needed, and names no rule on changes.",
	why: "An exception is soon forgotten; one that outlives its reason hides the next problem.",
	examples: [
		{ name: "needed", edit: { ...NEEDED, [EXCEPTIONS]: ENTRY } },
		{
			name: "not needed any more",
			edit: { [EXCEPTIONS]: ENTRY },
			problem: {
				path: "",
				words: "prose/neutral",
				message: "nothing needs this exception any more",
				hint: "Delete it.",
			},
		},
		{
			name: "no owner",
			edit: { [EXCEPTIONS]: ENTRY.replace("  owner: jdoe\n", "") },
			problem: {
				path: "",
				at: [1, 3],
				words: "rule: prose/neutral",
				message: 'the key "owner" is missing',
				hint: "Add it.",
			},
		},
		{
			name: "unknown rule",
			edit: { [EXCEPTIONS]: ENTRY.replace("prose/neutral", "prose/neutrall") },
			problem: {
				path: "",
				words: "prose/neutrall",
				message: 'there is no rule "prose/neutrall"',
				hint: 'Did you mean "prose/neutral"?',
			},
		},
		{
			name: "rule on changes",
			edit: { [EXCEPTIONS]: ENTRY.replace("prose/neutral", "change/upgrade") },
			problem: {
				path: "",
				words: "change/upgrade",
				message: "change/upgrade looks at changes, which no exception outlives",
				hint: "Delete the entry; a maintainer approves the change instead.",
			},
		},
		{
			name: "last day",
			edit: { [EXCEPTIONS]: ENTRY.replace("2027-01-31", "2026-11-24"), ...NEEDED },
		},
		{
			name: "past its day",
			edit: { [EXCEPTIONS]: ENTRY.replace("2027-01-31", "2026-11-23") },
			problem: {
				path: "",
				words: "2026-11-23",
				message: "this exception expired on 2026-11-23",
				hint: "Correct the record, or decide anew and say why.",
			},
		},
		{
			name: "not a list",
			edit: { [EXCEPTIONS]: "rule: prose/neutral\n" },
			problem: {
				path: "",
				words: "rule: prose/neutral",
				message: 'this must be a list, not "key: value" lines',
				hint: 'Write one item per line, each after "- ".',
			},
		},
	],
});
