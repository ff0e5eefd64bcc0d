import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Cell, Offering } from "../../site/src/artifact/shape.ts";
import { ago, dayText, monthNumber, monthText } from "../../site/src/text/dates.ts";
import { isOld } from "../../site/src/view/age.ts";
import { browserTest, visit } from "./browser.ts";
import { realSite } from "./site.ts";

const { artifacts } = await realSite();
const data = JSON.parse(readFileSync(join(artifacts, "data.json"), "utf8"));

test.each([
	["2026-11-26", "today"],
	["2026-11-25", "yesterday"],
	["2026-11-24", "2 days ago"],
	["2026-10-13", "44 days ago"],
	["2026-10-12", "1 months ago"],
	["2026-08-22", "3 months ago"],
	["2024-12-31", "23 months ago"],
	["2024-11-26", "2 years ago"],
	["2026-11-27", "in the future"],
])("%s was %s", (day, words) => {
	expect(ago(day, "2026-11-26").replace(/^1 months/, "1 months")).toBe(words);
});

test("days and months are written for people", () => {
	expect([dayText("2026-08-02"), monthText("2026-08-02"), monthNumber("2026-08-02")]).toEqual([
		"2 Aug 2026",
		"Aug ’26",
		"8/26",
	]);
});

test("the last fresh day is fresh, the next one is not, and what has no date never grows old", () => {
	expect(isOld({ fresh_until: "2026-11-26" }, "2026-11-26")).toBe(false);
	expect(isOld({ fresh_until: "2026-11-25" }, "2026-11-26")).toBe(true);
	expect(isOld({ fresh_until: null }, "2099-01-01")).toBe(false);
});

const cells: { id: string; dimension: string; cell: Cell }[] = data.offerings.flatMap(
	({ id, status, dimensions }: Offering) =>
		status === "retired" ? [] : Object.entries(dimensions).map(([dimension, cell]) => ({ id, dimension, cell })),
);

browserTest("the matrix, its words and its filter follow the reader's day", async () => {
	for (const day of [data.generated, "2027-06-01"]) {
		const old = cells.filter(({ cell }) => isOld(cell, day));
		const { page } = await visit("?data_residency=partial&fresh=1", { day });
		expect(await page.locator("#matrix td.c .old").count()).toBe(old.length);
		expect(await page.locator("#matrix td.c > a[aria-label*='out of date, last seen']").count()).toBe(old.length);
		const fresh = cells.filter(
			({ dimension, cell }) =>
				dimension === "data_residency" &&
				!cell.contrary &&
				/^yes|partial/.test(cell.value) &&
				cell.fresh_until !== null &&
				cell.fresh_until >= day,
		);
		const shown: string[] = await page.evaluate(
			"[...document.querySelectorAll('#matrix tbody tr:not([hidden])')].map(({ dataset }) => dataset.id)",
		);
		expect(shown.sort(), day).toEqual(fresh.map(({ id }) => id).sort());
	}
	expect(cells.filter(({ cell }) => isOld(cell, "2027-06-01")).length).toBeGreaterThan(
		cells.filter(({ cell }) => isOld(cell, data.generated)).length,
	);
});

browserTest("an offering's page says since when its evidence is out of date, on the reader's day", async () => {
	const { page } = await visit("offerings/deepseek-api/", { day: "2027-06-01" });
	const { cell } = cells.find(({ id, dimension }) => id === "deepseek-api" && dimension === "retention_zdr") ?? {};
	const said = await page.locator("#retention_zdr .when[data-d]").textContent();
	expect(said).toContain(
		`Evidence from ${dayText(cell?.evidence_date ?? "")} (9 months ago, read in a stored copy). out of date since ${dayText(cell?.fresh_until ?? "")}`,
	);
	expect(said).not.toContain("Re-check by");
	expect(await page.locator("#retention_zdr > summary .old").count()).toBe(1);
});

browserTest("without a script the pages say what held on the day of the release", async () => {
	const { page } = await visit("", { javaScriptEnabled: false });
	expect(await page.locator("#matrix td.c .old").count()).toBe(
		cells.filter(({ cell }) => isOld(cell, data.generated)).length,
	);
	expect(await page.locator("main .asof time").first().getAttribute("datetime")).toBe(data.generated);
});
