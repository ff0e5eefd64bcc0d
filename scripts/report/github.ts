import { neutralizeMentions } from "./mentions.ts";
import type { Report } from "./report.ts";

/**
 * The report as GitHub workflow commands: one annotation a problem, then nothing. Whatever comes from a record is
 * escaped as the runner's own toolkit does, so that it cannot begin a command of its own or close its property; and
 * it mentions nobody.
 */
export function githubReport({ problems }: Report): string {
	return problems
		.map((problem) => {
			const properties = [
				["file", problem.file],
				["line", String(problem.line)],
				["endLine", String(problem.end_line)],
				// The runner shows columns for spans of one line alone.
				...(problem.line === problem.end_line
					? [
							["col", String(problem.column)],
							["endColumn", String(problem.end_column)],
						]
					: []),
				["title", problem.rule],
			].map(([key, value]) => `${key}=${property(value ?? "")}`);
			return `::${problem.level} ${properties.join(",")}::${data(`${problem.message}${problem.hint ? `\n${problem.hint}` : ""}`)}\n`;
		})
		.join("");
}

function data(text: string): string {
	return neutralizeMentions(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
