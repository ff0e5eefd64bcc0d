import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type CheckReport, checkReportSchema } from "../../schemas/check-report.ts";

/** Largest report that is read, in bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What the check said, or why nothing that it said can be used. */
export type CheckResult = { readonly report: CheckReport } | { readonly fault: string };

/** Reads the report of a check from a file that a stranger may have written, and holds it to its schema and to how its run ended. */
export function readCheckResult(path: string, conclusion: string | null): CheckResult {
	const bytes = readPlain(path);
	if ("fault" in bytes) return bytes;
	let value: unknown;
	try {
		value = JSON.parse(bytes.text);
	} catch {
		return { fault: "its report is no JSON" };
	}
	const parsed = checkReportSchema.safeParse(value);
	if (!parsed.success) return { fault: "its report is not of the form that a report has" };
	const report = parsed.data;
	if (report.base === null) return { fault: "its report does not compare with a base" };
	// A check ends well exactly when it finds no error.
	if (report.ok !== (conclusion === "success")) {
		return {
			fault: `its report says ${report.ok ? "no errors" : "errors"}, and its run ended as ${conclusion ?? "nothing"}`,
		};
	}
	return { report };
}

function readPlain(path: string): { text: string } | { fault: string } {
	let handle: number | undefined;
	try {
		handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		const stats = fstatSync(handle);
		if (!stats.isFile()) return { fault: "its report is no plain file" };
		if (stats.size > MAX_BYTES) return { fault: "its report is too large" };
		return { text: readFileSync(handle, "utf8") };
	} catch {
		return { fault: "it left no report" };
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}
