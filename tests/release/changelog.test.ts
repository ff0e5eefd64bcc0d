import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { CHANGE_KINDS } from "../../schemas/change.ts";
import type { Release, ReleasedChange } from "../../schemas/changelog.ts";
import { changelogMarkdown } from "../../scripts/release/changelog.ts";
import { runs } from "../support.ts";

function release(changes: readonly ReleasedChange[]): Release {
	const statistics = { offerings: 1, cells: 1, upgrades: 1, downgrades: 2, reverified: 0 };
	return { version: "1.1.0", date: "2026-11-24", bump: "minor", statistics, changes: [...changes] };
}

function change(parts: Partial<ReleasedChange>): ReleasedChange {
	return {
		kind: "field_changed",
		offering: "acme-api",
		dimension: null,
		field: "name",
		before: "a",
		after: "b",
		direction: "none",
		path: "name",
		source: null,
		credits: [],
		pulls: [],
		...parts,
	};
}

function nodesOf(markdown: string): Nodes[] {
	const nodes: Nodes[] = [];
	visit(unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root, (node) => {
		nodes.push(node);
	});
	return nodes;
}

const count = (nodes: readonly Nodes[], type: Nodes["type"]) => nodes.filter((node) => node.type === type).length;

const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				..."` `` ``` @octocat @acme/all #1 <b> <!-- [x](https://evil.example) ![x](y) **b** | \\ \n \r\n \n\n## - # > ~~~ https://evil.example \u202e \u0000 &lt; [1.0.0]: ".split(
					" ",
				),
				" ",
				"\n  - ",
				"\n## [9.9.9]\n",
			),
			fc.string({ unit: "binary", maxLength: 8 }),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map((pieces) => pieces.join(""));

test("whatever records and trailers hold, a change is one line, and nothing in it is markup or a mention", () => {
	const hostileChange = fc
		.record({ kind: fc.constantFrom(...CHANGE_KINDS), texts: fc.tuple(hostile, hostile, hostile, hostile) })
		.map(({ kind, texts: [before, after, source, person] }) =>
			change({ kind, before, after, source, path: `vendors.${after}.name`, credits: [person] }),
		);
	fc.assert(
		fc.property(fc.array(hostileChange, { minLength: 1, maxLength: 4 }), (changes) => {
			const safe = changes.filter(({ credits: [person = ""] }) => !/^@[\w-]+$/.test(person));
			const empty = nodesOf(changelogMarkdown([release([])]));
			const nodes = nodesOf(changelogMarkdown([release(safe)]));
			for (const type of ["html", "image", "code", "blockquote", "table", "strong", "emphasis", "delete"] as const) {
				expect([type, count(nodes, type)]).toEqual([type, 0]);
			}
			for (const type of ["link", "definition", "linkReference"] as const) {
				expect([type, count(nodes, type)]).toEqual([type, count(empty, type)]);
			}
			const sections = nodes.filter((node) => node.type === "heading" && node.depth === 3).length;
			expect(count(nodes, "heading")).toBe(count(empty, "heading") + sections);
			// A list for each section, in it an offering or a group, in that its changes.
			expect(count(nodes, "list") - sections).toBe(count(nodes, "listItem") - safe.length);
			for (const node of nodes) if (node.type === "text") expect(node.value).not.toMatch(/@|#\d|evil/);
		}),
		runs(150),
	);
});

test("an empty text is a span of its own, and does not pair with a later one", () => {
	const text = changelogMarkdown([
		release([change({ kind: "field_changed", before: "", after: "`", credits: ["#1`"], source: "`" })]),
	]);
	for (const node of nodesOf(text)) if (node.type === "text") expect(node.value).not.toContain("#1");
});

test("an account is named as one, and nobody else is", () => {
	const text = changelogMarkdown([release([change({ credits: ["@finder", "@acme/all", "Ann"], pulls: [12, 13] })])]);
	expect(text).toContain("- `acme-api`, with evidence from @finder, `@acme/all`, `Ann` (#12, #13)\n");
});

test("figures agree with their nouns, and what a vendor lost is a change of the vendor", () => {
	const lost = change({
		kind: "vendor_changed",
		offering: null,
		field: "trust_center",
		after: null,
		path: "vendors.x.t",
	});
	const gone = change({ kind: "vendor_changed", offering: null, field: null, after: null, path: "vendors.y" });
	const text = changelogMarkdown([release([lost, gone])]);
	expect(text).toContain("1 offering, 1 cell; 1 upgrade, 2 downgrades, 0 cells read again.\n");
	expect(text).toMatch(
		/### Changed\n\n- `vendors`\n {2}- `vendors\.x\.t`.*\n\n### Removed\n\n- `vendors`\n {2}- `vendors\.y`: removed\n/,
	);
});

test("answers that were only seen again are counted in one line; one that changed, too, is told in full", () => {
	const seen = (offering: string, parts: Partial<ReleasedChange> = {}) =>
		change({
			...{ kind: "reverified", offering, dimension: "hipaa_baa", field: "verified" },
			...{ before: "2026-01-01", after: "2026-11-20", path: "dimensions.hipaa_baa.verified", ...parts },
		});
	const changed = change({
		...{ kind: "prose_changed", offering: "acme-c", dimension: "hipaa_baa", field: "notes" },
		path: "dimensions.hipaa_baa.notes",
	});
	const shared = seen("", { offering: null, offerings: ["acme-a", "acme-b"], credits: ["@finder"] });
	const text = changelogMarkdown([release([seen("acme-a"), seen("acme-b"), shared, seen("acme-c"), changed])]);
	expect(text).toContain("- 3 answers seen again and found unchanged, with evidence from @finder\n");
	expect(text).toMatch(/### Changed\n\n- `acme-c`\n {2}- .*2026-11-20.*\n {2}- .*\n- 3 answers/);
	expect(text).not.toContain("acme-a");
	expect(changelogMarkdown([release([seen("acme-a")])])).toContain("- 1 answer seen again and found unchanged\n");
});
