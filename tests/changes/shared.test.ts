import { expect, test } from "vitest";
import { changesBetween } from "../../scripts/changes/compare.ts";
import { changesOf } from "../../scripts/changes/shared.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { snapshotOf } from "../../scripts/registry/snapshot.ts";
import { baseFiles } from "../support.ts";

const base = baseFiles();
const SERVICE = "services/nimbus-models.yaml";
const BOLT = "offerings/bolt-nimbus.yaml";

const snapshotWith = (files: Readonly<Record<string, string>>) =>
	snapshotOf(loadRegistry(memoryTree({ ...base, ...files })));

const CELL = / {2}data_residency:\n(?: {4}.*\n)+/;

test("a changed cell of a service is one change that names the offerings it reaches", () => {
	const text = (base[SERVICE] ?? "").replace("finding: Public DPA with clauses", "finding: A public DPA with clauses");
	const changes = changesBetween(snapshotWith({}), snapshotWith({ [SERVICE]: text }));
	expect(changes).toMatchObject([
		{
			kind: "prose_changed",
			offering: null,
			offerings: ["acme-nimbus", "bolt-nimbus"],
			written_in: SERVICE,
			dimension: "gdpr_dpa",
			field: "finding",
			path: "dimensions.gdpr_dpa.finding",
		},
	]);
	expect(changesOf(changes, "bolt-nimbus")).toMatchObject([{ offering: "bolt-nimbus", written_in: SERVICE }]);
	expect(changesOf(changes, "bolt-nimbus")[0]).not.toHaveProperty("offerings");
	expect(changesOf(changes, "acme-api")).toEqual([]);
});

test("a change that an override keeps from one offering names the others alone", () => {
	const text = (base[SERVICE] ?? "").replace("finding: EU storage, processing anywhere", "finding: EU storage only");
	const changes = changesBetween(snapshotWith({}), snapshotWith({ [SERVICE]: text }));
	expect(changes).toMatchObject([{ offering: "bolt-nimbus", dimension: "data_residency", written_in: SERVICE }]);
	expect(changes[0]).not.toHaveProperty("offerings");
});

test("a cell that moves from its service to an offering and back is no change", () => {
	const [cell] = CELL.exec(base[SERVICE] ?? "") ?? [""];
	expect(cell).toContain("EU storage");
	const moved = snapshotWith({
		[SERVICE]: (base[SERVICE] ?? "").replace(CELL, ""),
		[BOLT]: (base[BOLT] ?? "")
			.replace(/limits:\n(?: {2}.*\n)+/, "")
			.replace(
				"dimensions: {}\n",
				`dimensions:\n${cell.replace("    notes:", "    limits:\n      - kind: feature\n        what: Bolt's fine-tuning is left out.\n    notes:")}`,
			),
	});
	const changes = changesBetween(snapshotWith({}), moved);
	// The offering's own limits go with the cells that it inherits: those of gdpr_dpa are the one difference.
	expect(changes.map(({ dimension, field }) => `${dimension} ${field}`)).toEqual(["gdpr_dpa limits"]);
	expect(changesBetween(moved, snapshotWith({})).map(({ dimension }) => dimension)).toEqual(["gdpr_dpa"]);
});

test("a changed cell of a developer reaches all offerings of its models", () => {
	const file = "vendors/acme.yaml";
	const text = (base[file] ?? "").replace("finding: Summary for Anvil 2 alone", "finding: A summary for Anvil 2");
	expect(changesBetween(snapshotWith({}), snapshotWith({ [file]: text }))).toMatchObject([
		{ offerings: ["acme-api", "acme-nimbus"], dimension: "art53_summary", written_in: file },
	]);
});

test("a document under another name, or written where it is cited, is no change", () => {
	const text = (base["offerings/acme-api.yaml"] ?? "")
		.replaceAll("document: terms", "document: acme-terms")
		.replace("  terms:\n", "  acme-terms:\n");
	expect(changesBetween(snapshotWith({}), snapshotWith({ "offerings/acme-api.yaml": text }))).toEqual([]);
});

test("services that come, change and go are told", () => {
	const renamed = (base[SERVICE] ?? "").replace("name: Nimbus Models", "name: Nimbus AI");
	expect(changesBetween(snapshotWith({}), snapshotWith({ [SERVICE]: renamed }))).toMatchObject([
		{ kind: "service_changed", field: "name", path: "services.nimbus-models.name" },
	]);
	const other = (base[SERVICE] ?? "").replace("id: nimbus-models", "id: nimbus-two");
	expect(changesBetween(snapshotWith({}), snapshotWith({ "services/nimbus-two.yaml": other }))).toMatchObject([
		{ kind: "service_added", after: "Nimbus Models", path: "services.nimbus-two" },
	]);
});
