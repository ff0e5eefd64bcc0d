import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { date, line } from "../../schemas/primitives.ts";
import { isRealDate } from "../lib/dates.ts";
import { docsOf } from "../rules/engine.ts";
import { exceptionValid } from "../rules/exception/valid.ts";
import { RULES } from "../rules/index.ts";
import type { Problem } from "../rules/problem.ts";
import { schemaFindings } from "../rules/schema-findings.ts";
import { quoted, suggestion } from "../rules/words.ts";
import { FILE_START, type Span } from "../yaml/parse-error.ts";
import { Positions } from "../yaml/positions.ts";
import { parseErrorText, readYaml } from "../yaml/read-yaml.ts";

/** The file at the root that lists what is knowingly let pass, why, by whom, and until when. */
export const EXCEPTIONS_FILE = "exceptions.yaml";

const exceptionSchema = z.strictObject({
	rule: line(80),
	file: line(200),
	path: z.string().max(200),
	reason: line(500),
	owner: line(80),
	until: date,
});
const exceptionsSchema = z.array(exceptionSchema).max(200);

/**
 * Takes the problems that an exception names out of a list. An exception that is malformed, expired, or that nothing
 * needs any more is a problem itself, and lets nothing pass.
 */
export function withExceptions(root: string, problems: readonly Problem[], today: string): Problem[] {
	const path = join(root, EXCEPTIONS_FILE);
	const stats = lstatSync(path, { throwIfNoEntry: false });
	if (!stats) return [...problems];
	if (!stats.isFile())
		return [...problems, problem("this is not a plain file", "Replace it by the list itself.", FILE_START)];
	const read = readYaml(readFileSync(path));
	if ("fault" in read)
		return [...problems, problem(parseErrorText(read.fault), "Correct it as you would a record.", read.fault.span)];
	const positions = new Positions(read.text, read.layout);
	const checked = exceptionsSchema.safeParse(read.value);
	if (!checked.success) {
		const faults = schemaFindings(exceptionsSchema, read.value).map(({ path: place, part, message, hint }) =>
			problem(message, hint || "Each has rule, file, path, reason, owner and until.", positions.locate(place, part)),
		);
		return [...problems, ...faults];
	}
	let left = [...problems];
	const own: Problem[] = [];
	for (const [index, exception] of checked.data.entries()) {
		const at = (key: string) => positions.locate([index, key]);
		if (!RULES.some(({ id }) => id === exception.rule)) {
			own.push(
				problem(
					`there is no rule ${quoted(exception.rule)}`,
					suggestion(
						exception.rule,
						RULES.map(({ id }) => id),
					),
					at("rule"),
				),
			);
		} else if (!isRealDate(exception.until)) {
			own.push(problem(`${quoted(exception.until)} is not a date`, "Write it as YYYY-MM-DD.", at("until")));
		} else if (exception.until < today) {
			own.push(
				problem(
					`this exception expired on ${exception.until}`,
					"Correct the record, or decide anew and say why.",
					at("until"),
				),
			);
		} else {
			const kept = left.filter(
				({ rule, file, path: place }) => rule !== exception.rule || file !== exception.file || place !== exception.path,
			);
			if (kept.length === left.length)
				own.push(problem("nothing needs this exception any more", "Delete it.", at("rule")));
			left = kept;
		}
	}
	return [...left, ...own];
}

function problem(message: string, hint: string, span: Span): Problem {
	const { line: from, column, end_line, end_column } = span;
	return {
		rule: exceptionValid.id,
		level: exceptionValid.level,
		file: EXCEPTIONS_FILE,
		line: from,
		column,
		end_line,
		end_column,
		path: "",
		message,
		hint,
		fixable: false,
		docs: docsOf(exceptionValid.id),
	};
}
