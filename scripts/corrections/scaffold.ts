import { stringify } from "yaml";
import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADES } from "../../schemas/grades.ts";

/** The first lines of an offering, as far as they are known. */
export interface FirstLines {
	readonly name?: string;
	readonly developer?: string;
	readonly platform?: string;
	readonly category?: string;
	readonly model_family?: string;
	readonly summary?: string;
}

/**
 * The text of a new offering: its first lines to fill in, and every dimension explained in comments, none assessed.
 * It does not pass a check before it is filled in, and the check says what is missing.
 */
export function scaffold(id: string, lines: FirstLines = {}): string {
	const field = (key: keyof FirstLines) =>
		`${key}:${lines[key] === undefined ? "" : ` ${stringify(lines[key]).trim()}`}`;
	return `# A new offering. Lines that begin with # are explanations; delete them when you are done.
id: ${id}
# The name as buyers know it.
${field("name")}
# Ids of vendors (files in vendors/). They are the same for first_party.
${field("developer")}
${field("platform")}
# first_party, cloud_distribution, inference_host or gateway
${field("category")}
# The family of models, for example Claude.
${field("model_family")}
# One to three neutral sentences.
summary: >-
${
	lines.summary === undefined
		? ""
		: `  ${lines.summary}
`
}
# A dimension that nobody assessed is left out. To assess one, replace {} by "dimensions:" and its lines:
#
# dimensions:
#   soc2_type2:
#     value: one of ${GRADES.map((grade) => grade.id).join(", ")}
#     confidence: high, medium or low
#     verified: the day on which you read the evidence, YYYY-MM-DD
#     verified_via: live (you read the page itself) or archived_copy (you read a stored copy)
#     caveat: what to check before signing, at most 120 characters (not with yes_public)
#     notes: >-
#       What you found, in neutral words.
#     sources:
#       - url: https://…
#         title: the document's title
#         captured: the day on which you read it, YYYY-MM-DD
#     searched: (with no_public_evidence) the addresses where you looked
#
${DIMENSIONS.map(explained).join("#\n")}dimensions: {}
`;
}

function explained(dimension: (typeof DIMENSIONS)[number]): string {
	const grades = GRADES.map((grade) => `#   ${grade.id}: ${dimension.rubric[grade.id]}`);
	const facts = Object.keys(dimension.facts).join(", ");
	return `${[`# ${dimension.id}: ${dimension.question}`, ...grades, `#   facts: ${facts}`].join("\n")}\n`;
}
