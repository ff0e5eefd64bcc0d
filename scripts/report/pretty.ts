import { commandLine } from "../lib/command-line.ts";
import type { Level, Problem } from "../rules/problem.ts";
import type { Report, TextOf } from "./report.ts";
import { type Paint, pluralize, stripControl } from "./style.ts";

/** Longest part of a line that a code frame shows, in characters. */
const FRAME_WIDTH = 100;
const FRESHNESS = "date/fresh";
/** Levels from the lightest to the heaviest. */
const LEVELS: readonly Level[] = ["warning", "hold", "error"];
const COLOURS = { error: "red", hold: "magenta", warning: "yellow" } as const satisfies Record<Level, string>;

/** Options of drawing the report for a person. */
export interface PrettyOptions {
	readonly paint: Paint;
	/** True to give each cell that is past its date a block of its own, rather than each record one for all of them. */
	readonly eachCell: boolean;
}

/** The report for a person: each problem with the place in the file underlined, then the totals. */
export function prettyReport(report: Report, textOf: TextOf, { paint, eachCell }: PrettyOptions): string {
	const isShort = ({ rule }: Problem) => rule === FRESHNESS && !eachCell;
	// The worst of the changed files stands last, where the eye is when a report has run by.
	const weight = ({ file, level }: Problem) => (report.changed?.has(file) ? LEVELS.length : 0) + LEVELS.indexOf(level);
	const blocks = report.problems
		.filter((problem) => !isShort(problem))
		.sort((a, b) => weight(a) - weight(b))
		.map((problem) => blockOf(problem, textOf, paint));
	return [...freshness(report.problems.filter(isShort), paint), ...blocks, summary(report, paint)].join("\n");
}

/** A line for each record with cells that need a new reading: what they need is the same, and no line of the file is wrong. */
function freshness(problems: readonly Problem[], paint: Paint): string[] {
	if (problems.length === 0) return [];
	const lines = [...Map.groupBy(problems, ({ file }) => file)].map(([file, [first, ...others]]) => {
		const cells = [first, ...others].map((problem) => problem?.message.replace(/:.*/, "")).join(", ");
		const what = others.length > 0 ? `${others.length + 1} cells need a new reading: ${cells}` : cells;
		const place = paint("cyan", `${stripControl(file)}:${first?.line}:${first?.column}`);
		return `${paint(["yellow", "bold"], "warning")} ${paint("cyan", FRESHNESS)} ${place} ${stripControl(what)}`;
	});
	return [
		`${lines.join("\n")}\n  ${paint("green", "→")} Read the sources again. ${commandLine("check --each-cell")} shows each cell's place.\n`,
	];
}

/** A problem with its place underlined. */
export function blockOf(problem: Problem, textOf: TextOf, paint: Paint): string {
	const level = paint([COLOURS[problem.level], "bold"], problem.level);
	const place = problem.path ? paint("dim", ` (${stripControl(problem.path)})`) : "";
	const lines = [
		`${level} ${paint("cyan", problem.rule)} ${stripControl(problem.message)}`,
		`  ${paint("dim", "at")} ${stripControl(problem.file)}:${problem.line}:${problem.column}${place}`,
		...frame(problem, textOf(problem.file), paint),
	];
	if (problem.hint) lines.push(`  ${paint("green", "→")} ${stripControl(problem.hint)}`);
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
	const mark = paint(COLOURS[problem.level], "^".repeat(width));
	return [
		`  ${paint("dim", `${number} |`)} ${stripControl(shown)}`,
		`  ${paint("dim", `${gutter} |`)} ${" ".repeat(Math.max(0, start - from))}${mark}`,
	];
}

function summary({ counts, ok, problems }: Report, paint: Paint): string {
	const seen = `${pluralize(counts.offerings, "offering")}, ${pluralize(counts.services, "service")}, ${pluralize(counts.vendors, "vendor")}, ${pluralize(counts.cells, "cell")} checked`;
	const holds = `${pluralize(counts.holds, "hold")} that ${counts.holds === 1 ? "needs" : "need"} a maintainer`;
	const found = [
		counts.errors > 0 ? paint("red", pluralize(counts.errors, "error")) : "no errors",
		...(counts.holds > 0 ? [paint("magenta", holds)] : []),
		counts.warnings > 0 ? paint("yellow", pluralize(counts.warnings, "warning")) : "no warnings",
	].join(", ");
	const fixable = problems.filter((problem) => problem.fixable).length;
	const fix = fixable > 0 ? `${pluralize(fixable, "problem")} can be fixed: ${commandLine("check --fix")}\n` : "";
	return `${fix}${ok ? paint("green", "✓") : paint("red", "✗")} ${seen}: ${found}\n`;
}
