import type { Problem } from "../rules/problem.ts";
import type { Report, TextOf } from "./report.ts";
import { count, type Paint, visible } from "./style.ts";

/** Longest part of a line that a code frame shows, in characters. */
const FRAME_WIDTH = 100;
const FRESHNESS = "date/fresh";

/** How the report for a person is drawn. */
export interface PrettyOptions {
	readonly paint: Paint;
	/** Whether each cell that is past its date has a block of its own, rather than each record one for all of them. */
	readonly eachCell: boolean;
}

/** The report for a person: each problem with the place in the file underlined, then the totals. */
export function prettyReport(report: Report, textOf: TextOf, { paint, eachCell }: PrettyOptions): string {
	const shown = eachCell ? report.problems : freshnessByRecord(report.problems);
	const blocks = shown.map((problem) => blockOf(problem, textOf, paint));
	return [...blocks, summary(report, paint)].join("\n");
}

/** One problem for all cells of a record that need a new reading: what they need is the same. */
function freshnessByRecord(problems: readonly Problem[]): Problem[] {
	const byFile = Map.groupBy(
		problems.filter(({ rule }) => rule === FRESHNESS),
		({ file }) => file,
	);
	return problems.flatMap((problem) => {
		const all = byFile.get(problem.file) ?? [];
		if (problem.rule !== FRESHNESS || all.length === 1) return [problem];
		if (problem !== all[0]) return [];
		const cells = all.map(({ message }) => message.replace(/:.*/, "")).join(", ");
		return [
			{
				...problem,
				path: "",
				message: `${all.length} cells need a new reading: ${cells}`,
				hint: "Run registry check --each-cell to see each of them.",
			},
		];
	});
}

/** A problem with its place underlined. */
export function blockOf(problem: Problem, textOf: TextOf, paint: Paint): string {
	const level = problem.level === "error" ? paint(["red", "bold"], "error") : paint(["yellow", "bold"], "warning");
	const place = problem.path ? paint("dim", ` (${visible(problem.path)})`) : "";
	const lines = [
		`${level} ${paint("cyan", problem.rule)} ${visible(problem.message)}`,
		`  ${paint("dim", "at")} ${visible(problem.file)}:${problem.line}:${problem.column}${place}`,
		...frame(problem, textOf(problem.file), paint),
	];
	if (problem.hint) lines.push(`  ${paint("green", "→")} ${visible(problem.hint)}`);
	return `${lines.join("\n")}\n`;
}

function frame(problem: Problem, text: string | null, paint: Paint): string[] {
	const source = text?.split("\n", problem.line).at(problem.line - 1);
	if (source === undefined || source === "" || text === null) return [];
	const start = problem.column - 1;
	const end = problem.end_line === problem.line ? Math.max(problem.end_column - 1, start + 1) : source.length;
	// A long line is shown from a little before the span.
	const from = end <= FRAME_WIDTH ? 0 : Math.max(0, start - 20);
	const shown = source.slice(from, from + FRAME_WIDTH);
	const width = Math.max(1, Math.min(end, from + FRAME_WIDTH) - start);
	const number = String(problem.line);
	const gutter = " ".repeat(number.length);
	const mark = problem.level === "error" ? paint("red", "^".repeat(width)) : paint("yellow", "^".repeat(width));
	return [
		`  ${paint("dim", `${number} |`)} ${visible(shown)}`,
		`  ${paint("dim", `${gutter} |`)} ${" ".repeat(Math.max(0, start - from))}${mark}`,
	];
}

function summary({ counts, ok, problems }: Report, paint: Paint): string {
	const seen = `${count(counts.offerings, "offering")}, ${count(counts.vendors, "vendor")}, ${count(counts.cells, "cell")} checked`;
	const found = [
		counts.errors > 0 ? paint("red", count(counts.errors, "error")) : "no errors",
		counts.warnings > 0 ? paint("yellow", count(counts.warnings, "warning")) : "no warnings",
	].join(", ");
	const fixable = problems.filter((problem) => problem.fixable).length;
	const mend = fixable > 0 ? `${count(fixable, "problem")} can be mended: npm run registry -- check --fix\n` : "";
	return `${mend}${ok ? paint("green", "✓") : paint("red", "✗")} ${seen}: ${found}\n`;
}
