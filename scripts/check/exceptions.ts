import { z } from "zod";
import { date, line } from "../../schemas/primitives.ts";
import { isRealDate } from "../lib/dates.ts";
import type { Tree } from "../lib/tree.ts";
import { exceptionValid } from "../rules/exception/valid.ts";
import { RULES } from "../rules/index.ts";
import type { Problem } from "../rules/problem.ts";
import { quoted, suggestion } from "../rules/words.ts";
import { readList } from "./list-file.ts";

/** The file at the root that lists what is knowingly let pass, why, by whom, and until when. */
export const EXCEPTIONS_FILE = "exceptions.yaml";

const exceptionsSchema = z
	.array(
		z.strictObject({
			rule: line(80),
			file: line(200),
			path: z.string().max(200),
			reason: line(500),
			owner: line(80),
			until: date,
		}),
	)
	.max(200);

type Exception = z.infer<typeof exceptionsSchema>[number];

/**
 * Takes the problems that an exception names out of a list. An exception that is malformed, expired, or that nothing
 * needs any more is a problem itself, and lets nothing pass; so is one of a rule on changes, which a merge would make
 * needless.
 */
export function withExceptions(tree: Tree, problems: readonly Problem[], today: string): Problem[] {
	const list = readList(
		tree,
		EXCEPTIONS_FILE,
		exceptionsSchema,
		exceptionValid,
		"Each has rule, file, path, reason, owner and until.",
	);
	if (list === null) return [...problems];
	if ("problems" in list) return [...problems, ...list.problems];
	let left = [...problems];
	const own: Problem[] = [];
	for (const [index, exception] of list.value.entries()) {
		const fault = faultOf(exception, today);
		if (fault) {
			own.push(list.problem(fault.message, fault.hint, list.locate([index, fault.key])));
			continue;
		}
		const { rule, file, path } = exception;
		const kept = left.filter((one) => one.rule !== rule || one.file !== file || one.path !== path);
		if (kept.length === left.length) {
			own.push(list.problem("nothing needs this exception any more", "Delete it.", list.locate([index, "rule"])));
		}
		left = kept;
	}
	return [...left, ...own];
}

/** Returns why an exception lets nothing pass; null for one that may. */
function faultOf({ rule, until }: Exception, today: string): { key: string; message: string; hint: string } | null {
	const known = RULES.find(({ id }) => id === rule);
	if (!known) {
		const ids = RULES.map(({ id }) => id);
		return { key: "rule", message: `there is no rule ${quoted(rule)}`, hint: suggestion(rule, ids) };
	}
	if (known.scope === "change") {
		return {
			key: "rule",
			message: `${rule} looks at changes, which no exception outlives`,
			hint: "Delete the entry; a maintainer approves the change instead.",
		};
	}
	if (!isRealDate(until)) {
		return { key: "until", message: `${quoted(until)} is not a date`, hint: "Write it as YYYY-MM-DD." };
	}
	if (until >= today) return null;
	return {
		key: "until",
		message: `this exception expired on ${until}`,
		hint: "Correct the record, or decide anew and say why.",
	};
}
