import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { type Entry, FOLDERS } from "../../scripts/lib/tree.ts";
import { RecordFile } from "../../scripts/registry/record.ts";
import { baseFiles, REPOSITORY, sample } from "../support.ts";

const UTF8 = new TextEncoder();

/** The base records in the short suite, and every real record besides in the long one. */
const tree = folderTree(REPOSITORY);
const REAL: readonly (readonly [Entry, string])[] = FOLDERS.flatMap((folder) =>
	tree.entries(folder).map((entry) => [entry, readFileSync(join(REPOSITORY, folder, entry.name), "utf8")] as const),
);
const BASE: readonly (readonly [Entry, string])[] = Object.entries(baseFiles()).flatMap(([path, text]) => {
	const [folder, name] = path.split("/");
	if (name === undefined) return [];
	return [[{ folder: folder as Entry["folder"], name, kind: "file" as const }, text] as const];
});

/** A text with white space folded: where a paragraph breaks says nothing. */
const folded = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/(?:\\n|\s)+/g, " "));

function read(entry: Entry, text: string): RecordFile {
	return new RecordFile(entry, { bytes: UTF8.encode(text) });
}

/** Every text that one line more or less indented by a space gives, with the number of the line. */
function* shifts(text: string): Generator<readonly [line: number, shifted: string]> {
	const lines = text.split("\n");
	for (const [index, line] of lines.entries()) {
		if (line === "") continue;
		const others = (put: string) => [...lines.slice(0, index), put, ...lines.slice(index + 1)].join("\n");
		yield [index + 1, others(` ${line}`)];
		if (line.startsWith(" ")) yield [index + 1, others(line.slice(1))];
	}
}

describe("a line that is shifted by one space never changes a value without an error", () => {
	test.each(
		sample([...BASE, ...REAL], 12).map(([entry, text]) => [`${entry.folder}/${entry.name}`, entry, text] as const),
	)("%s", (_path, entry, text) => {
		const whole = read(entry, text);
		expect(whole.fault).toBeNull();
		const value = folded(whole.value);
		const silent: number[] = [];
		let told = 0;
		for (const [line, shifted] of shifts(text)) {
			const file = read(entry, shifted);
			if (file.fault || file.issues.length > 0) told++;
			else if (JSON.stringify(folded(file.value)) !== JSON.stringify(value)) silent.push(line);
		}
		expect(silent).toEqual([]);
		expect(told).toBeGreaterThan(0);
	});
});
