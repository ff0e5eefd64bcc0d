import { expect, test } from "vitest";
import type { Change } from "../../schemas/change.ts";
import { changesBetween } from "../../scripts/changes/compare.ts";
import { memoryTree } from "../../scripts/lib/tree.ts";
import { loadRegistry } from "../../scripts/registry/registry.ts";
import { snapshotOf } from "../../scripts/registry/snapshot.ts";
import { kindsOf, reasonsForSecond } from "../../scripts/review/labels.ts";
import { reviewOf } from "../../scripts/review/review.ts";
import { commitAll, git, initRepository } from "../git.ts";
import { baseFiles, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";
const vendor = baseFiles()["vendors/acme.yaml"] ?? "";
const schema = '{"type":"object","properties":{"id":{"enum":["a"]}}}';

/** Returns the review of a branch on which these files differ; HEAD and the work tree stay on main. */
function reviewed(files: Readonly<Record<string, string | null>>) {
	const root = rootWith({ "schemas/offering.schema.json": schema });
	initRepository(root);
	git(root, "checkout", "-q", "-b", "change");
	commitAll(root, "change", files);
	const head = git(root, "rev-parse", "HEAD").trim();
	git(root, "checkout", "-q", "main");
	return reviewOf(root, head);
}

/** The same for records alone, without a repository. */
function changed(files: Readonly<Record<string, string>>) {
	const stateWith = (more: Readonly<Record<string, string>>) =>
		snapshotOf(loadRegistry(memoryTree({ ...baseFiles(), ...more })));
	return { changes: changesBetween(stateWith({}), stateWith(files)), program: [], fault: null };
}

const gradeUp = text.replace("value: yes_sales_gated", "value: yes_public");
const gradeDown = text.replace("value: yes_sales_gated", "value: partial");
const readAgain = text.replace('captured: "2026-11-20"', 'captured: "2026-11-22"');
const opposite = text.replace("value: no_public_evidence\n", "value: no_public_evidence\n    contrary: true\n");

/** Changes of a pull request, and the labels that it gets. */
const LABELLED: readonly [string, Record<string, string>, readonly string[]][] = [
	[
		"a better grade, with other words and a new reading",
		{ [FILE]: gradeUp.replace("is handed out", "is given out").replace("2026-10-15", "2026-10-16") },
		["upgrade"],
	],
	["a worse grade", { [FILE]: gradeDown }, ["downgrade"]],
	["the opposite is documented", { [FILE]: opposite }, ["downgrade"]],
	["a new reading", { [FILE]: readAgain }, ["reverified"]],
	["other words", { [FILE]: text.replace("caveat: The security page names", "caveat: It names") }, ["prose"]],
	["another summary", { [FILE]: text.replace("through its own API", "by its own API") }, ["prose"]],
	[
		"a better grade in one cell, a worse one in another, other words in a third",
		{
			[FILE]: gradeUp
				.replace("training_on_customer_data:\n    value: yes_public", "training_on_customer_data:\n    value: partial")
				.replace("caveat: The security page names", "caveat: It names"),
		},
		["upgrade", "downgrade", "prose"],
	],
	["a new offering", { "offerings/acme-batch.yaml": text.replace("id: acme-api", "id: acme-batch") }, ["new-offering"]],
	["a vendor", { "vendors/acme.yaml": vendor.replace("country: DE", "country: FR") }, []],
	["nothing in meaning", { [FILE]: `# said by a person\n${text}` }, []],
];

test.each(LABELLED)("labels: %s", (_what, files, labels) => {
	expect(kindsOf(changed(files))).toEqual(labels);
});

test("labels: a published schema, and a definition of one", () => {
	expect(kindsOf(reviewed({ "schemas/offering.schema.json": schema.replace('"a"', '"a","b"') }))).toEqual(["schema"]);
	expect(kindsOf(reviewed({ "schemas/offering.ts": "export {};\n" }))).toEqual(["schema"]);
});

const upgrade = { [FILE]: gradeUp };
const NOT_BETTER = [{ [FILE]: readAgain }, { [FILE]: gradeDown }];

test("an upgrade by somebody affiliated with the vendor, or by nobody knows whom, asks for a second reviewer", () => {
	expect(reasonsForSecond(changed(upgrade), "none")).toEqual([]);
	expect(reasonsForSecond(changed(upgrade), "competitor")).toEqual([]);
	expect(reasonsForSecond(changed(upgrade), "vendor")).toHaveLength(1);
	expect(reasonsForSecond(changed(upgrade), null)).toHaveLength(1);
	for (const files of NOT_BETTER) expect(reasonsForSecond(changed(files), "vendor")).toEqual([]);
});

test("a cell that a vendor adds, or makes disappear, is as good as an upgrade", () => {
	const without = text.replace(/ {2}iso_42001:.*?(?= {2}training)/s, "");
	expect(reasonsForSecond(changed({ [FILE]: without }), "vendor")).toHaveLength(1);
	const added = { "offerings/acme-batch.yaml": text.replace("id: acme-api", "id: acme-batch") };
	expect(reasonsForSecond(changed(added), "vendor")).toHaveLength(1);
});

test("a downgrade by a competitor asks for a second reviewer", () => {
	expect(reasonsForSecond(changed({ [FILE]: gradeDown }), "competitor")).toHaveLength(1);
	expect(reasonsForSecond(changed(upgrade), "competitor")).toEqual([]);
});

test("who decides which pages are primary has a second reviewer, and the source is marked", () => {
	const files = {
		"vendors/acme.yaml": vendor.replace("  - acme.com\n", "  - acme.com\n  - friendly.org\n"),
		[FILE]: gradeUp.replace(
			"      - url: https://trust.acme.com/\n",
			'      - url: https://friendly.org/acme\n        title: Friendly\n        via: live\n        captured: "2026-11-20"\n      - url: https://trust.acme.com/\n',
		),
	};
	const review = reviewed(files);
	expect(review.evidence).toMatchObject([
		{ url: "https://friendly.org/acme", kind: "claimed", fresh: true },
		{ url: "https://trust.acme.com/", kind: "primary", fresh: false },
	]);
	expect(reasonsForSecond(review, "none")).toEqual([expect.stringContaining("which pages count as a vendor's own")]);
	const authority = {
		"vendors/friends.yaml": "id: friends\nname: Friends\nkind: authority\ndomains:\n  - friendly.org\ncountry: DE\n",
	};
	expect(reasonsForSecond(changed(authority), "none")).toHaveLength(1);
});

test("the evidence of a new offering is that of all its cells; of a changed one, that of the changed cells", () => {
	const added = reviewed({ "offerings/acme-batch.yaml": text.replace("id: acme-api", "id: acme-batch") });
	expect(added.evidence.map(({ dimension }) => dimension)).toEqual([
		"soc2_type2",
		"training_on_customer_data",
		"retention_zdr",
	]);
	expect(reviewed({ [FILE]: gradeDown }).evidence.map(({ dimension }) => dimension)).toEqual(["soc2_type2"]);
	expect(reviewed({ [FILE]: gradeDown }).evidence).toMatchObject([{ archived: true }]);
});

test("a cell of one model alone has its own evidence", () => {
	const exception = `${text}model_exceptions:
  - model: Anvil.2 dimensions.x
    dimensions:
      soc2_type2:
        value: yes_public
        confidence: high
        finding: Public report
        notes: >-
          It is public.
        sources:
          - url: https://acme.com/anvil-2
            title: Anvil 2
            via: live
            captured: "2026-11-20"
`;
	const { evidence } = reviewed({ [FILE]: exception });
	expect(evidence).toMatchObject([{ model: "Anvil.2 dimensions.x", url: "https://acme.com/anvil-2" }]);
});

const withoutOfferings = Object.fromEntries(
	Object.keys(baseFiles())
		.filter((path) => path.startsWith("offerings/"))
		.map((path) => [path, null]),
);

test("what cannot be read is named, and is never no change", () => {
	expect(reviewed({ [FILE]: "{" })).toMatchObject({ changes: [], unreadable: [FILE], fault: null });
	expect(reviewed(withoutOfferings).fault).toContain("holds no offerings");
	const broken = reviewed({ "schemas/offering.schema.json": "{" });
	expect(broken.fault).toBe("a file in schemas/ is no JSON");
	expect(reasonsForSecond(broken, "none")).toHaveLength(1);
});

test("files that can change what the check says are told apart from records and prose", () => {
	const files = {
		[FILE]: gradeUp,
		"README.md": "x\n",
		"docs/policy.md": "x\n",
		"scripts/rules/index.ts": "x\n",
		"exceptions.yaml": "[]\n",
		"offerings/x/y.yaml": "x\n",
		".github/workflows/pr.yml": "x\n",
	};
	expect(reviewed(files).program).toEqual([
		".github/workflows/pr.yml",
		"exceptions.yaml",
		"offerings/x/y.yaml",
		"scripts/rules/index.ts",
	]);
});

test("a commit that is not there is no review", () => {
	const root = rootWith();
	initRepository(root);
	expect(() => reviewOf(root, "0123456789012345678901234567890123456789")).toThrow("git fetch");
});

test.each<[Partial<Change>, number]>([
	[{ kind: "grade_changed", direction: "up" }, 1],
	[{ kind: "grade_changed", direction: "down" }, 0],
	[{ kind: "evidence_changed", direction: "up" }, 1],
	[{ kind: "schema_changed", direction: "up" }, 0],
	[{ kind: "schema_changed", direction: "none" }, 0],
	[{ kind: "cell_added", direction: "none" }, 1],
	[{ kind: "cell_removed", direction: "none" }, 1],
	[{ kind: "offering_added", direction: "none" }, 1],
	[{ kind: "offering_removed", direction: "none" }, 1],
	[{ kind: "prose_changed", direction: "none" }, 0],
	[{ kind: "reverified", direction: "none" }, 0],
])("by somebody affiliated with the vendor, %j asks for %i more reviewer", (change, reasons) => {
	expect(reasonsForSecond({ changes: [change as Change], fault: null }, "vendor")).toHaveLength(reasons);
	expect(reasonsForSecond({ changes: [change as Change], fault: null }, "none")).toEqual([]);
});
