import { commandLine } from "../../lib/command-line.ts";
import { textError } from "../../yaml/decode.ts";
import type { Path } from "../../yaml/positions.ts";
import { API } from "../example.ts";
import { defineRule, type Finding } from "../rule.ts";

export const fileEncoding = defineRule({
	id: "file/encoding",
	level: "error",
	scope: "file",
	summary:
		"A file is UTF-8 in NFC with LF line ends, without BOM, control, zero-width, bidirectional or private-use characters.",
	why: "A reviewer must see exactly the text that a program reads; invisible characters hide text from one of the two.",
	fix: "encoding",
	*check({ fault, text, value, issues }) {
		if (fault?.kind === "encoding") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
		// The file's own characters were looked at when it was read; an escape can spell others.
		if (fault || !text?.includes("\\")) return;
		// A value that its schema refuses has its problem already.
		const refused = new Set(issues.map(({ path }) => path.join("\0")));
		for (const finding of spelled(value, [])) if (!refused.has(finding.path.join("\0"))) yield finding;
	},
	examples: [
		{ name: "accents", edit: [["through its own API", "through its own café API"]] },
		{ name: "other scripts", edit: [["through its own API", "through 自有 API"]] },
		{
			name: "carriage return",
			edit: [["name: Acme API\n", "name: Acme API\r\n"]],
			problem: {
				path: "",
				words: "\r",
				message: "the line ends with a carriage return (CRLF)",
				hint: `Run: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "zero-width space",
			edit: [["name: Acme API", "name: Acme\u200b API"]],
			problem: {
				path: "",
				words: "\u200b",
				at: [4, 11],
				message: "the invisible or control character U+200B is not allowed",
				hint: "Delete it; it often comes along when text is pasted.",
			},
		},
		{
			name: "right-to-left override",
			edit: [["name: Acme API", "name: Acme\u202e API"]],
			problem: {
				path: "",
				words: "\u202e",
				message: "the invisible or control character U+202E is not allowed",
				hint: "Delete it; it often comes along when text is pasted.",
			},
		},
		{
			name: "decomposed letter",
			edit: [["name: Acme API", "name: Acme\u0301 API"]],
			problem: {
				path: "",
				at: [4, 9],
				message: "an accented letter is written in two parts, the letter and its accent",
				hint: `Run: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "byte order mark",
			edit: [["# yaml", "\ufeff# yaml"]],
			problem: {
				path: "",
				words: "\ufeff",
				message: "the file begins with a byte order mark (BOM)",
				hint: `Run: ${commandLine("check --fix")}`,
			},
		},
		{
			name: "Latin-1",
			edit: { [API]: Uint8Array.from("name: caf\xe9\n", (letter) => letter.charCodeAt(0)) },
			problem: {
				path: "",
				at: [1, 10],
				message: "this is not UTF-8 text",
				hint: "Save the file as UTF-8.",
			},
		},
		{
			name: "escape",
			edit: [["name: Acme API", 'name: "Acme\\u200b API"']],
			problem: {
				path: "name",
				message: "an escape spells U+200B, which is not allowed",
				hint: "Write the text without it: an escape may only spell what may stand in a record.",
			},
		},
	],
});

/** Problems with the texts of a value; keys are those of the schema, or unknown. */
function* spelled(value: unknown, path: Path): Generator<Finding> {
	if (typeof value === "string") {
		const fault = textError(value);
		if (fault) yield { path, ...fault };
	} else if (typeof value === "object" && value !== null) {
		for (const [key, inner] of Object.entries(value)) {
			yield* spelled(inner, [...path, Array.isArray(value) ? Number(key) : key]);
		}
	}
}
