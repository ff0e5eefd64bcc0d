import { expect, test } from "vitest";
import { baseFiles, registry, rootWith } from "../support.ts";

const FILE = "offerings/acme-api.yaml";
const text = baseFiles()[FILE] ?? "";

const quality = (root: string, ...args: string[]) =>
	registry(["quality", "--root", root, "--today", "2026-11-24", ...args]);
const cells = (list: { offering: string; dimension: string }[]) =>
	list.map(({ offering, dimension }) => `${offering} ${dimension}`);

test("old, undated and second-hand cells are listed, and nothing else", () => {
	const before = JSON.parse(quality(rootWith(), "--format", "json").stdout);
	const root = rootWith({
		[FILE]: text
			.replace('captured: "2026-10-15"', 'captured: "2025-10-15"')
			.replace("url: https://acme.com/terms\n", "url: https://elsewhere.org/terms\n"),
	});
	const after = JSON.parse(quality(root, "--format", "json").stdout);
	expect(cells(after.expired)).toEqual([...cells(before.expired), "acme-api soc2_type2"]);
	expect(cells(after.secondary_only).sort()).toEqual(
		[...cells(before.secondary_only), "acme-api training_on_customer_data", "acme-api retention_zdr"].sort(),
	);
	const undated = rootWith({
		[FILE]: text
			.replace("finding: Report under", 'checked: "2026-11-20"\n    finding: Report under')
			.replace(
				/ {8}published: .*\n {8}archived: .*\n {8}captured: "2026-10-15"\n/,
				"        archived: https://web.archive.org/web/20261015000000/https://trust.acme.com/\n",
			),
	});
	expect(cells(JSON.parse(quality(undated, "--format", "json").stdout).undated)).toContain("acme-api soc2_type2");
	expect(after.vendors.map(({ vendor }: { vendor: string }) => vendor)).toEqual(["acme", "nimbus"]);
});

test("the lists read well, and as Markdown", () => {
	const root = rootWith({ [FILE]: text.replace('captured: "2026-10-15"', 'captured: "2025-10-15"') });
	expect(quality(root).stdout).toContain("acme-api SOC 2 Type II, fresh until 2026-04-13");
	expect(quality(root, "--format", "markdown").stdout).toContain(
		"## Expired: read the evidence again (1)\n\n- acme-api",
	);
});

test("a record with problems is said to be left out", () => {
	const { code, stderr } = quality(rootWith({ [FILE]: "id: [" }));
	expect([code, stderr]).toEqual([1, "1 invalid file skipped; run: npm run registry -- check\n"]);
});

test("dead and changed sources are listed with what rests on them, and counted in the coverage", () => {
	const gone = ["2026-11-10", "2026-11-17", "2026-11-24"].map((on) => ({ on, outcome: "gone" }));
	const seen = (on: string, letter: string) => ({ on, outcome: "ok", sha256: letter.repeat(64) });
	const state = {
		"https://acme.com/terms": gone,
		"https://trust.acme.com/": [seen("2026-11-17", "a"), seen("2026-11-24", "b")],
	};
	const lines = Object.entries(state).map(
		([url, observations]) => `${JSON.stringify(url)}: ${JSON.stringify(observations)},\n`,
	);
	const root = rootWith({ "evidence.json": `{\n${lines.join("")}"version": 1\n}\n` });
	const found = JSON.parse(quality(root, "--format", "json").stdout);
	expect(found.dead).toEqual([
		{ url: "https://acme.com/terms", outcome: "gone", checked: "2026-11-24", offerings: ["acme-api"] },
	]);
	expect(found.changed).toMatchObject([
		{ url: "https://trust.acme.com/", outcome: "changed", offerings: ["acme-api"] },
	]);
	expect(found.coverage.sources).toMatchObject({ dead: 1, changed: 1, moved: 0, archived: 2 });
	expect(found.coverage.vendors.acme).toMatchObject({ offerings: 1, cells: 6, possible: 16 });
	expect(quality(root, "--format", "markdown").stdout).toContain(
		"## Dead: sources that failed on three days or more (1)\n\n- https://acme.com/terms: gone on 2026-11-24 (acme-api)\n",
	);
	expect(quality(rootWith()).stdout).toContain("never looked at; run: npm run registry -- links");
});
