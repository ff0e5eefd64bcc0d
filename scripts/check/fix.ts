import { join } from "node:path";
import { folderTree } from "../lib/folder-tree.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { RecordFile, type RegistryRecord, recordOf } from "../registry/record.ts";
import { listEntries } from "../registry/registry.ts";
import { Vendors } from "../registry/vendors.ts";
import { RULES } from "../rules/index.ts";
import type { Context, Finding, Rule } from "../rules/rule.ts";
import { canonicalText } from "../yaml/canonical.ts";
import { commentsOf } from "../yaml/comments.ts";
import type { Path } from "../yaml/positions.ts";

/**
 * Mends what rules with a fix find, in every record that is wanted and passes its schema, and gives the paths of the files that
 * were written. Values that no such rule names, and all comments, stay; a file that does not parse is left alone.
 */
export function fixFolder(root: string, today: string, isWanted: (file: string) => boolean): string[] {
	const tree = folderTree(root);
	const context: Context = { today, vendors: new Vendors([], []) };
	return listEntries(tree).flatMap((entry) => {
		if (!isWanted(`${entry.folder}/${entry.name}`)) return [];
		const file = new RecordFile(entry, tree.read(entry));
		const fixed = fixedText(file, context);
		if (fixed === null || fixed === file.text) return [];
		writeFileAtomic(join(root, entry.folder, entry.name), fixed);
		return [file.path];
	});
}

/** The text of a record with everything mended that can be; null for a file that is no record. */
export function fixedText(file: RecordFile, context: Context): string | null {
	const record = recordOf(file);
	if (file.text === null || !record) return null;
	const value = structuredClone(record.value);
	for (const rule of RULES) {
		if (rule.fix === "value")
			for (const { path, replacement } of findings(rule, record, context)) replaceAt(value, path, replacement);
	}
	// Comments belong to places, and the places stay.
	return canonicalText(file.folder, value, commentsOf(file.text));
}

function findings(rule: Rule, record: RegistryRecord, context: Context): Iterable<Finding> {
	if (rule.scope === "record") return rule.check(record, context);
	return rule.scope === "offering" && record.kind === "offering" ? rule.check(record.value, context) : [];
}

function replaceAt(value: unknown, path: Path, replacement: string | undefined): void {
	const last = path.at(-1);
	if (replacement === undefined || last === undefined) return;
	const parent = path
		.slice(0, -1)
		.reduce<unknown>((current, step) => (current as Record<string | number, unknown>)[step], value);
	(parent as Record<string | number, unknown>)[last] = replacement;
}
