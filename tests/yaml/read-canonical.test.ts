import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { EVENT_POP, EVENT_SCALAR } from "js-yaml";
import { describe, expect, test } from "vitest";
import { FOLDERS, type Folder } from "../../scripts/lib/tree.ts";
import { canonicalText } from "../../scripts/yaml/canonical.ts";
import type { Layout } from "../../scripts/yaml/layout.ts";
import { parse } from "../../scripts/yaml/parse.ts";
import { readCanonical } from "../../scripts/yaml/read-canonical.ts";
import { REPOSITORY, runs } from "../support.ts";

const REAL: readonly [Folder, string, string][] = FOLDERS.flatMap((folder) =>
	readdirSync(join(REPOSITORY, folder)).map((name): [Folder, string, string] => [
		folder,
		name,
		readFileSync(join(REPOSITORY, folder, name), "utf8"),
	]),
);
const OFFERINGS = REAL.filter(([folder]) => folder === "offerings").map(([, , text]) => text);

/** Everything that a layout says. */
function places(layout: Layout): unknown[] {
	const all: unknown[] = [];
	for (let at = 0; layout.kind(at) !== undefined; at++) {
		if (layout.kind(at) === EVENT_SCALAR) all.push(layout.scalar(at));
		else all.push([layout.kind(at), layout.kind(at) === EVENT_POP ? null : layout.start(at)]);
	}
	return all;
}

/** Returns true if a text is read without the parser, and asserts that the parser reads it alike and that it is written back to the byte. */
function isRead(folder: Folder, text: string): boolean {
	const read = readCanonical(folder, text);
	if (read === null) return false;
	const parsed = parse(text);
	if ("fault" in parsed) throw new Error(`read what the parser refuses: ${JSON.stringify(parsed.fault)}\n${text}`);
	expect(read.value).toEqual(parsed.value);
	expect(places(read.layout)).toEqual(places(parsed.layout));
	expect(canonicalText(folder, read.value)).toBe(text);
	return true;
}

test("some record has an escape", () => {
	expect(REAL.some(([, , text]) => text.includes("\\"))).toBe(true);
});

test.each(REAL)("%s/%s is read as the parser reads it", (folder, _name, text) => {
	expect(isRead(folder, text)).toBe(true);
});

const RECORD = `# yaml-language-server: $schema=../schemas/offering.schema.json
id: x
name: X
summary: >-
  One line.
dimensions:
  retention_zdr:
    value: partial
    checked: "2026-07-05"
    sources:
      - url: https://example.com/
        title: "X: a title"
    facts:
      zdr_available: true
`;

describe("what the writer would not have written is left to the parser", () => {
	test("the record that the cases start from is read", () => {
		expect(isRead("offerings", RECORD)).toBe(true);
	});
	test.each([
		["a comment", "name: X\n", "name: X # no\n"],
		["a comment line", "name: X\n", "# no\nname: X\n"],
		["a tab", "name: X\n", "name: X\ty\n"],
		["another order of keys", "id: x\nname: X\n", "name: X\nid: x\n"],
		["a key twice", "name: X\n", "name: X\nname: X\n"],
		["an unknown key", "name: X\n", "nam: X\n"],
		["quotes that are not needed", "name: X\n", 'name: "X"\n'],
		["single quotes", "name: X\n", "name: 'X'\n"],
		["quotes that are not closed", '"X: a title"\n', '"X: a title\n'],
		["quotes that are missing", '"X: a title"\n', "X: a title\n"],
		["a date without quotes", '"2026-07-05"', "2026-07-05"],
		["no modeline", "# yaml-language-server: $schema=../schemas/offering.schema.json\n", ""],
		["the modeline of another schema", "offering.schema", "vendor.schema"],
		[
			"a pointer to a service that it does not name",
			"id: x\n",
			"# Cells that hold for every offering of this service: ../services/x.yaml\nid: x\n",
		],
		["an escape of a letter", '"X: a title"\n', '"X: \\x41"\n'],
		["another escape of a quote", '"X: a title"\n', '"X: \\u0022a"\n'],
		["an anchor", "name: X\n", "name: &a X\n"],
		["a tag", "name: X\n", "name: !!str X\n"],
		["a flow list", "    sources:\n      - url: https://example.com/\n", "    sources: [a]\n"],
		["a blank line", "name: X\n", "name: X\n\n"],
		["a trailing blank", "name: X\n", "name: X \n"],
		["two blanks behind the colon", "name: X\n", "name:  X\n"],
		["text that goes on", "name: X\n", "name: X\n  y\n"],
		["another indentation", "    value: partial\n", "   value: partial\n"],
		["prose on the line of its key", "summary: >-\n  One line.\n", "summary: One line.\n"],
		["prose broken early", "  One line.\n", "  One\n  line.\n"],
		["prose kept open", "summary: >-\n", "summary: >+\n"],
		["literal prose without a break", "summary: >-\n", "summary: |-\n"],
		["a second document", "id: x\n", "---\nid: x\n"],
		["a number in another form", "true\n", "0x1f\n"],
		["null", "true\n", "null\n"],
		["no line end at the end", "zdr_available: true\n", "zdr_available: true"],
		["nothing", RECORD, ""],
		["a key alone", RECORD, "id"],
	])("%s", (_what, from, to) => {
		const text = RECORD.replace(from, to);
		expect(text).not.toBe(RECORD);
		expect(isRead("offerings", text)).toBe(false);
	});
});

test("real records edited at random are read as the parser reads them, or left to it", () => {
	const snippet = fc.constantFrom(
		" ",
		"  ",
		"\n",
		"- ",
		": ",
		":",
		"#",
		'"',
		"'",
		">-",
		"|-",
		"é",
		"千",
		"1",
		"true",
		"x y z",
		"\n\n",
	);
	const edit = fc.record({
		at: fc.nat(),
		kind: fc.constantFrom("insert", "cut", "drop", "double", "swap", "indent", "join", "retype"),
		snippet,
	});
	let read = 0;
	fc.assert(
		fc.property(fc.constantFrom(...OFFERINGS), fc.array(edit, { minLength: 1, maxLength: 3 }), (original, edits) => {
			const text = edits.reduce((current, one) => edited(current, one), original);
			if (isRead("offerings", text)) read++;
		}),
		runs(1500),
	);
	expect(read).toBeGreaterThan(runs(1500).numRuns / 15);
});

interface Edit {
	readonly at: number;
	readonly kind: "insert" | "cut" | "drop" | "double" | "swap" | "indent" | "join" | "retype";
	readonly snippet: string;
}

function edited(text: string, { at, kind, snippet }: Edit): string {
	const offset = at % (text.length + 1);
	const lines = text.split("\n");
	const line = at % lines.length;
	const own = lines[line] ?? "";
	switch (kind) {
		case "insert":
			return text.slice(0, offset) + snippet + text.slice(offset);
		case "cut":
			return text.slice(0, offset) + text.slice(offset + 1);
		case "drop":
			return lines.toSpliced(line, 1).join("\n");
		case "double":
			return lines.toSpliced(line, 0, own).join("\n");
		case "swap":
			return lines.toSpliced(line, 2, lines[line + 1] ?? "", own).join("\n");
		case "indent":
			return lines.toSpliced(line, 1, snippet.trim() === "" ? `  ${own}` : own.replace(/^ {1,2}/, "")).join("\n");
		case "join":
			return lines.toSpliced(line, 2, `${own} ${(lines[line + 1] ?? "").trim()}`).join("\n");
		case "retype":
			return lines.toSpliced(line, 1, own.replace(/: .*$/, `: ${snippet}`)).join("\n");
		default:
			return kind satisfies never;
	}
}

test("values of any kind that are written are read back, or left to the parser", () => {
	const text = fc.oneof(
		fc.string({ unit: "grapheme", maxLength: 300 }),
		fc.lorem({ mode: "sentences", maxCount: 6 }),
		fc.constantFrom("true", "null", "12", "1e3", "-", "a: b", "a #b", "~", "x\ny", "x\n\n  y\n", "x\n"),
	);
	const value = fc.record({
		id: text,
		name: text,
		summary: text,
		aliases: fc.array(text, { minLength: 1, maxLength: 3 }),
		dimensions: fc.record({
			soc2_type2: fc.record({
				notes: text,
				sources: fc.array(fc.record({ url: text, title: text }), { minLength: 1, maxLength: 3 }),
			}),
			retention_zdr: fc.record({ facts: fc.record({ retention_days: fc.integer(), zdr_available: fc.boolean() }) }),
		}),
	});
	let read = 0;
	fc.assert(
		fc.property(value, (record) => {
			const written = canonicalText("offerings", record);
			// What YAML cannot hold unescaped is refused before it is parsed.
			fc.pre(!("fault" in parse(written)));
			if (isRead("offerings", written)) {
				read++;
				expect(readCanonical("offerings", written)?.value).toEqual(record);
			}
		}),
		runs(1000),
	);
	expect(read).toBeGreaterThan(runs(1000).numRuns / 20);
});
