import { defineRule } from "../rule.ts";

export const fileSize = defineRule({
	id: "file/size",
	level: "error",
	scope: "file",
	summary: "A file has at most 256 KiB, 12 levels and 4,000 nodes.",
	why: "A record is read by people; anything larger is a mistake or an attack on whoever loads it.",
	*check({ fault }) {
		if (fault?.kind === "size") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
	},
});
