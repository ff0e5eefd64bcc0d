import { z } from "zod";
import { date, line } from "./primitives.ts";

const position = z.int().min(1).max(10_000_000);
const number = z.int().min(0).max(10_000_000);

const problem = z.strictObject({
	rule: z
		.string()
		.max(80)
		.regex(/^[a-z-]+\/[a-z-]+$/),
	level: z.enum(["error", "hold", "warning"]),
	file: line(500),
	line: position,
	column: position,
	end_line: position,
	end_column: position,
	path: z.string().max(1000),
	message: z.string().min(1).max(4000),
	hint: z.string().max(4000),
	fixable: z.boolean(),
	docs: z.string().max(200),
});

/**
 * Schema of `check --format json` from a job without rights, where a
 * stranger's code may have written it: closed, limited, and in agreement with itself.
 */
export const checkReportSchema = z
	.strictObject({
		ok: z.boolean(),
		root: z.string().max(4000),
		today: date,
		base: line(250).nullable(),
		counts: z.strictObject({
			offerings: number,
			services: number,
			vendors: number,
			cells: number,
			errors: number,
			holds: number,
			warnings: number,
		}),
		problems: z.array(problem).max(20_000),
	})
	.refine(({ ok, counts }) => ok === (counts.errors === 0), "ok and the number of errors disagree")
	.refine(
		({ counts, problems }) =>
			counts.errors === problems.filter(({ level }) => level === "error").length &&
			counts.holds === problems.filter(({ level }) => level === "hold").length &&
			counts.warnings === problems.filter(({ level }) => level === "warning").length,
		"the counts and the problems disagree",
	);

export type CheckReport = z.infer<typeof checkReportSchema>;
export type ReportedProblem = CheckReport["problems"][number];
