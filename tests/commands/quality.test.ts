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
			.replace("captured: 2026-10-15", "captured: 2025-10-15")
			.replace("https://acme.com/terms\n        title", "https://elsewhere.example/terms\n        title"),
	});
	const after = JSON.parse(quality(root, "--format", "json").stdout);
	expect(cells(after.expired)).toEqual([...cells(before.expired), "acme-api soc2_type2"]);
	expect(cells(after.secondary_only)).toEqual([...cells(before.secondary_only), "acme-api training_on_customer_data"]);
	const undated = rootWith({ [FILE]: text.replace("        captured: 2026-10-15\n", "") });
	expect(cells(JSON.parse(quality(undated, "--format", "json").stdout).undated)).toContain("acme-api soc2_type2");
	expect(after.vendors.map(({ vendor }: { vendor: string }) => vendor)).toEqual(["acme", "nimbus"]);
});

test("the lists read well, and as Markdown", () => {
	const root = rootWith({ [FILE]: text.replace("captured: 2026-10-15", "captured: 2025-10-15") });
	expect(quality(root).stdout).toContain("acme-api SOC 2 Type II, until 2026-04-13");
	expect(quality(root, "--format", "markdown").stdout).toContain(
		"## Expired: read the evidence again (1)\n\n- acme-api",
	);
});

test("a record with problems is said to be left out", () => {
	const { code, stderr } = quality(rootWith({ [FILE]: "id: [" }));
	expect([code, stderr]).toEqual([1, "1 file with problems not looked at; run: registry check\n"]);
});
