import { expect, test } from "vitest";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { qualityOf } from "../../scripts/quality/quality.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { rootWith, TODAY } from "../support.ts";

test("what expired first is read first, whichever record it is in", () => {
	const dataset = datasetOf(loadRegistry(folderTree(rootWith())), { version: "1.0.0", generated: TODAY });
	const cells = dataset.offerings.flatMap((offering) =>
		Object.entries(offering.dimensions).map(([dimension, cell]) => ({ place: `${offering.id} ${dimension}`, cell })),
	);
	expect(cells.length).toBeGreaterThan(4);
	// The later a cell stands in the records, the earlier it was fresh until.
	for (const [index, { cell }] of cells.entries()) {
		const day = String(28 - index).padStart(2, "0");
		Object.assign(cell, { fresh_until: `2026-10-${day}`, state_at_release: "expired" });
	}
	const { expired, expiring, undated } = qualityOf(dataset, []);
	expect(expired.map(({ offering, dimension }) => `${offering} ${dimension}`)).toEqual(
		cells.map(({ place }) => place).reverse(),
	);
	expect([expiring, undated]).toEqual([[], []]);
});
