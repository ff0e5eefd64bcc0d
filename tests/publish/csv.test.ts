import fc from "fast-check";
import { expect, test } from "vitest";
import { csvArtifact, disarmed, rearmed } from "../../scripts/publish/csv.ts";
import { tablesOf } from "../../scripts/publish/tables/index.ts";
import { runs } from "../support.ts";
import { csvRows, datasetFrom, hostileFiles, textOf } from "./published.ts";

/** Signs that a spreadsheet calculates at the beginning of a cell. */
const FORMULA = /^[\s"]*[=+\-@＝＋－＠]/;

const hostileText = fc.string({ unit: fc.constantFrom(..."=+-@;,|\t\n\r'\" a＝".split("")), maxLength: 12 });

test("no part of a text begins a formula, whatever splits it, and the text comes back", () => {
	fc.assert(
		fc.property(fc.oneof(hostileText, fc.string()), (text) => {
			const safe = disarmed(text);
			for (const part of safe.split(/[,;|\t\r\n]/)) expect(part).not.toMatch(FORMULA);
			expect(rearmed(safe)).toBe(text);
		}),
		runs(3000),
	);
});

test.each([
	["=1+1", "'=1+1"],
	["Ask for it;=HYPERLINK(1)", "Ask for it;'=HYPERLINK(1)"],
	["a, -b | @c", "a, '-b | '@c"],
	["a-b = c @d", "a-b = c @d"],
	["'=kept", "''=kept"],
	["no formula", "no formula"],
])("%j is written as %j", (text, written) => {
	expect(disarmed(text)).toBe(written);
	expect(rearmed(written)).toBe(text);
});

test("no line of any table runs, split at any separator, and its texts are those of the records", () => {
	const dataset = datasetFrom(hostileFiles());
	for (const table of tablesOf(dataset, [])) {
		const text = textOf(csvArtifact(table));
		for (const part of text.split(/[,;|\t\r\n]/)) expect(part, table.name).not.toMatch(FORMULA);
		expect(text.split("\n")[0]).toBe(table.columns.map(({ name }) => `"${name}"`).join(","));
	}
	const cells = tablesOf(dataset, []).find(({ name }) => name === "cells");
	const rows = csvRows(
		textOf(csvArtifact(cells ?? { name: "", title: "", description: "", columns: [], key: [], rows: () => [] })),
	);
	expect(rows.map(({ notes }) => notes)).toContain('Ask for it;=HYPERLINK("https://evil.example")');
});
