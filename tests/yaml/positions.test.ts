import fc from "fast-check";
import { CORE_SCHEMA, constructFromEvents, getScalarValue, parseEvents } from "js-yaml";
import { describe, expect, test } from "vitest";
import { Layout } from "../../scripts/yaml/layout.ts";
import { parse } from "../../scripts/yaml/parse.ts";
import { Positions } from "../../scripts/yaml/positions.ts";
import { sourceOffsets } from "../../scripts/yaml/source-offsets.ts";
import { runs } from "../support.ts";

function positionsIn(text: string): Positions {
	const parsed = parse(text);
	if ("fault" in parsed) throw new Error(JSON.stringify(parsed.fault));
	return new Positions(text, parsed.layout);
}

/** Reads any YAML, styles included that a record may not have. */
function readAny(text: string) {
	const events = parseEvents(text, {});
	const [value] = constructFromEvents(events, { schema: CORE_SCHEMA, source: text });
	return { value, layout: Layout.of(events) };
}

/** The text that a span covers. */
function covered(text: string, span: ReturnType<Positions["locate"]>): string {
	const lines = text.split("\n");
	const offset = (line: number, column: number) =>
		lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
	return text.slice(offset(span.line, span.column), offset(span.end_line, span.end_column));
}

/** The same text in every style in which YAML can write it. */
const STYLES: readonly [string, string][] = [
	["plain", "notes: one BAD two"],
	["plain over lines", "notes: one\n  BAD\n  two"],
	["single quotes", "notes: 'it''s one BAD two'"],
	["single quotes over lines", "notes: 'it''s\n  one\n\n  BAD two'"],
	["double quotes", 'notes: "on\\"e \\u00e9\\x41\\U0001F600 \\t BAD two"'],
	["double quotes over lines", 'notes: "one\n  two \\\n  three\n\n  BAD two"'],
	["folded", "notes: >-\n  one\n  two BAD\n  three"],
	["folded with paragraphs", "notes: >-\n  one\n\n\n  BAD\n  three\n\n  four"],
	["folded with indented lines", "notes: >-\n  one\n    deeper\n    more\n  BAD after"],
	["folded, kept", "notes: >+\n  one\n  BAD\n\n"],
	["literal", "notes: |-\n  one\n  BAD\n  three"],
	["literal with blank and indented lines", "notes: |\n  one\n\n      deep\n  BAD\n"],
	["literal with an indication", "notes: |2-\n    one\n  BAD"],
	["block with a comment in the header", "notes: >- # BAD is not this\n  one\n  BAD"],
	["surrogate pairs", "notes: >-\n  😀 one 千问\n  😀 BAD"],
	["flow", "{notes: [one, one BAD]}"],
];

describe("a part of a text is found in the file", () => {
	test.each(STYLES)("%s", (_style, text) => {
		const parsed = readAny(text);
		const path = text.startsWith("{") ? ["notes", 1] : ["notes"];
		const field = (parsed.value as { notes: string | string[] }).notes;
		const value = typeof field === "string" ? field : (field[1] ?? "");
		const start = value.indexOf("BAD");
		expect(start).toBeGreaterThanOrEqual(0);
		const span = new Positions(text, parsed.layout).within(path, { start, end: start + 3 });
		expect(covered(text, span)).toBe("BAD");
		expect(span.line).toBe(text.slice(0, text.lastIndexOf("BAD")).split("\n").length);
	});

	test.each(STYLES)("%s: column by column", (_style, text) => {
		for (const event of parseEvents(text, {})) {
			if (event.type !== 4 || event.valueStart < 0) continue;
			const value = getScalarValue(text, event);
			const offsets = sourceOffsets(text, event);
			expect(offsets).toHaveLength(value.length);
			for (const [index, offset] of offsets.entries()) {
				expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? event.valueStart);
				expect(offset).toBeLessThanOrEqual(event.valueEnd);
				const character = value[index] ?? "";
				// White space may stand for a line break, and an escape for what it means; every other character is itself.
				if (!/\s/.test(character) && text[offset] !== "\\")
					expect(text[offset], `${JSON.stringify(value)} at ${index}`).toBe(character);
			}
		}
	});
});

test("blocks made at random: every character that is no white space is found where it stands", () => {
	const line = fc.stringMatching(/^ {0,3}[a-z]{1,6}( {1,2}[a-z]{1,6}){0,4}$|^$/);
	fc.assert(
		fc.property(
			fc.array(line, { minLength: 1, maxLength: 12 }),
			fc.constantFrom(">", ">-", ">+", "|", "|-", "|+"),
			(lines, header) => {
				// Without an indication the first line that is not blank says how deep the block is.
				const first = lines.findIndex((one) => one !== "");
				const body = lines.map((one, index) => (one === "" ? "" : `  ${index === first ? one.trimStart() : one}`));
				const text = `a: ${header}\n${body.join("\n")}\nb: end\n`;
				const parsed = parse(text);
				fc.pre(!("fault" in parsed));
				const event = parseEvents(text, {}).filter((one) => one.type === 4)[1];
				if (event?.type !== 4) throw new Error("no scalar");
				const value = getScalarValue(text, event);
				const offsets = sourceOffsets(text, event);
				for (const [index, character] of [...value].entries())
					if (/\S/.test(character)) expect(text[offsets[index] ?? -1]).toBe(character);
			},
		),
		runs(1000),
	);
});

test("keys, values, list items, and the nearest ancestor of what is missing", () => {
	const text = 'a:\n  b: [1, 2]\n  c:\n    - d: x\n      e: "y z" # no\nf:\n';
	const positions = positionsIn(text);
	const at = (path: (string | number)[], part?: "key" | "value") => covered(text, positions.locate(path, part));
	expect(at(["a", "b"], "key")).toBe("b");
	expect(at(["a", "b", 1])).toBe("2");
	expect(at(["a", "c", 0, "e"])).toBe('"y z"');
	expect(at(["a", "c", 0, "d"], "key")).toBe("d");
	expect(at(["a", "c", 0, "missing"])).toBe("d");
	expect(at(["a", "missing"])).toBe("a");
	expect(at(["a", "missing", "deeper"], "key")).toBe("a");
	expect(at(["f"])).toBe("f");
	expect(positions.locate(["missing"])).toEqual({ line: 1, column: 1, end_line: 1, end_column: 1 });
});
