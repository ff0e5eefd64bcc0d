import type { Report } from "./report.ts";

/** The report as one JSON object, keys in the order of the interface. */
export function jsonReport({ ok, root, today, base, counts, problems }: Report): string {
	const ordered = problems.map((problem) => ({
		rule: problem.rule,
		level: problem.level,
		file: problem.file,
		line: problem.line,
		column: problem.column,
		end_line: problem.end_line,
		end_column: problem.end_column,
		path: problem.path,
		message: problem.message,
		hint: problem.hint,
		fixable: problem.fixable,
		docs: problem.docs,
	}));
	return `${JSON.stringify({ ok, root, today, base, counts, problems: ordered }, null, 2)}\n`;
}
