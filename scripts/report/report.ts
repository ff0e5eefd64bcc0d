import type { RecordFile } from "../load/record.ts";
import type { Registry } from "../load/registry.ts";
import { cellsOf } from "../rules/cells.ts";
import type { Problem } from "../rules/problem.ts";

/** What a check looked at. */
export interface Counts {
	readonly offerings: number;
	readonly vendors: number;
	readonly cells: number;
	readonly errors: number;
	readonly warnings: number;
}

/** The outcome of a check, as every format prints it. */
export interface Report {
	readonly ok: boolean;
	readonly root: string;
	readonly today: string;
	readonly base: string | null;
	readonly counts: Counts;
	readonly problems: readonly Problem[];
}

/** Gives the text of a file for a code frame; null where there is none to show. */
export type TextOf = (path: string) => RecordFile["text"];

/** The report on a registry and the problems that were found in it. */
export function reportOf(
	registry: Registry,
	problems: readonly Problem[],
	call: { readonly root: string; readonly today: string },
): Report {
	const errors = problems.filter((problem) => problem.level === "error").length;
	return {
		ok: errors === 0,
		root: call.root,
		today: call.today,
		base: null,
		counts: {
			offerings: registry.files.filter((file) => file.folder === "offerings").length,
			vendors: registry.files.filter((file) => file.folder === "vendors").length,
			cells: registry.offerings.reduce((sum, { value }) => sum + [...cellsOf(value)].length, 0),
			errors,
			warnings: problems.length - errors,
		},
		problems,
	};
}
