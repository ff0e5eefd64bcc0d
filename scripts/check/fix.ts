import { join } from "node:path";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadArchives } from "../registry/archives.ts";
import { RecordFile, type RegistryRecord, recordOf } from "../registry/record.ts";
import { listEntries, Registry } from "../registry/registry.ts";
import { RULES } from "../rules/index.ts";
import { type Context, contextOf, type Finding, type FindingEdit, type Rule } from "../rules/rule.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import { decode, mendedBytes } from "../yaml/decode.ts";
import type { Path } from "../yaml/positions.ts";

/**
 * Mends everything that rules with a fix find, in every record that is wanted, and returns the paths of the files that
 * were written. Line ends, byte order marks and letters in parts are mended in any file; the rest in a record that
 * passes its schema. Values that no such rule names, and all comments, stay.
 */
export function fixFolder(root: string, today: string, isWanted: (file: string) => boolean): string[] {
	const tree = folderTree(root);
	const files = listEntries(tree).map((entry) => ({ entry, file: new RecordFile(entry, tree.read(entry)) }));
	const context = contextOf(
		new Registry(
			files.map(({ file }) => file),
			loadArchives(tree),
		),
		today,
	);
	return files.flatMap(({ entry, file }) => {
		if (!isWanted(file.path)) return [];
		const content = tree.read(entry);
		if (!("bytes" in content)) return [];
		const bytes = mendedBytes(content.bytes);
		const whole = bytes === content.bytes ? file : new RecordFile(entry, { bytes });
		const decoded = decode(content.bytes);
		const before = "text" in decoded ? decoded.text : null;
		const fixed = fixedText(whole, context) ?? (bytes === content.bytes ? null : whole.text);
		if (fixed === null || fixed === before) return [];
		writeFileAtomic(join(root, entry.folder, entry.name), fixed);
		return [file.path];
	});
}

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
