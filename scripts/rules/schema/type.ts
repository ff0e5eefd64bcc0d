import { defineRule } from "../rule.ts";
import { kindOf, quoted } from "../words.ts";

const EXPECTED: Readonly<Record<string, string>> = {
	string: "text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "a mapping",
};

export const schemaType = defineRule({
	id: "schema/type",
	level: "error",
	scope: "file",
	summary: "A value has the type of its field.",
	why: "Programs that load the data rely on it.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "type") continue;
			const expected = EXPECTED[issue.expected] ?? issue.expected;
			const scalar = typeof issue.received !== "object";
			yield {
				path: issue.path,
				message: `this must be ${expected}, not ${kindOf(issue.received)}${scalar ? ` (${quoted(issue.received)})` : ""}`,
				hint: hintFor(expected, issue.received, issue.path.length === 0),
			};
		}
	},
});

function hintFor(expected: string, received: unknown, top: boolean): string {
	if (top && expected === "a mapping") return "A record begins with a key, for example id: my-offering.";
	if (received === null) return "Fill it in, or delete the key.";
	if (expected === "text" && typeof received === "object") return "Write a single text.";
	if (expected === "text") return `Put it in quotes: "${String(received)}".`;
	if (expected === "a list") return 'Write one item per line, each after "- ".';
	if (expected === "a mapping") return 'Write one "key: value" per line.';
	if (expected === "true or false") return "Write true or false, without quotes.";
	return "";
}
