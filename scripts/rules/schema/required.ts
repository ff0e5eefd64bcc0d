import type { SchemaIssue } from "../../registry/validate.ts";
import type { Path } from "../../yaml/positions.ts";
import { defineRule } from "../rule.ts";
import { nearest, quoted } from "../words.ts";
import { SUCCESSORS } from "./successors.ts";

export const schemaRequired = defineRule({
	id: "schema/required",
	level: "error",
	scope: "file",
	summary: "Every required key is there.",
	why: "A record without it cannot be read as one.",
	*check({ issues }) {
		for (const issue of issues) {
			if (issue.kind !== "required") continue;
			const key = String(issue.path.at(-1));
			if (isMisspelt(issue.path, issues)) continue;
			yield {
				path: issue.path,
				message: `the key ${quoted(key)} is missing`,
				hint: "Add it; the data model (docs/data-model.md) says what it means.",
			};
		}
	},
	examples: [
		{
			name: "finding",
			edit: [["    finding: Report under an NDA\n", ""]],
			problem: {
				path: "dimensions.soc2_type2.finding",
				words: "soc2_type2",
				at: [26, 3],
				message: 'the key "finding" is missing',
				hint: "Add it; the data model (docs/data-model.md) says what it means.",
			},
		},
		{
			name: "name of a reader",
			edit: { "offerings/acme-nimbus.yaml": [["          name: Watch Registry\n", ""]] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.name",
				at: [26, 9],
				message: 'the key "name" is missing',
				hint: "Add it; the data model (docs/data-model.md) says what it means.",
			},
		},
	],
});

/** True where a key beside it was meant for it: that one has its own problem, which names this one. */
function isMisspelt(path: Path, issues: readonly SchemaIssue[]): boolean {
	const key = String(path.at(-1));
	return issues.some(
		(other) =>
			other.kind === "unknown_key" &&
			other.path.length === path.length &&
			path.slice(0, -1).every((step, index) => step === other.path[index]) &&
			(SUCCESSORS[other.key] === key || nearest(other.key, other.known) === key),
	);
}
