import { FILE_START, spanAt } from "../../yaml/parse-error.ts";
import { otherReading } from "../../yaml/second-parser.ts";
import { API } from "../example.ts";
import { formDifference } from "../form.ts";
import { defineRule } from "../rule.ts";

export const fileSyntax = defineRule({
	id: "file/syntax",
	level: "error",
	scope: "file",
	summary:
		"A file is one YAML 1.2 core document without duplicate keys, anchors, aliases, merge keys, tags or directives; every text reads as it looks, and two parsers read it alike.",
	why: "Every reader of YAML must see the same values as the person who wrote them; these features differ from parser to parser, or hide a slip of the indentation, and none is needed.",
	*check(file) {
		const { fault, text } = file;
		if (fault?.kind === "syntax") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
		// The canonical form is read alike by all parsers, which tests hold; anything else is read by a second one, too.
		if (text === null || fault || formDifference(file) === -1) return;
		const other = otherReading(text, file.value);
		if (other === "alike") return;
		yield {
			path: [],
			span: other.offset === null ? FILE_START : spanAt(text, other.offset, 1),
			message:
				other.reason === null
					? "another YAML parser reads other values here"
					: `another YAML parser refuses this: ${other.reason}`,
			hint: "Write it in the plain form of the other records.",
		};
	},
	examples: [
		{ name: "quoted signs", edit: [["name: Acme API", 'name: "*Acme*: API & <<"']] },
		{ name: "merge key in quotes", edit: [["name: Acme API", 'name: "<<"']] },
		{
			name: "conflict",
			edit: [["name: Acme API\n", "<<<<<<< HEAD\nname: Acme API\n=======\nname: Acme's API\n>>>>>>> other\n"]],
			problem: {
				path: "",
				words: "<<<<<<< HEAD",
				message: "two versions of these lines were merged, and nobody has chosen between them",
				hint: 'Keep the right lines, and delete the others with the lines that begin with "<<<<<<<", "=======" and ">>>>>>>".',
			},
		},
		{
			name: "text over two lines",
			edit: [["        - Availability", "         - Availability"]],
			problem: {
				path: "",
				words: "- Availability",
				at: [45, 10],
				message: 'this line is read as part of the text above it: "Security - Availability"',
				hint: "If it is an entry of its own, indent it like the entries above; a text stands on one line.",
			},
		},
		{
			name: "comment behind a text",
			edit: [["caveat: The report needs an NDA.", "caveat: The report needs an NDA; see section #4."]],
			problem: {
				path: "",
				words: "#4.",
				message:
					'the rest of this line is a comment, and the text ends before it: "The report needs an NDA; see section"',
				hint: "Put the whole text in double quotes, or move the comment to a line of its own.",
			},
		},
		{
			name: "line of a paragraph indented further",
			edit: [
				[
					"      Acme states a SOC 2 Type II report that covers the API. The report",
					"      Acme states a SOC 2 Type II report that covers the API.\n       The report",
				],
			],
			problem: {
				path: "",
				words: "The report is handed out under an NDA.",
				message: "this line is indented further than the text above it, so it is no longer part of the paragraph",
				hint: "Indent it like the lines above.",
			},
		},
		{
			name: "key twice",
			edit: [["developer: acme\n", "developer: acme\ndeveloper: acme\n"]],
			problem: {
				path: "",
				at: [6, 1],
				message: 'the key "developer" stands twice',
				hint: "Keep one of the two.",
			},
		},
		{
			name: "anchor",
			edit: [["name: Acme API", "name: &a Acme API"]],
			problem: {
				path: "",
				words: "&a",
				message: "YAML anchors (&name) are not allowed",
				hint: 'Write the value out; quote text that begins with "&".',
			},
		},
		{
			name: "tab",
			edit: [["name: Acme API", "name: Acme\tAPI"]],
			problem: {
				path: "",
				words: "\t",
				message: "a tab character is not allowed",
				hint: "Use spaces instead of tabs.",
			},
		},
		{
			name: "missing colon",
			edit: [["    confidence: high", "    confidence high"]],
			problem: {
				path: "",
				words: "confidence high",
				message: 'this line is neither "key: value" nor an entry of a list ("- …")',
				hint: "Write a colon and a space behind the key.",
			},
		},
		{
			name: "notes indented too little",
			edit: [["    notes: >-\n      Acme states", "    notes: >-\n    Acme states"]],
			problem: {
				path: "",
				words: "Acme states a SOC 2 Type II report that covers the API. The report is handed out under an NDA.",
				message: "this line is indented less than the text that it belongs to",
				hint: 'Indent it two spaces further than "notes:".',
			},
		},
		{
			name: "open quote",
			edit: [["name: Acme API", 'name: "Acme API']],
			problem: {
				path: "",
				words: '"Acme API',
				message: "the quote that begins here is not closed on this line",
				hint: 'Write " at the end of the text, and \\" for a quote within it.',
			},
		},
		{
			name: "empty file",
			edit: { [API]: "" },
			problem: {
				path: "",
				message: "the file is empty",
				hint: "Write the record, or delete the file.",
			},
		},
	],
});
