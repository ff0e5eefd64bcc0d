import { defineRule } from "../rule.ts";

export const fileEncoding = defineRule({
	id: "file/encoding",
	level: "error",
	scope: "file",
	summary:
		"A file is UTF-8 in NFC with LF line ends, without BOM, control, zero-width, bidirectional or private-use characters.",
	why: "What a reviewer sees must be what a program reads; invisible characters hide text from one of the two.",
	*check({ fault }) {
		if (fault?.kind === "encoding") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
	},
});
