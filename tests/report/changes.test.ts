import { expect, test } from "vitest";
import type { Change } from "../../schemas/change.ts";
import { type GradeId, gradeOf } from "../../schemas/grades.ts";
import { change } from "../../scripts/changes/change.ts";
import { listChange } from "../../scripts/changes/list-change.ts";
import { MAX_PASSAGE, MAX_WHOLE, passages } from "../../scripts/lib/passages.ts";
import { changeLine, codeSpan, groupsOf, markdownChanges } from "../../scripts/report/changes.ts";

const grade = (id: GradeId) => `${gradeOf(id).glyph} ${gradeOf(id).label}`;

const at = { offering: "acme-api", dimension: "soc2_type2", path: "dimensions.soc2_type2.x" };
const line = (parts: Partial<Change> & Pick<Change, "kind">) => changeLine(change({ ...at, ...parts }), codeSpan);

/** Changes, each with its line in the report. */
const LINES: readonly [string, Partial<Change> & Pick<Change, "kind">, string][] = [
	[
		"a grade",
		{ kind: "grade_changed", field: "value", before: "partial", after: "yes_public", direction: "up" },
		`SOC 2 Type II: ◓ Partial → ${grade("yes_public")} ↑`,
	],
	[
		"a finding",
		{ kind: "prose_changed", field: "finding", before: "30 days", after: "7 days" },
		"SOC 2 Type II: finding `30 days` → `7 days`",
	],
	[
		"a caveat that is new",
		{ kind: "prose_changed", field: "caveat", after: "Ask." },
		"SOC 2 Type II: caveat none → `Ask.`",
	],
	[
		"notes that grew",
		{ kind: "prose_changed", field: "notes", before: "It says so.", after: "It says so. It is new." },
		"SOC 2 Type II: notes `It says so.` → `It says so. It is new.`",
	],
	[
		"a fact",
		{ kind: "field_changed", field: "facts.retention_days", before: 30, after: 7 },
		"SOC 2 Type II: facts.retention_days `30` → `7`",
	],
	[
		"a fact that went",
		{ kind: "field_changed", field: "facts.x", before: false },
		"SOC 2 Type II: facts.x `false` → none",
	],
	[
		"the day of the evidence",
		{ kind: "reverified", field: "verified", before: "2026-01-02", after: "2026-11-24" },
		"SOC 2 Type II: evidence as of `2026-01-02` → `2026-11-24`",
	],
	[
		"the day of the check",
		{ kind: "reverified", field: "checked", after: "2026-11-24" },
		"SOC 2 Type II: checked none → `2026-11-24`",
	],
	[
		"a source that was read on another day",
		{
			kind: "evidence_changed",
			field: "sources",
			before: [{ url: "https://a.com/", via: "copy", captured: "2026-01-02" }],
			after: [{ url: "https://a.com/", via: "live", captured: "2026-11-24" }, { url: "https://b.com/" }],
		},
		"SOC 2 Type II: sources `https://a.com/`: via `copy` → `live`, captured `2026-01-02` → `2026-11-24`, + `https://b.com/`",
	],
	[
		"limits",
		{ kind: "field_changed", field: "limits", before: [{ kind: "plan", what: "Free plan" }], after: null },
		"SOC 2 Type II: limits − `Free plan`",
	],
	[
		"a dispute",
		{ kind: "field_changed", field: "dispute", after: { opened: "2026-11-25", by: "Acme" } },
		"SOC 2 Type II: dispute opened none → `2026-11-25`, by none → `Acme`",
	],
	[
		"one model",
		{ kind: "cell_added", after: "unclear", path: "model_exceptions.Anvil `2`.dimensions.soc2_type2" },
		"SOC 2 Type II (`` Anvil `2` ``): assessed as ▽ Unclear",
	],
	["a service", { kind: "service_added", path: "services.nimbus" }, "`services.nimbus`: added"],
	[
		"a new schema",
		{ kind: "schema_changed", direction: "up", after: "index", path: "schemas/index.schema.json#" },
		"`schemas/index.schema.json#`: new",
	],
	[
		"a key that is read",
		{
			kind: "schema_changed",
			direction: "up",
			after: "repository",
			path: "schemas/data.schema.json#/properties/repository",
		},
		"`schemas/data.schema.json#/properties/repository`: new",
	],
	[
		"a key that is gone",
		{ kind: "schema_changed", direction: "down", before: "state", path: "schemas/data.schema.json#/properties/state" },
		"`schemas/data.schema.json#/properties/state`: gone",
	],
	[
		"a key that is no longer always there",
		{
			kind: "schema_changed",
			direction: "down",
			before: ["a", "b"],
			after: ["b", "c"],
			path: "schemas/data.schema.json#/required",
		},
		"`schemas/data.schema.json#/required`: may be missing: `a`",
	],
	[
		"a value that may be null",
		{
			kind: "schema_changed",
			direction: "down",
			after: { type: "null" },
			path: "schemas/data.schema.json#/properties/a",
		},
		"`schemas/data.schema.json#/properties/a`: may be null",
	],
	[
		"another type",
		{
			kind: "schema_changed",
			direction: "down",
			before: "string",
			after: "object",
			path: "schemas/data.schema.json#/properties/a/type",
		},
		"`schemas/data.schema.json#/properties/a/type`: other type (`− string, + object`)",
	],
	[
		"a value of a list that is read",
		{
			kind: "schema_changed",
			direction: "up",
			after: ["fax"],
			path: "schemas/data.schema.json#/properties/a/examples",
		},
		"`schemas/data.schema.json#/properties/a/examples`: new values",
	],
	[
		"a key that records have to have",
		{
			kind: "schema_changed",
			direction: "down",
			before: [],
			after: ["name"],
			path: "schemas/offering.schema.json#/required",
		},
		"`schemas/offering.schema.json#/required`: required: `name`",
	],
	[
		"a list of values that is written",
		{
			kind: "schema_changed",
			direction: "up",
			before: ["a"],
			after: ["a", "b"],
			path: "schemas/policy.schema.json#/properties/mode/enum",
		},
		"`schemas/policy.schema.json#/properties/mode/enum`: accepts more values (compatible)",
	],
	[
		"a column",
		{ kind: "schema_changed", direction: "down", before: "state", path: "contract.json#/tables/cells/columns/state" },
		"`contract.json#/tables/cells/columns/state`: gone",
	],
	[
		"a column of another type",
		{
			kind: "schema_changed",
			direction: "down",
			before: "string",
			after: "date",
			path: "contract.json#/tables/changes/columns/date/type",
		},
		"`contract.json#/tables/changes/columns/date/type`: other type (`string → date`)",
	],
	[
		"an export",
		{ kind: "schema_changed", direction: "up", after: "resolve", path: "contract.json#/package/declarations/resolve" },
		"`contract.json#/package/declarations/resolve`: new",
	],
];

test.each(LINES)("before and after of %s", (_what, parts, expected) => {
	expect(line(parts)).toBe(expected);
});

test("a shared cell stands under its file, with the number of offerings that it holds for", () => {
	const shared = change({
		kind: "grade_changed",
		dimension: "gdpr_dpa",
		field: "value",
		before: "partial",
		after: "unclear",
		direction: "down",
		path: "dimensions.gdpr_dpa.value",
		written_in: "services/nimbus.yaml",
		offerings: ["a", "b"],
	});
	expect([...groupsOf([shared]).keys()]).toEqual(["services/nimbus.yaml (2 offerings: a, b)"]);
	expect(markdownChanges([shared], 3)).toBe(
		"### `services/nimbus.yaml (2 offerings: a, b)`\n\n- GDPR DPA: ◓ Partial → ▽ Unclear ↓\n",
	);
});

test("of a long text the words that differ are shown, with some around them", () => {
	const filler = (word: string) => Array.from({ length: 60 }, (_, index) => `${word}${index}`).join(" ");
	const text = (day: string) => `${filler("a")} kept for ${day} days ${filler("b")}`;
	expect(passages(text("30"), text("7"))).toEqual({
		before: "… a58 a59 kept for 30 days b0 b1 b2 …",
		after: "… a58 a59 kept for 7 days b0 b1 b2 …",
	});
	expect(passages("", text("7")).after.length).toBe(MAX_PASSAGE);
	const long = (length: number, word: string) => `${word.padEnd(length - 12, "x")} a b c d e f`;
	const fits = long(MAX_WHOLE, "y");
	expect(passages(fits, "z a b c d e f")).toEqual({ before: fits, after: "z a b c d e f" });
	const over = long(MAX_WHOLE + 1, "y");
	expect(passages(over, "z a b c d e f")).toEqual({ before: `${over.slice(0, -4)} …`, after: "z a b c d …" });
});

test("a list in another order says so", () => {
	expect(listChange(["a", "b"], ["b", "a"], codeSpan)).toBe("in another order: `b`, `a`");
});
