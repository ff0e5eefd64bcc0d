import type { CheckReport, ReportedProblem } from "../../schemas/check-report.ts";

export const PROBLEM: ReportedProblem = {
	rule: "date/future",
	level: "error",
	file: "offerings/acme-api.yaml",
	line: 12,
	column: 15,
	end_line: 12,
	end_column: 25,
	path: "dimensions.soc2_type2.verified",
	message: "2026-12-24 lies in the future",
	hint: "Write the day on which it was read.",
	fixable: false,
	docs: "docs/rules.md#datefuture",
};

/** A report of these problems. */
export function reportOf(problems: readonly ReportedProblem[]): CheckReport {
	const errors = problems.filter(({ level }) => level === "error").length;
	return {
		ok: errors === 0,
		root: ".",
		today: "2026-11-24",
		base: "origin/main",
		counts: { offerings: 2, services: 0, vendors: 3, cells: 6, errors, holds: 0, warnings: problems.length - errors },
		problems: [...problems],
	};
}
