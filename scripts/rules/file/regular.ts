import { API } from "../example.ts";
import { defineRule } from "../rule.ts";

const WHAT = {
	symlink: "a symbolic link",
	directory: "a folder",
	other: "neither a file nor a folder (a pipe, a socket or a device)",
	file: "a file",
} as const;

export const fileRegular = defineRule({
	id: "file/regular",
	level: "error",
	scope: "file",
	summary: "A record is a plain file that can be read.",
	why: "A link could show what lies outside the repository, and a file that cannot be read must never count as checked.",
	*check({ fault }) {
		if (fault?.kind === "irregular") {
			yield {
				path: [],
				span: fault.span,
				message: `this is ${WHAT[fault.what]}, not a plain file; it was not followed or opened`,
				hint: "Put the record itself here, or remove it.",
			};
		}
		if (fault?.kind === "unreadable") {
			yield {
				path: [],
				span: fault.span,
				message: `the file cannot be read: ${fault.reason}`,
				hint: "Correct its permissions, and check again.",
			};
		}
	},
	examples: [
		{ name: "plain file", edit: [["Acme API", "The Acme API"]] },
		{
			name: "symbolic link",
			edit: { [API]: { kind: "symlink" } },
			problem: {
				path: "",
				message: "this is a symbolic link, not a plain file; it was not followed or opened",
				hint: "Put the record itself here, or remove it.",
			},
		},
		{
			name: "folder",
			edit: { "offerings/more": { kind: "directory" } },
			problem: {
				path: "",
				message: "this is a folder, not a plain file; it was not followed or opened",
				hint: "Put the record itself here, or remove it.",
			},
		},
	],
});
