import { MAX_CAVEAT, MAX_FINDING } from "../../../schemas/cell.ts";
import { MAX_QUOTE, MIN_QUOTE } from "../../../schemas/source.ts";
import { defineRule } from "../rule.ts";

export const schemaLength = defineRule({
	id: "schema/length",
	level: "error",
	scope: "file",
	summary: "Texts, lists and numbers keep within the limits of their field.",
	why: "A caveat is one line that a buyer reads first; a list of everything says nothing.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "length") continue;
			const bound = issue.side === "max" ? "at most" : "at least";
			const unit = issue.of === "number" ? "" : ` ${issue.of}`;
			const actual = issue.actual === null ? "" : ` (it has ${issue.actual})`;
			const empty = issue.actual === 0;
			const verb = issue.of === "number" ? "be" : "have";
			yield {
				path: issue.path,
				message: empty ? "this is empty" : `this must ${verb} ${bound} ${issue.limit}${unit}${actual}`,
				hint: empty ? "Fill it in, or delete the key." : hintFor(issue),
			};
		}
	},
	examples: [
		{ name: "longest finding", edit: [["finding: Report under an NDA", `finding: R${"e".repeat(MAX_FINDING - 1)}`]] },
		{
			name: "finding",
			edit: [["finding: Report under an NDA", `finding: R${"e".repeat(MAX_FINDING)}`]],
			problem: {
				path: "dimensions.soc2_type2.finding",
				message: `this must have at most ${MAX_FINDING} characters (it has ${MAX_FINDING + 1})`,
				hint: "Shorten it.",
			},
		},
		{ name: "longest caveat", edit: [["caveat: The report needs an NDA.", `caveat: T${"h".repeat(MAX_CAVEAT - 1)}`]] },
		{
			name: "caveat",
			edit: [["caveat: The report needs an NDA.", `caveat: T${"h".repeat(MAX_CAVEAT)}`]],
			problem: {
				path: "dimensions.soc2_type2.caveat",
				message: `this must have at most ${MAX_CAVEAT} characters (it has ${MAX_CAVEAT + 1})`,
				hint: "Shorten it.",
			},
		},
		{
			name: "shortest quote",
			edit: [
				[
					"quote: We do not use API data to train our models […] unless you opt in.",
					`quote: W${"e".repeat(MIN_QUOTE - 1)}`,
				],
			],
		},
		{
			name: "quote too short",
			edit: [
				[
					"quote: We do not use API data to train our models […] unless you opt in.",
					`quote: W${"e".repeat(MIN_QUOTE - 2)}`,
				],
			],
			problem: {
				path: "dimensions.training_on_customer_data.sources[0].quote",
				message: `this must have at least ${MIN_QUOTE} characters (it has ${MIN_QUOTE - 1})`,
				hint: "Give more of it, or delete the key.",
			},
		},
		{
			name: "quote too long",
			edit: [
				[
					"quote: We do not use API data to train our models […] unless you opt in.",
					`quote: >-\n          W${"e".repeat(MAX_QUOTE)}`,
				],
			],
			problem: {
				path: "dimensions.training_on_customer_data.sources[0].quote",
				message: `this must have at most ${MAX_QUOTE} characters (it has ${MAX_QUOTE + 1})`,
				hint: "Shorten it.",
			},
		},
		{
			name: "empty list",
			edit: [["      criteria:\n        - Security\n        - Availability\n", "      criteria: []\n"]],
			problem: {
				path: "dimensions.soc2_type2.facts.criteria",
				message: "this is empty",
				hint: "Fill it in, or delete the key.",
			},
		},
		{
			name: "number",
			edit: [["retention_days: 30", "retention_days: -1"]],
			problem: {
				path: "dimensions.retention_zdr.facts.retention_days",
				message: "this must be at least 0",
				hint: "Write a larger number.",
			},
		},
	],
});

function hintFor({ side, of }: { readonly side: "min" | "max"; readonly of: string }): string {
	if (of === "number") return side === "max" ? "Write a smaller number." : "Write a larger number.";
	return side === "max" ? "Shorten it." : "Give more of it, or delete the key.";
}
