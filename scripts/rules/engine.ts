import { byCodeUnit } from "../lib/order.ts";
import { type RecordFile, recordOf } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";
import { FIX } from "../yaml/decode.ts";
import { FILE_START } from "../yaml/parse-error.ts";
import type { ChangeSet } from "./change-set.ts";
import { RULES } from "./index.ts";
import { pathText } from "./path-text.ts";
import { type PlacedRecord, placedRecord } from "./placed-record.ts";
import { compareProblems, type Problem } from "./problem.ts";
import { type Collected, type Context, contextOf, type FileFinding, type Finding, type Rule } from "./rule.ts";

/** The result of one file: its problems, and what the rules over all files collect of it. Plain data. */
export interface FileResult {
	readonly file: string;
	readonly problems: readonly Problem[];
	/** Rule id → what it collected. */
	readonly collected: Readonly<Record<string, unknown>>;
	/** Cells that are written in the file, those of model exceptions included. */
	readonly cells: number;
}

/** Runs every rule that needs one file alone, and collects what the rules over all files need. */
export function checkFile(file: RecordFile, context: Context): FileResult {
	const record = recordOf(file);
	const placed = record && placedRecord(record, context.lookups);
	const problems: Problem[] = [];
	const collected: Record<string, unknown> = {};
	for (const rule of RULES) {
		if (rule.scope === "change" || rule.scope === "list") continue;
		if (rule.scope === "registry") {
			const item = rule.collect(file, record);
			if (item !== null) collected[rule.id] = item;
			continue;
		}
		for (const finding of findings(rule, file, placed, context)) problems.push(problemOf(rule, file, finding));
	}
	const told = withoutEchoes(problems);
	return { file: file.path, problems: told, collected, cells: placed?.cells.length ?? 0 };
}

/**
 * Leaves out the echoes of a problem: the same rule at the same place, which a document that several cells cite gives
 * once for each of them, and the form of a line that has an error.
 */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
	const errors = problems.filter(({ level }) => level === "error");
	const lines = new Set(errors.map(({ line }) => line));
	const placeOf = ({ rule, path, line, column }: Problem) => `${rule} ${path} ${line}:${column}`;
	const isFirst = (problem: Problem) =>
		[...errors, ...problems].find((other) => placeOf(other) === placeOf(problem)) === problem;
	return problems.filter(
		(problem) => isFirst(problem) && !(problem.rule === FORM && problem.level === "warning" && lines.has(problem.line)),
	);
}

/** Rule on the form of a file. */
const FORM = "file/format";

function findings(
	rule: Exclude<Rule, { scope: "registry" | "change" | "list" }>,
	file: RecordFile,
	record: PlacedRecord | null,
	context: Context,
): Iterable<Finding> {
	switch (rule.scope) {
		case "file":
			return rule.check(file, context);
		case "record":
			return record ? rule.check(record, context) : [];
		case "offering":
			return record?.kind === "offering" ? rule.check(record.value, context) : [];
		default:
			return rule satisfies never;
	}
}

/**
 * Runs every rule that looks at all files together. `open` gives a file again by its path, for the positions of
 * findings; it is called for files with findings only.
 */
export function checkTogether(
	results: readonly FileResult[],
	context: Context,
	open: (path: string) => RecordFile | null,
): Problem[] {
	const sorted = [...results].sort((a, b) => byCodeUnit(a.file, b.file));
	return RULES.flatMap((rule) => {
		if (rule.scope !== "registry") return [];
		const items: Collected<unknown>[] = sorted.flatMap((result) => {
			const item = result.collected[rule.id];
			return item === undefined ? [] : [{ file: result.file, item }];
		});
		return [...rule.check(items, context)].map((finding) => problemIn(open, rule, finding));
	});
}

/** Runs every rule on changes. `open` gives a file by its path, or null where it is gone. */
export function checkChanges(
	changes: ChangeSet,
	context: Context,
	open: (path: string) => RecordFile | null,
): Problem[] {
	return RULES.flatMap((rule) => {
		if (rule.scope !== "change") return [];
		return [...rule.check(changes, context)].map((finding) => problemIn(open, rule, finding));
	});
}

/** Returns every problem of a registry that is in memory, in order. */
export function checkRegistry(registry: Registry, today: string): Problem[] {
	const context = contextOf(registry, today);
	const results = registry.files.map((file) => checkFile(file, context));
	const byPath = new Map(registry.files.map((file) => [file.path, file]));
	const open = (path: string) => byPath.get(path) ?? null;
	return [...results.flatMap((result) => result.problems), ...checkTogether(results, context, open)].sort(
		compareProblems,
	);
}

/** A finding in a file that is named: one that is gone, or no record, is reported at its start. */
function problemIn(open: (path: string) => RecordFile | null, rule: Rule, finding: FileFinding): Problem {
	return problemOf(
		rule,
		open(finding.file) ?? { path: finding.file, locate: () => FILE_START, positions: null },
		finding,
	);
}

/** A finding in the words and at the place of a problem. */
function problemOf(
	rule: Pick<Rule, "id" | "level" | "fix">,
	file: Pick<RecordFile, "path" | "locate"> & { positions: RecordFile["positions"] | null },
	finding: Finding,
): Problem {
	const span =
		finding.span ??
		(finding.range && file.positions
			? file.positions.within(finding.path, finding.range)
			: file.locate(finding.path, finding.part));
	return {
		rule: rule.id,
		level: finding.level ?? rule.level,
		file: file.path,
		line: span.line,
		column: span.column,
		end_line: span.end_line,
		end_column: span.end_column,
		path: pathText(finding.path),
		message: finding.message,
		hint: finding.hint ?? "",
		fixable: isFixable(rule, finding),
		docs: docsOf(rule.id),
	};
}

/** True for a problem that `check --fix` takes away. */
function isFixable({ fix }: Pick<Rule, "fix">, { edits, hint }: Finding): boolean {
	switch (fix) {
		case "form":
			return true;
		case "value":
			return edits !== undefined;
		case "encoding":
			return hint === FIX;
		default:
			return false;
	}
}

/** Returns the place of a rule's explanation; GitHub gives this anchor to a heading that is the rule's id. */
export function docsOf(ruleId: string): string {
	return `docs/rules.md#${ruleId.replaceAll("/", "")}`;
}
