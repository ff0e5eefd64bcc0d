import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bumpOfAll } from "../../scripts/changes/bump.ts";
import { changesBetween } from "../../scripts/changes/compare.ts";
import { offeringHistory } from "../../scripts/changes/history.ts";
import { snapshotAt } from "../../scripts/registry/snapshot.ts";
import { isVersion1 } from "../../scripts/registry/version-1.ts";
import { commitAll, initRepository } from "../git.ts";
import { baseFiles, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const VERSION_1 = `id: acme-api
name: Acme API
developer: acme
platform: acme
category: first_party
model_family: Anvil
summary: Acme serves its Anvil models.
dimensions:
  soc2_type2:
    value: partial
    confidence: low
    verified: 2026-07-05
    verified_via: secondary
    caveat: The report needs an NDA.
    notes: A registry says so.
    sources:
      - url: https://watch.org/acme
        title: Watch
  gpai_cop:
    value: yes_public
    confidence: high
    verified: 2026-07-01
    verified_via: live
    notes: The list names Acme.
    sources:
      - url: https://ec.europa.eu/list
    reviews:
      - on: 2026-07-02
        by: ada
        decision: confirmed
        reason: Still there.
`;
const VENDOR_1 = "id: acme\nname: Acme\ndomains:\n  - acme.com\ncountry: DE\n";
const COMMISSION_1 = "id: commission\nname: Commission\nkind: authority\ndomains:\n  - ec.europa.eu\ncountry: EU\n";

/** A repository of three commits of version 1 and one that converts it. */
function repository(): string {
	const none = Object.fromEntries(Object.keys(baseFiles()).map((path) => [path, null]));
	const old = { [FILE]: VERSION_1, "vendors/acme.yaml": VENDOR_1, "vendors/commission.yaml": COMMISSION_1 };
	const root = rootWith({ ...none, ...old });
	initRepository(root);
	const better = VERSION_1.replace("value: partial", "value: yes_sales_gated");
	commitAll(root, "Raise the grade", { [FILE]: better });
	commitAll(root, "Read it again", { [FILE]: better.replace("2026-07-05", "2026-09-01") });
	commitAll(root, "Convert to version 2", {
		[FILE]: baseFiles()[FILE] ?? "",
		"vendors/acme.yaml": baseFiles()["vendors/acme.yaml"] ?? "",
	});
	return root;
}

test("only records of version 1 are taken for such", () => {
	expect(isVersion1({ dimensions: { soc2_type2: { verified: "2026-07-05" } } })).toBe(true);
	expect(isVersion1({ dimensions: { soc2_type2: { checked: "2026-07-05" } } })).toBe(false);
	expect(
		isVersion1({ dimensions: {}, model_exceptions: [{ dimensions: { soc2_type2: { verified: "2026-07-05" } } }] }),
	).toBe(true);
	for (const value of [null, "text", [], {}, { dimensions: null }, { dimensions: { soc2_type2: null } }]) {
		expect(isVersion1(value)).toBe(false);
	}
});

test("the history of an offering goes through the conversion", () => {
	const root = repository();
	const { entries } = offeringHistory(root, ["acme-api"]);
	const told = [...entries].map(({ subject, changes }) => [
		subject,
		changes.map(({ kind, path }) => `${kind} ${path}`).filter((line) => /soc2_type2|^offering/.test(line)),
	]);
	expect(told.at(-1)).toEqual(["first", ["offering_added id"]]);
	expect(told.at(-2)).toEqual(["Raise the grade", ["grade_changed dimensions.soc2_type2.value"]]);
	expect(told.at(-3)).toEqual(["Read it again", ["reverified dimensions.soc2_type2.checked"]]);
	expect(told.at(-4)?.[0]).toBe("Convert to version 2");
	expect(told.at(-4)?.[1]).toEqual(expect.arrayContaining(["evidence_changed dimensions.soc2_type2.sources"]));
	expect(told.at(-4)?.[1]).not.toEqual(expect.arrayContaining(["grade_changed dimensions.soc2_type2.value"]));
	expect(told).toHaveLength(4);
});

test("a state of version 1 is read in the shape of version 2, and its files are not broken", () => {
	const root = repository();
	const { registry, unreadable } = snapshotAt(root, "HEAD~2");
	expect(unreadable).toEqual([]);
	const record = registry.find("acme-api");
	const cells = record && registry.resolve(record).cells;
	expect(cells?.soc2_type2).toMatchObject({
		cell: { value: "yes_sales_gated", checked: "2026-07-05" },
		sources: [{ url: "https://watch.org/acme", via: "reported", reader: { name: "watch.org" } }],
		evidenceDate: null,
	});
	expect(cells?.gpai_cop).toMatchObject({
		sources: [{ url: "https://ec.europa.eu/list", via: "unread" }],
		cell: { reviews: [{ date: "2026-07-02", by: "ada" }] },
	});
	expect(cells?.soc2_type2?.cell).not.toHaveProperty("verified_via");
});

test("a comparison across the conversion says what changed for readers", () => {
	const root = repository();
	const changes = changesBetween(snapshotAt(root, "HEAD~1"), snapshotAt(root, "HEAD"));
	expect(changes.map(({ kind, dimension, written_in }) => [kind, dimension, written_in])).toContainEqual([
		"evidence_changed",
		"gpai_cop",
		"vendors/acme.yaml",
	]);
	expect(changes.some(({ kind }) => kind === "cell_removed")).toBe(false);
	expect(bumpOfAll(changes)).toBe("minor");
});

test("a work tree of version 1 is not read as version 2: the conversion is for history alone", () => {
	const root = rootWith({ [FILE]: VERSION_1 });
	expect(readFileSync(join(root, FILE), "utf8")).toBe(VERSION_1);
	const { registry, unreadable } = snapshotAt(root, null);
	expect(registry.find("acme-api")).toBeUndefined();
	expect(unreadable.map(({ path }) => path)).toEqual([FILE]);
});
