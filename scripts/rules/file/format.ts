import { commandLine } from "../../lib/command-line.ts";
import { lineStartOf, spanAt } from "../../yaml/parse-error.ts";
import { commentedDifference } from "../form.ts";
import { defineRule } from "../rule.ts";

const MESSAGE = "this line is not written as it is in all records (the canonical form)";
const HINT = `Run: ${commandLine("check --fix")}`;

export const fileFormat = defineRule({
	id: "file/format",
	level: "warning",
	scope: "file",
	summary: "A record is written in the one canonical way: order of keys, quoting, folding, indentation; comments stay.",
	why: "When there is one way to write a record, a difference between two versions is a difference in what they say.",
	fix: "form",
	*check(file) {
		const at = commentedDifference(file);
		if (at === -1 || file.text === null) return;
		yield {
			path: [],
			span: spanAt(file.text, lineStartOf(file.text, at), Number.POSITIVE_INFINITY),
			message: MESSAGE,
			hint: HINT,
		};
	},
	examples: [
		{
			name: "comment on a line of its own",
			edit: [["    tier: self_serve", "    # Since October.\n    tier: self_serve"]],
		},
		{
			name: "comment behind a word of the data model",
			edit: [["tier: self_serve", "tier: self_serve # since October"]],
		},
		{
			name: "order of keys",
			edit: [["name: Acme API\ndeveloper: acme\n", "developer: acme\nname: Acme API\n"]],
			problem: { path: "", words: "developer: acme", at: [4, 1], message: MESSAGE, hint: HINT },
		},
		{
			name: "date without quotes",
			edit: [['captured: "2026-10-15"', "captured: 2026-10-15"]],
			problem: { path: "", words: "        captured: 2026-10-15", message: MESSAGE, hint: HINT },
		},
		{
			name: "quotes that are not needed",
			edit: [["name: Acme API", 'name: "Acme API"']],
			problem: { path: "", words: 'name: "Acme API"', message: MESSAGE, hint: HINT },
		},
		{
			name: "order of keys in a cell",
			edit: [
				["finding: Report under an NDA\n    caveat", "caveat"],
				["caveat: The report needs an NDA.\n", "caveat: The report needs an NDA.\n    finding: Report under an NDA\n"],
			],
			problem: { path: "", words: "    caveat: The report needs an NDA.", message: MESSAGE, hint: HINT },
		},
		{
			name: "blank line",
			edit: [["developer: acme\n", "\ndeveloper: acme\n"]],
			problem: { path: "", words: "", at: [5, 1], message: MESSAGE, hint: HINT },
		},
		{
			name: "no pointer to the shared cells",
			edit: { "offerings/bolt-nimbus.yaml": [["# Cells on the developer: ../vendors/bolt.yaml\n", ""]] },
			problem: { path: "", words: "id: bolt-nimbus", message: MESSAGE, hint: HINT },
		},
	],
});
