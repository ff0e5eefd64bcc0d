import { FILE_START, spanAt } from "../../yaml/parse-error.ts";
import { otherReading } from "../../yaml/second-parser.ts";
import { formDifference } from "../form.ts";
import { defineRule } from "../rule.ts";

export const fileSyntax = defineRule({
	id: "file/syntax",
	level: "error",
	scope: "file",
	summary:
		"A file is one YAML 1.2 core document without duplicate keys, anchors, aliases, merge keys, tags or directives, and two parsers read it alike.",
	why: "Every reader of YAML must see the same values; these features differ from parser to parser, and none is needed.",
	*check(file) {
		const { fault, text } = file;
		if (fault?.kind === "syntax") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
		// The canonical form is read alike by all parsers, which tests hold; anything else is read by a second one, too.
		if (text === null || formDifference(file) === -1) return;
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
});
