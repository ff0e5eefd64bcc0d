import { byCodeUnit } from "../lib/order.ts";
import type { Span } from "../yaml/parse-error.ts";

/** Weight of a problem: an error refuses the data, a hold needs a maintainer's approval, a warning asks for a look. */
export type Level = "error" | "hold" | "warning";

/** One mistake, its place, and what to do about it. Rules return it and reports print it. */
export interface Problem extends Span {
	readonly rule: string;
	readonly level: Level;
	/** Path from the root, with forward slashes. */
	readonly file: string;
	/** Place in the record, `dimensions.soc2_type2.verified`; empty for the file as a whole. */
	readonly path: string;
	readonly message: string;
	/** Next step; empty when the message says it. */
	readonly hint: string;
	readonly fixable: boolean;
	/** Path from the root, with anchor, of the rule's explanation. */
	readonly docs: string;
}

/** The one order in which problems are shown: file, line, column, rule, then whatever still differs. */
export function compareProblems(a: Problem, b: Problem): number {
	return (
		byCodeUnit(a.file, b.file) ||
		a.line - b.line ||
		a.column - b.column ||
		byCodeUnit(a.rule, b.rule) ||
		byCodeUnit(a.path, b.path) ||
		byCodeUnit(a.message, b.message)
	);
}
