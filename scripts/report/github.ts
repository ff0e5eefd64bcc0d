import { neutralizeMentions } from "../lib/mentions.ts";
import type { Level, Problem } from "../rules/problem.ts";
import type { Report } from "./report.ts";
import { pluralize } from "./style.ts";

/** GitHub's kinds of annotation; it knows no hold. */
const KINDS: Readonly<Record<Level, "error" | "warning">> = { error: "error", hold: "warning", warning: "warning" };

/**
 * Returns the report as GitHub workflow commands: one annotation a problem, those of changed files first, since GitHub
 * shows the first ten. Warnings of files that a change does not touch are only counted. Whatever comes from a record is
 * escaped as the runner's own toolkit does, so that it cannot begin a command of its own or close its property; and
 * it mentions nobody.
 */
export function githubReport({ problems, changed }: Report): string {
	const isOther = ({ file, level }: Problem) => level === "warning" && changed !== null && !changed.has(file);
	const others = problems.filter(isOther).length;
	const annotations = problems
		.filter((problem) => !isOther(problem))
		.map((problem) => {
			const properties = {
				file: problem.file,
				line: String(problem.line),
				endLine: String(problem.end_line),
				// The runner shows columns for spans of one line alone.
				...(problem.line === problem.end_line
					? { col: String(problem.column), endColumn: String(problem.end_column) }
					: {}),
				title: problem.level === "hold" ? `${problem.rule} (needs a maintainer)` : problem.rule,
			};
			return workflowCommand(
				KINDS[problem.level],
				properties,
				`${problem.message}${problem.hint ? `\n${problem.hint}` : ""}`,
			);
		})
		.join("");
	if (others === 0) return annotations;
	return `${annotations}::notice title=other files::${pluralize(others, "warning")} in files that this change does not touch\n`;
}

/** Returns a command of GitHub's runner; nothing in its texts is a command of its own, or mentions anybody. */
export function workflowCommand(
	command: "error" | "warning" | "notice",
	properties: Readonly<Record<string, string>>,
	message: string,
): string {
	const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
	return `::${command} ${written.join(",")}::${data(message)}\n`;
}

function data(text: string): string {
	return neutralizeMentions(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
	return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
