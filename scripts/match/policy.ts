import { type Policy, policySchema } from "../../schemas/policy.ts";
import { isRealDate } from "../lib/dates.ts";
import type { Finding } from "../rules/rule.ts";
import { schemaFindings } from "../rules/schema-findings.ts";
import { quoted, suggestion } from "../rules/words.ts";
import { FILE_START, type Span } from "../yaml/parse-error.ts";
import { type Path, Positions } from "../yaml/positions.ts";
import { parseErrorText, readYaml } from "../yaml/read-yaml.ts";

/** A problem of a policy file and its place. */
export interface PolicyProblem {
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

/** Returns the policy of a file's bytes, or all its problems. `ids` are those that offerings bear or bore. */
export function readPolicy(
	bytes: Uint8Array,
	ids: readonly string[],
): { policy: Policy } | { problems: PolicyProblem[] } {
	const read = readYaml(bytes);
	if ("fault" in read) return { problems: [problemAt(read.fault.span ?? FILE_START, parseErrorText(read.fault))] };
	const positions = new Positions(read.text, read.layout);
	const parsed = policySchema.safeParse(read.value);
	const findings = parsed.success ? contentFindings(parsed.data, ids) : schemaFindings(policySchema, read.value);
	const problems = findings
		.map(({ path, part, message, hint }) =>
			problemAt(positions.locate(path, part), [message, hint].filter(Boolean).join(". ")),
		)
		.sort((a, b) => a.line - b.line || a.column - b.column);
	return parsed.success && problems.length === 0 ? { policy: parsed.data } : { problems };
}

/** Returns the problems of a policy of the right form. */
function contentFindings(
	{ require, presets, offerings = [], exceptions = [] }: Policy,
	ids: readonly string[],
): Finding[] {
	const named: { path: Path; id: string }[] = [
		...offerings.map((id, index) => ({ path: ["offerings", index], id })),
		...exceptions.map(({ offering: id }, index) => ({ path: ["exceptions", index, "offering"], id })),
	];
	return [
		...(require || presets ? [] : [{ path: [], message: "nothing is required", hint: "Add `require` or `presets`." }]),
		...named
			.filter(({ id }) => !ids.includes(id))
			.map(({ path, id }) => ({ path, message: `there is no offering ${quoted(id)}`, hint: suggestion(id, ids) })),
		...exceptions.flatMap(({ until }, index) =>
			isRealDate(until)
				? []
				: [{ path: ["exceptions", index, "until"], message: "this is no day that exists, YYYY-MM-DD" }],
		),
	];
}

function problemAt({ line, column }: Span, message: string): PolicyProblem {
	return { line, column, message };
}
