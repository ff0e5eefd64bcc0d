import { defineRule } from "../rule.ts";

export const fileSyntax = defineRule({
	id: "file/syntax",
	level: "error",
	scope: "file",
	summary:
		"A file is one YAML 1.2 core document without duplicate keys, anchors, aliases, merge keys, tags or directives.",
	why: "Every reader of YAML must see the same values; these features differ from parser to parser, and none is needed.",
	*check({ fault }) {
		if (fault?.kind === "syntax") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
	},
});
