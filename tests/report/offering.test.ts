import { expect, test } from "vitest";
import type { PublishedCell } from "../../schemas/published.ts";
import { folderTree } from "../../scripts/lib/folder-tree.ts";
import { datasetOf } from "../../scripts/publish/dataset.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { offeringText } from "../../scripts/report/offering.ts";
import { painter } from "../../scripts/report/style.ts";
import { rootWith, TODAY } from "../support.ts";

const dataset = () => datasetOf(loadRegistry(folderTree(rootWith())), { version: "1.0.0", generated: TODAY });

/** Returns what is printed of a cell with a source, after a change to both. */
function cellText(value: PublishedCell["value"], source: Partial<PublishedCell["sources"][number]>): string {
	const offering = structuredClone(dataset().offerings.find(({ id }) => id === "acme-api"));
	const cell = offering?.dimensions.soc2_type2;
	if (!offering || !cell) throw new Error("the base records have no such cell");
	Object.assign(cell, { value, sources: cell.sources.map((one) => ({ ...one, ...source })) });
	return offeringText(offering, painter(false), "soc2_type2");
}

test.each([
	["no_public_evidence", { publisher: "vendor", via: "live" }, false],
	["no_public_evidence", { publisher: "authority", via: "copy" }, false],
	["no_public_evidence", { publisher: "vendor", via: "unread" }, true],
	["no_public_evidence", { publisher: "vendor", via: "reported" }, true],
	["no_public_evidence", { publisher: "other", via: "live" }, true],
	["partial", { publisher: "other", via: "live" }, false],
	["unclear", { publisher: "vendor", via: "unread" }, false],
] as const)(
	"no public source is said of nothing found alone, where no page of the vendor was read: %s %j",
	(value, source, said) => {
		expect(cellText(value, source).includes("no public source")).toBe(said);
	},
);
