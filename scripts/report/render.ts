import type { PrettyOptions } from "./pretty.ts";
import type { Report } from "./report.ts";

/** Forms in which a report on a check is printed. */
export const REPORT_FORMATS = ["pretty", "json", "github", "sarif"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Returns a report in a form; its module alone is loaded. `textOf` gives the text of a file for the lines that are shown. */
export async function renderReport(
	report: Report,
	format: ReportFormat,
	textOf: (path: string) => string | null,
	options: PrettyOptions,
): Promise<string> {
	switch (format) {
		case "pretty":
			return (await import("./pretty.ts")).prettyReport(report, textOf, options);
		case "json":
			return (await import("./json.ts")).jsonReport(report);
		case "github":
			return (await import("./github.ts")).githubReport(report);
		case "sarif":
			return (await import("./sarif.ts")).sarifReport(report);
		default:
			return format satisfies never;
	}
}
