import { textError } from "../../yaml/decode.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule, type Finding } from "../rule.ts";

export const fileEncoding = defineRule({
	id: "file/encoding",
	level: "error",
	scope: "file",
	summary:
		"A file is UTF-8 in NFC with LF line ends, without BOM, control, zero-width, bidirectional or private-use characters.",
	why: "What a reviewer sees must be what a program reads; invisible characters hide text from one of the two.",
	*check({ fault, text, value, issues }) {
		if (fault?.kind === "encoding") yield { path: [], span: fault.span, message: fault.message, hint: fault.hint };
		// What the file holds was looked at when it was read; an escape can spell what does not stand in it.
		if (fault || !text?.includes("\\")) return;
		// A value that its schema refuses has its problem already.
		const refused = new Set(issues.map(({ path }) => path.join("\0")));
		for (const finding of spelled(value, [])) if (!refused.has(finding.path.join("\0"))) yield finding;
	},
});

/** Faults in the texts of a value; keys are those of the schema, or unknown. */
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
