import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baseFiles, registry, rootWith, TODAY } from "../support.ts";

const FILE = "offerings/acme-nimbus.yaml";
const BASE = baseFiles()[FILE] ?? "";
const READER = '          date: "2026-11-01"\n';
const READ = [
	"      - url: https://nimbus.io/legal/indemnity",
	"        title: Indemnity",
	"        via: live",
	'        captured: "2026-11-18"',
	"        locator: Section 2",
];
/** A cell whose second source is the better one, with lines around it. */
const untidy = (lines: readonly string[]) => BASE.replace(READER, `${READER}${lines.join("\n")}\n`);

function fixed(text: string): string {
	const root = rootWith({ [FILE]: text });
	registry(["check", "--root", root, "--today", TODAY, "--fix"]);
	return readFileSync(join(root, FILE), "utf8");
}

const sourcesOf = (text: string) =>
	/ip_indemnity:[\s\S]*?sources:([\s\S]*?)(?=\n {2}\w|\n\w|$(?![\s\S]))/.exec(text)?.[1] ?? "";
const order = (text: string) => [...sourcesOf(text).matchAll(/#.*|via: \w+/g)].map(([found]) => found);

test("without comments the better reading is put first", () => {
	expect(order(fixed(untidy(READ)))).toEqual(["via: live", "via: reported"]);
});

test("comments before a source, before a key and behind a value go with it", () => {
	const [url = "", title = "", via = "", ...rest] = READ;
	const text = untidy([
		"      # about the page",
		url,
		"        # about the title",
		title,
		`${via} # read twice`,
		...rest,
	]);
	expect(order(fixed(text))).toEqual([
		"# about the page",
		"# about the title",
		"via: live",
		"# read twice",
		"via: reported",
	]);
});

test("a comment on the source that was first goes with it, too", () => {
	const text = untidy(READ).replace(
		"      - url: https://nimbus.io/legal/indemnity\n",
		"$&        # about the report\n",
	);
	expect(order(fixed(text))).toEqual(["via: live", "# about the report", "via: reported"]);
});

test.each([
	["behind the key of the list", untidy(READ).replace(/(ip_indemnity:[\s\S]*?sources:)/, "$1 # both say so")],
	["after the keys of the last source", untidy([...READ, "        # read on a Sunday"])],
	["after the keys of the first source", untidy(["        # about the report above", ...READ])],
])("where a comment may be about either source, the order stays and is told: %s", (_where, text) => {
	const root = rootWith({ [FILE]: text });
	const { stdout } = registry(["check", "--root", root, "--today", TODAY, "--fix", "--format", "json"]);
	const after = readFileSync(join(root, FILE), "utf8");
	expect(order(after).filter((found) => found.startsWith("via"))).toEqual(["via: reported", "via: live"]);
	expect(after.match(/# (?:both|read on|about)/g)).toHaveLength(1);
	const rules = (JSON.parse(stdout) as { problems: { rule: string }[] }).problems.map(({ rule }) => rule);
	expect(rules).toContain("source/main");
});

test("an override that is deleted takes no comment of a person's with it", () => {
	const shared = baseFiles()["services/nimbus-models.yaml"] ?? "";
	const [, cell = ""] = /( {2}data_residency:\n.*)$/s.exec(shared) ?? [];
	const inheriting = "offerings/bolt-nimbus.yaml";
	const base = baseFiles()[inheriting] ?? "";
	const run = (text: string) => {
		const root = rootWith({ [inheriting]: text });
		registry(["check", "--root", root, "--today", TODAY, "--fix"]);
		return readFileSync(join(root, inheriting), "utf8");
	};
	const overriding = (comment: string) =>
		base.replace("dimensions: {}\n", `dimensions:\n${cell.replace("    value:", `${comment}    value:`)}`);
	expect(overriding("")).not.toBe(base);
	expect(run(overriding(""))).not.toContain("data_residency");
	expect(run(overriding("    # asked them on 2026-11-20\n"))).toContain("# asked them on 2026-11-20");
});
