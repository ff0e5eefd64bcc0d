import { defineRule } from "../rule.ts";
import { quoted, typeNameOf } from "../words.ts";

/** The name of a mapping, for people. */
const KEYS_AND_VALUES = '"key: value" lines';

const EXPECTED: Readonly<Record<string, string>> = {
	string: "text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: KEYS_AND_VALUES,
	record: KEYS_AND_VALUES,
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
				message: `this must be ${expected}, not ${typeNameOf(issue.received)}${scalar ? ` (${quoted(issue.received)})` : ""}`,
				hint: hintFor(expected, issue.received, issue.path.length === 0),
			};
		}
	},
	examples: [
		{
			name: "number for text",
			edit: [["    locator: Section 3", "    locator: 3"]],
			problem: {
				path: "dimensions.training_on_customer_data.sources[0].locator",
				at: [70, 18],
				message: 'this must be text, not a number ("3")',
				hint: 'Put it in quotes: "3".',
			},
		},
		{
			name: "text for a list",
			edit: [["      criteria:\n        - Security\n        - Availability\n", "      criteria: Security\n"]],
			problem: {
				path: "dimensions.soc2_type2.facts.criteria",
				message: 'this must be a list, not text ("Security")',
				hint: 'Write one item per line, each after "- ".',
			},
		},
		{
			name: "key without a value",
			edit: [["    caveat: The report needs an NDA.", "    caveat:"]],
			problem: {
				path: "dimensions.soc2_type2.caveat",
				words: "caveat:",
				message: "this must be text, not nothing",
				hint: "Fill it in, or delete the key.",
			},
		},
		{
			name: "colon in an entry of a list",
			edit: [["  - anvil-*", "  - anvil: all"]],
			problem: {
				path: "model_patterns[0]",
				message: 'this must be text, not "key: value" lines',
				hint: "Write a single text; put one that holds a colon and a space in double quotes.",
			},
		},
	],
});

function hintFor(expected: string, received: unknown, top: boolean): string {
	if (top && expected === KEYS_AND_VALUES) return "A record begins with a key, for example id: my-offering.";
	if (received === null) return "Fill it in, or delete the key.";
	if (expected === "text" && typeof received === "object") {
		return "Write a single text; put one that holds a colon and a space in double quotes.";
	}
	if (expected === "text" && /^\d{8}$/.test(String(received))) return "Write a date as YYYY-MM-DD, in quotes.";
	if (expected === "text") return `Put it in quotes: "${String(received)}".`;
	if (expected === "a list") return 'Write one item per line, each after "- ".';
	if (expected === KEYS_AND_VALUES) return 'Write one "key: value" per line.';
	if (expected === "true or false") return "Write true or false, without quotes.";
	if (expected === "a whole number" || expected === "a number")
		return "Write the number alone, without unit or quotes.";
	return "";
}
