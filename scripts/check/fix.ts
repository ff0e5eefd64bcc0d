import { join } from "node:path";
import { folderTree } from "../lib/folder-tree.ts";
import { clearTemporary } from "../lib/temporary.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { loadArchives } from "../registry/archives.ts";
import { RecordFile } from "../registry/record.ts";
import { listEntries, Registry } from "../registry/registry.ts";
import { contextOf } from "../rules/rule.ts";
import { decode, fixedBytes } from "../yaml/decode.ts";
import { fixedText } from "./fixed-text.ts";

/**
 * Fixes everything that rules with a fix find, in every record that is wanted, and returns the paths of the files that
 * were written. Line ends, byte order marks and letters in parts are fixed in any file; the rest in a record that
 * passes its schema. Values that no such rule names, and all comments, stay.
 */
export function fixFolder(root: string, today: string, isWanted: (file: string) => boolean): string[] {
	clearTemporary(root);
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
		const bytes = fixedBytes(content.bytes);
		const whole = bytes === content.bytes ? file : new RecordFile(entry, { bytes });
		const decoded = decode(content.bytes);
		const before = "text" in decoded ? decoded.text : null;
		const fixed = fixedText(whole, context) ?? (bytes === content.bytes ? null : whole.text);
		if (fixed === null || fixed === before) return [];
		writeFileAtomic(root, join(root, entry.folder, entry.name), fixed);
		return [file.path];
	});
}
