import { type RecordFile, type RegistryRecord, recordOf } from "../registry/record.ts";
import { validate } from "../registry/validate.ts";
import { RULES } from "../rules/index.ts";
import { placedRecord } from "../rules/placed-record.ts";
import type { Context, Finding, FindingEdit, Rule } from "../rules/rule.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Path } from "../yaml/positions.ts";
import { movedComments } from "./moved-comments.ts";

/**
 * Returns the text of a record with everything fixed that can be; null for a file that is no record. Each rule looks at
 * the record as the rules before it left it: places may have moved. A comment stays with what it was written at.
 */
export function fixedText(file: RecordFile, context: Context): string | null {
	const record = recordOf(file);
	if (file.text === null || !record) return null;
	let current: RegistryRecord = record;
	let comments = commentsOf(file.text);
	for (const rule of RULES) {
		const edits = [...findings(rule, current, context)].flatMap((finding) => finding.edits ?? []);
		if (edits.length === 0) continue;
		const value = structuredClone(current.value);
		for (const edit of edits) applyEdit(value, edit);
		const moved = movedComments(comments, current.value, value);
		// What would take a person's comment away is left to a person.
		if (moved === null) continue;
		comments = moved;
		current = { ...current, value } as RegistryRecord;
	}
	const issues = validate(file.folder, current.value);
	if (issues.length > 0) throw new Error(`a fix of ${file.path} made a value that its schema refuses`);
	return canonicalText(file.folder, current.value, comments);
}

function findings(rule: Rule, record: RegistryRecord, context: Context): Iterable<Finding> {
	if (rule.fix !== "value") return [];
	if (rule.scope === "record") return rule.check(placedRecord(record, context.lookups), context);
	return rule.scope === "offering" && record.kind === "offering" ? rule.check(record.value, context) : [];
}

/** Sets or deletes the value at a path; mappings that are missing on the way are made. */
function applyEdit(value: unknown, { path, value: put }: FindingEdit): void {
	const last = path.at(-1);
	if (last === undefined) return;
	const parent = parentOf(value, path);
	if (put === undefined) delete parent[last];
	else parent[last] = put;
}

function parentOf(value: unknown, path: Path): Record<string | number, unknown> {
	let current = value as Record<string | number, unknown>;
	for (const step of path.slice(0, -1)) {
		current[step] ??= {};
		current = current[step] as Record<string | number, unknown>;
	}
	return current;
}
