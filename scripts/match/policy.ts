import { type Policy, policySchema } from "../../schemas/policy.ts";
import { isRealDate } from "../lib/dates.ts";
import type { Finding } from "../rules/rule.ts";
import { schemaFindings } from "../rules/schema-findings.ts";
import { quoted, suggestion } from "../rules/words.ts";
import { FILE_START, type Span } from "../yaml/parse-error.ts";
import { type Path, Positions } from "../yaml/positions.ts";
import { parseErrorText, readYaml } from "../yaml/read-yaml.ts";

/** What is wrong with a policy file, and where. */
export interface PolicyFault {
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

/** The bytes of a policy file → its policy, or everything that is wrong with it. `ids` are those that offerings bear or bore. */
export function readPolicy(bytes: Buffer, ids: readonly string[]): { policy: Policy } | { faults: PolicyFault[] } {
	const read = readYaml(bytes);
	if ("fault" in read) return { faults: [faultAt(read.fault.span ?? FILE_START, parseErrorText(read.fault))] };
	const positions = new Positions(read.text, read.layout);
	const parsed = policySchema.safeParse(read.value);
	const findings = parsed.success ? contentFindings(parsed.data, ids) : schemaFindings(policySchema, read.value);
	const faults = findings
		.map(({ path, part, message, hint }) =>
			faultAt(positions.locate(path, part), [message, hint].filter(Boolean).join(". ")),
		)
		.sort((a, b) => a.line - b.line || a.column - b.column);
	return parsed.success && faults.length === 0 ? { policy: parsed.data } : { faults };
}

/** What is wrong with a policy of the right form. */
function contentFindings({ offerings = [], exceptions = [] }: Policy, ids: readonly string[]): Finding[] {
	const named: { path: Path; id: string }[] = [
		...offerings.map((id, index) => ({ path: ["offerings", index], id })),
		...exceptions.map(({ offering: id }, index) => ({ path: ["exceptions", index, "offering"], id })),
	];
	return [
		...named
			.filter(({ id }) => !ids.includes(id))
			.map(({ path, id }) => ({ path, message: `there is no offering ${quoted(id)}`, hint: suggestion(id, ids) })),
		...exceptions.flatMap(({ until }, index) =>
			until === undefined || isRealDate(until)
				? []
				: [{ path: ["exceptions", index, "until"], message: "this is no day that exists, YYYY-MM-DD" }],
		),
	];
}

function faultAt({ line, column }: Span, message: string): PolicyFault {
	return { line, column, message };
}
