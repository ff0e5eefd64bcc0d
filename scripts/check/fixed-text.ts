import { type RecordFile, type RegistryRecord, recordOf } from "../registry/record.ts";
import { RULES } from "../rules/index.ts";
import type { Context, Finding, FindingEdit, Rule } from "../rules/rule.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Path } from "../yaml/positions.ts";

/** Returns the text of a record with everything mended that can be; null for a file that is no record. */
export function fixedText(file: RecordFile, context: Context): string | null {
	const record = recordOf(file);
	if (file.text === null || !record) return null;
	const value = structuredClone(record.value);
	const edits = RULES.flatMap((rule) => [...findings(rule, record, context)].flatMap((finding) => finding.edits ?? []));
	// Deletions last: the places of the other edits stay.
	for (const edit of [...edits].sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined))) {
		applyEdit(value, edit);
	}
	return canonicalText(file.folder, value, commentsOf(file.text));
}

function findings(rule: Rule, record: RegistryRecord, context: Context): Iterable<Finding> {
	if (rule.fix !== "value") return [];
	if (rule.scope === "record") return rule.check(record, context);
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
