import { expect, test } from "vitest";
import type { Dataset } from "../../scripts/publish/dataset.ts";
import { MAX_ROWS, MAX_TEXT, type Sheet, sheetsOf } from "../../scripts/publish/workbook.ts";
import { baseFiles } from "../support.ts";
import { datasetFrom, realDataset } from "./published.ts";

/** Most links of a sheet that Excel opens without a repair. */
const EXCEL_LINKS = 65_530;

const base = datasetFrom(baseFiles());
const [offering] = base.offerings;
if (offering === undefined) throw new Error("no offering");

function sheet(dataset: Dataset, name: string): Sheet {
	const found = sheetsOf(dataset).find((one) => one.name === name);
	if (found === undefined) throw new Error(`no sheet ${name}`);
	return found;
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
		const links = rows.map((row) => row.filter((value) => typeof value === "object" && value && "url" in value).length);
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
