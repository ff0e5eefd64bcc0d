import type { z } from "zod";
import type { Tree } from "../lib/tree.ts";
import { docsOf } from "../rules/engine.ts";
import type { Problem } from "../rules/problem.ts";
import type { ListRule } from "../rules/rule.ts";
import { schemaFindings } from "../rules/schema-findings.ts";
import { decode } from "../yaml/decode.ts";
import { parse } from "../yaml/parse.ts";
import { FILE_START, type Span } from "../yaml/parse-error.ts";
import { type Path, Positions } from "../yaml/positions.ts";
import { parseErrorText } from "../yaml/read-yaml.ts";

/** Makes problems of one list file. */
export type ProblemAt = (message: string, hint: string, span: Span) => Problem;

/** A list in the root that passed its schema. */
export interface ListFile<Value> {
	readonly value: Value;
	readonly problem: ProblemAt;
	readonly locate: (path: Path) => Span;
}

/** Reads a list file of a root: its value, its problems, or null where there is none. */
export function readList<Schema extends z.ZodType>(
	tree: Tree,
	name: string,
	schema: Schema,
	rule: ListRule,
	hint: string,
): ListFile<z.output<Schema>> | { readonly problems: readonly Problem[] } | null {
	const problem: ProblemAt = (message, next, { line, column, end_line, end_column }) => ({
		rule: rule.id,
		level: rule.level,
		file: name,
		line,
		column,
		end_line,
		end_column,
		path: "",
		message,
		hint: next,
		fixable: false,
		docs: docsOf(rule.id),
	});
	const content = tree.file(name);
	if (content === null) return null;
	if (!("bytes" in content)) {
		return {
			problems: [problem("this is not a plain file that can be read", "Replace it by the list itself.", FILE_START)],
		};
	}
	const decoded = decode(content.bytes);
	const read = "fault" in decoded ? decoded : parse(decoded.text);
	if ("fault" in read || "fault" in decoded) {
		const { fault } = read as { readonly fault: Parameters<typeof parseErrorText>[0] };
		const next = "hint" in fault ? fault.hint : "Correct it as you would a record.";
		return { problems: [problem(parseErrorText(fault), next, fault.span)] };
	}
	const positions = new Positions(decoded.text, read.layout);
	const checked = schema.safeParse(read.value);
	if (!checked.success) {
		const problems = schemaFindings(schema, read.value).map((finding) =>
			problem(finding.message, finding.hint || hint, positions.locate(finding.path, finding.part)),
		);
		return { problems };
	}
	return { value: checked.data, problem, locate: (path) => positions.locate(path) };
}
