import fc from "fast-check";
import { expect, test } from "vitest";
import { CHANGE_KINDS } from "../../schemas/change.ts";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import type { Contract } from "../../schemas/contract.ts";
import { DIMENSION_IDS } from "../../schemas/dimensions/index.ts";
import { RENAMED } from "../../schemas/renamed.ts";
import { contractChanges } from "../../scripts/changes/contract.ts";
import { schemaChanges } from "../../scripts/changes/schema.ts";
import { gitLine } from "../../scripts/git/git.ts";
import { releasePoints } from "../../scripts/git/releases.ts";
import { contractOf } from "../../scripts/publish/contract.ts";
import { type JsonSchema, snapshotAt } from "../../scripts/registry/snapshot.ts";
import { changelogMarkdown, MAX_SECTION_LINES, releaseNotes } from "../../scripts/release/changelog.ts";
import { MAX_NAMES } from "../../scripts/release/summary-formats.ts";
import { formatChange } from "../../scripts/report/contract-effects.ts";
import { REPOSITORY, runs } from "../support.ts";

function change(parts: Partial<ReleasedChange>): ReleasedChange {
	return {
		kind: "reverified",
		offering: "acme-api",
		dimension: "hipaa_baa",
		field: "verified",
		before: "2026-01-01",
		after: "2026-02-01",
		direction: "none",
		path: "dimensions.hipaa_baa.verified",
		source: null,
		credits: [],
		pulls: [],
		...parts,
	};
}

function release(changes: readonly ReleasedChange[], version = "2.1.0"): Release {
	const statistics = { offerings: 1, cells: 1, upgrades: 0, downgrades: 0, reverified: 0 };
	return { version, date: "2026-12-01", bump: "minor", statistics, changes: [...changes] };
}

function sectionLines(one: Release): number {
	const text = changelogMarkdown([one]);
	return text.slice(text.indexOf("\n## ") + 1, text.lastIndexOf(`\n[${one.version}]:`)).split("\n").length;
}

const graded = (index: number, offering = `acme-${index}`) =>
	change({
		kind: "grade_changed",
		offering,
		field: "value",
		dimension: DIMENSION_IDS[index % DIMENSION_IDS.length] ?? null,
		before: "partial",
		after: "yes_public",
		direction: "up",
		path: "dimensions.hipaa_baa.value",
	});

test("a release whose list just fits is listed change by change; one line more, and it is summarised", () => {
	// Two changes of one cell, so that none of them is a mere renewal.
	const of = (count: number) => release([...Array.from({ length: count }, () => change({})), graded(0, "acme-api")]);
	const listed = Array.from({ length: MAX_SECTION_LINES }, (_, at) => at + 1).filter((count) =>
		releaseNotes(of(count)).includes("evidence as of"),
	);
	const most = Math.max(...listed);
	expect(listed).toEqual(Array.from({ length: most }, (_, at) => at + 1));
	expect(sectionLines(of(most))).toBe(MAX_SECTION_LINES);
	expect(releaseNotes(of(most))).not.toContain("changes in all");
	expect(releaseNotes(of(most + 1))).toContain(`${most + 2} changes in all; each is in \`changes.json\``);
	expect(releaseNotes(of(most + 1))).toContain(`- ${most + 1} answers read or checked again: verified ${most + 1}\n`);
});

test("a summary names every grade that moved, by offering while that fits, and else by question", () => {
	const few = Array.from({ length: 100 }, (_, at) => graded(at));
	const filler = Array.from({ length: MAX_SECTION_LINES }, () => change({}));
	const byOffering = releaseNotes(release([...few, ...filler]));
	expect(byOffering).toContain("- `acme-7`: Breach notice: ◓ Partial → ● Yes, public ↑\n");
	const many = Array.from({ length: 400 }, (_, at) => graded(at));
	const byQuestion = releaseNotes(release([...many, ...filler]));
	expect(byQuestion).toMatch(/- Breach notice: `acme-7` ◓ Partial → ● Yes, public ↑; `acme-23` /);
	for (const { offering } of many) expect(byQuestion).toContain(`\`${offering}\` ◓ Partial → ● Yes, public ↑`);
	expect(sectionLines(release([...many, ...filler]))).toBeLessThanOrEqual(MAX_SECTION_LINES);
});

test("whatever a release holds, its section has at most as many lines as it may", () => {
	const changes = fc.array(
		fc.record({
			kind: fc.constantFrom(...CHANGE_KINDS),
			id: fc.nat(2000),
			dimension: fc.constantFrom(...DIMENSION_IDS),
			path: fc.constantFrom(
				"contract.json#/tables/cells/columns/expires",
				"contract.json#/package/declarations/match",
				"schemas/data.schema.json#/properties/grades",
				"schemas/policy.schema.json#/required",
				"vendors.acme",
			),
			direction: fc.constantFrom("up" as const, "down" as const, "none" as const),
		}),
		{ minLength: 1, maxLength: 600 },
	);
	fc.assert(
		fc.property(changes, (list) => {
			const made = list.map(({ id, path, ...rest }) =>
				change({ ...rest, path: rest.kind === "schema_changed" ? path : "vendors.acme", offering: `o-${id}` }),
			);
			expect(sectionLines(release(made))).toBeLessThanOrEqual(MAX_SECTION_LINES);
		}),
		runs(40),
	);
});

test("names of what breaks a reader are given up to a limit, and the rest are counted", () => {
	const columns = (count: number) =>
		Array.from({ length: count }, (_, at) =>
			change({
				kind: "schema_changed",
				before: `c${at}`,
				after: null,
				direction: "down",
				path: `contract.json#/tables/cells/columns/c${at}`,
			}),
		);
	const filler = Array.from({ length: MAX_SECTION_LINES }, () => change({}));
	const lineOf = (count: number) =>
		/- Tables, gone: .*/.exec(releaseNotes(release([...columns(count), ...filler])))?.[0] ?? "";
	expect(lineOf(MAX_NAMES.breaking)).not.toContain("more");
	expect(lineOf(MAX_NAMES.breaking).match(/`cells\.c\d+`/g)).toHaveLength(MAX_NAMES.breaking);
	expect(lineOf(MAX_NAMES.breaking + 1)).toMatch(/`cells\.c9` and 1 more$|and 1 more$/);
});

test("who brought the evidence is named in a summary, too", () => {
	const filler = Array.from({ length: MAX_SECTION_LINES }, () => change({ credits: ["@finder"], pulls: [7] }));
	expect(releaseNotes(release(filler))).toContain("\nEvidence from @finder (#7).\n");
});

const contract = contractOf() as unknown as JsonSchema;

test("2.0.0 is compared with the contract of version 1, and its former names lead to ones that are there", () => {
	const before = new Map<string, JsonSchema | null>([["data", { properties: { schema_version: { const: 1 } } }]]);
	const changes = contractChanges(before, new Map([["contract", contract]]));
	const gone = changes.map(formatChange).filter(({ effect }) => effect === "gone");
	const names = new Set(gone.flatMap((each) => each.names));
	const { tables, views, package: published } = contract as unknown as Contract;
	const known = new Set([
		...Object.keys(tables),
		...Object.entries(tables).flatMap(([table, { columns }]) => Object.keys(columns).map((name) => `${table}.${name}`)),
		...Object.entries(views).flatMap(([view, columns]) =>
			columns.map((name) => `${view.replace(/(?<=^question_)\w+/, "*")}.${name}`),
		),
		...Object.keys(published.exports),
	]);
	const inTables = Object.entries(RENAMED[2] ?? {}).filter(([name]) => !/^(?:cell|coverage)\./.test(name));
	for (const [name, now] of inTables) expect([name, names.has(name), known.has(now)]).toEqual([name, true, true]);
	expect([...names].filter((name) => !(name in (RENAMED[2] ?? {}))).sort()).toEqual([
		"SchemaName",
		"cells_search.dimension",
		"cells_search.offering_id",
	]);
});

test("the summary of 2.0.0 tells in about twenty lines what a reader of 1.1.0 changes", ({ skip }) => {
	const shallow = gitLine(REPOSITORY, "rev-parse", "--is-shallow-repository");
	skip(shallow !== "false", "this copy has no whole history; run: git fetch --unshallow");
	const point = releasePoints(REPOSITORY).find(({ version }) => version === "1.1.0");
	const released = snapshotAt(REPOSITORY, point?.commit ?? "");
	const now = snapshotAt(REPOSITORY, null);
	const changes = [
		...schemaChanges(released.schemas, now.schemas),
		...contractChanges(released.schemas, now.schemas),
	].map((one) => change(one));
	const notes = releaseNotes(release(changes, "2.0.0"));
	const [, reader = ""] = /### For readers of the version before\n\n([\s\S]*?)\n\n###/.exec(notes) ?? [];
	expect(reader.split("\n").length).toBeLessThanOrEqual(22);
	expect(reader).toContain("`cell.expires` → `cell.fresh_until`");
	expect(reader).toContain("`cells.default` → `cells.default_state`");
	expect(reader).toContain("- Tables, rows have another key: `cells` (`now cell_id`)");
	expect(reader).toContain("`schemas` → `./schemas/*.json`");
	expect(reader).toContain("`schema_version` (`− 1, + 2`)");
	const keys = [...JSON.stringify([...now.schemas.values()]).matchAll(/"(\w+)":/g)].map(([, key = ""]) => key);
	for (const [name, to] of Object.entries(RENAMED[2] ?? {})) {
		if (/^(?:cell|coverage)\./.test(name)) expect(keys, name).toContain(to.slice(to.lastIndexOf(".") + 1));
	}
});
