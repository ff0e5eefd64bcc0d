import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvArtifact, disarmed, rearmed } from "../../scripts/publish/csv.ts";
import { tablesOf } from "../../scripts/publish/tables/index.ts";
import { xlsxArtifact } from "../../scripts/publish/xlsx.ts";
import { runs, sample, temporaryFolder } from "../support.ts";
import { bytesOf, csvRows, datasetFrom, hostileFiles, textOf } from "./published.ts";

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

/** Code of each character at which a spreadsheet is told to split. */
const SEPARATORS = { ",": 44, ";": 59, tab: 9, "|": 124 };

test("a spreadsheet makes no formula of hostile texts, whatever it splits at", { timeout: 120_000 }, ({ skip }) => {
	skip(spawnSync("soffice", ["--version"]).status !== 0, "this machine lacks soffice; install libreoffice-calc-nogui");
	const folder = temporaryFolder();
	/** Opens files in one start, and gives the sheets that were read. */
	const convert = (files: readonly string[], ...options: string[]) => {
		const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
		const paths = files.map((file) => join(folder, file));
		const args = [profile, "--headless", ...options, "--convert-to", "fods", "--outdir", folder, ...paths];
		expect(spawnSync("soffice", args, { encoding: "utf8" }).status).toBe(0);
		return paths.map((path) => readFileSync(path.replace(/\.\w+$/, ".fods"), "utf8"));
	};
	// That the reading tells: a sheet with a formula has one.
	writeFileSync(join(folder, "formula.csv"), '"a;=1+1"\n=1+1\n');
	const dataset = datasetFrom(hostileFiles());
	const cells = tablesOf(dataset, []).find(({ name }) => name === "cells");
	writeFileSync(join(folder, "cells.csv"), cells ? textOf(csvArtifact(cells)) : "");
	for (const [name, code] of sample(Object.entries(SEPARATORS), 1)) {
		const [formula, sheet] = convert(["formula.csv", "cells.csv"], `--infilter=CSV:${code},34,76`);
		expect(formula, name).toContain("table:formula=");
		expect(sheet, name).toContain("HYPERLINK");
		expect(sheet, name).not.toContain("table:formula=");
	}
	writeFileSync(join(folder, "registry.xlsx"), bytesOf(xlsxArtifact(dataset)));
	const [workbook] = convert(["registry.xlsx"]);
	expect(workbook).toContain("HYPERLINK");
	expect(workbook).not.toContain("table:formula=");
});
