import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dataset } from "../../scripts/publish/dataset.ts";
import { MAX_ROWS, MAX_TEXT, type Sheet, type SheetRow, sheetsOf } from "../../scripts/publish/workbook.ts";
import { xlsxArtifact } from "../../scripts/publish/xlsx.ts";
import { atNoon } from "../../scripts/publish/zip-time.ts";
import { baseFiles, temporaryFolder } from "../support.ts";
import { datasetFrom, realDataset } from "./published.ts";

/** Most links of a sheet that Excel opens without a repair. */
const EXCEL_LINKS = 65_530;

const base = datasetFrom(baseFiles());
const [offering] = base.offerings;
if (offering === undefined) throw new Error("no offering");

function sheet(dataset: Dataset, name: string): Omit<Sheet, "rows"> & { readonly rows: readonly SheetRow[] } {
	const found = sheetsOf(dataset).find((one) => one.name === name);
	if (found === undefined) throw new Error(`no sheet ${name}`);
	return { ...found, rows: [...found.rows] };
}

/** Returns a data set of so many offerings without an answer. */
function many(count: number): Dataset {
	const bare = { ...offering, dimensions: {}, model_exceptions: [] } as unknown as Dataset["offerings"][number];
	return { ...base, offerings: Array.from({ length: count }, () => bare) };
}

test(`a sheet holds ${MAX_ROWS} rows; one more, and the last row says how many are left out`, () => {
	expect(sheet(many(MAX_ROWS), "Matrix").rows).toHaveLength(MAX_ROWS);
	const { rows } = sheet(many(MAX_ROWS + 1), "Matrix");
	expect(rows).toHaveLength(MAX_ROWS + 1);
	expect(rows.at(-1)).toEqual(["and 1 more: see the CSV files"]);
});

test("a full sheet has no more links than Excel opens", () => {
	for (const { name, rows } of sheetsOf(realDataset())) {
		const links = [...rows].map(
			(row) => row.filter((value) => typeof value === "object" && value && "url" in value).length,
		);
		expect(Math.max(...links) * MAX_ROWS, name).toBeLessThanOrEqual(EXCEL_LINKS);
	}
});

test("a text is cut with an ellipsis where a cell of a spreadsheet would not hold it", () => {
	const noted = (length: number) => {
		const [[id, cell] = []] = Object.entries(offering.dimensions);
		if (id === undefined) throw new Error("no cell");
		const dimensions = { [id]: { ...cell, notes: "x".repeat(length) } } as unknown as typeof offering.dimensions;
		const { heads, rows } = sheet({ ...base, offerings: [{ ...offering, dimensions }] }, "Cells");
		return rows[0]?.[heads.indexOf("notes")];
	};
	expect(noted(MAX_TEXT)).toBe("x".repeat(MAX_TEXT));
	expect(noted(MAX_TEXT + 1)).toBe(`${"x".repeat(MAX_TEXT - 1)}…`);
});

/** Returns the workbook of a data set, begun before other work or not. */
function workbook(dataset: Dataset, { begun }: { readonly begun: boolean }): Buffer {
	const artifact = xlsxArtifact(dataset);
	if (begun) artifact.begin?.();
	return Buffer.concat([...artifact.pieces(temporaryFolder())].map((piece) => Buffer.from(piece)));
}

/** Returns the name and time of each file in a ZIP file, as Python reads them, which looks at their checksums, too. */
function filesIn(zip: Buffer): { name: string; time: number[] }[] {
	const path = join(temporaryFolder(), "registry.xlsx");
	writeFileSync(path, zip);
	const program = `
import json, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
print(json.dumps([{"name": one.filename, "time": one.date_time} for one in book.infolist()]))`;
	return JSON.parse(execFileSync("/usr/bin/python3", ["-c", program, path], { encoding: "utf8" }));
}

test("the workbook bears the day of the data and no clock, and is the same whenever it is begun", () => {
	const dataset = { ...base, header: { ...base.header, generated: "2026-02-28" } };
	const bytes = workbook(dataset, { begun: false });
	const files = filesIn(bytes);
	expect(files.map(({ name }) => name)).toContain("xl/worksheets/sheet5.xml");
	for (const { name, time } of files) expect(time, name).toEqual([2026, 2, 28, 12, 0, 0]);
	expect(workbook(dataset, { begun: true }).equals(bytes)).toBe(true);
});

test("a workbook that cannot be made stops the build with its reason", () => {
	const dataset = { ...base, header: { ...base.header, generated: "some day" } };
	expect(() => workbook(dataset, { begun: true })).toThrow("Invalid time value");
	// The thread goes on with the next one.
	expect(filesIn(workbook(base, { begun: true })).length).toBeGreaterThan(5);
});

test.each([
	["1979-12-31", [1980, 1, 1, 12, 0, 0]],
	["1980-01-01", [1980, 1, 1, 12, 0, 0]],
	["1980-01-02", [1980, 1, 2, 12, 0, 0]],
	["2107-12-30", [2107, 12, 30, 12, 0, 0]],
	["2107-12-31", [2107, 12, 31, 12, 0, 0]],
	["2108-01-01", [2107, 12, 31, 12, 0, 0]],
])("a workbook of %s bears the nearest day that a ZIP file can", (generated, time) => {
	const dataset = { ...base, header: { ...base.header, generated } };
	expect(filesIn(workbook(dataset, { begun: true }))[0]?.time).toEqual(time);
});

test("times are set in a ZIP file alone", () => {
	expect(() => atNoon(Buffer.alloc(100), "2026-02-28")).toThrow(RangeError);
});
