import { expect, test } from "vitest";
import { GRADES, type GradeId } from "../../schemas/grades.ts";
import { buildSummary } from "../../scripts/report/build-summary.ts";
import { reportOf } from "../../scripts/report/report.ts";
import { painter } from "../../scripts/report/style.ts";

type Header = Parameters<typeof buildSummary>[0];

const glyph = (id: GradeId) => GRADES.find((grade) => grade.id === id)?.glyph ?? "";

/** Returns the bar of a dimension of which so many of the possible cells have each grade. */
function barOf(grades: Partial<Record<GradeId, number>>, possible: number): string {
	const cells = Object.values(grades).reduce((sum, count) => sum + count, 0);
	const counted = { grades, possible, cells };
	const coverage = { possible, cells, offerings: possible, watch_outs: 0, dimensions: { soc2_type2: counted } };
	const header = {
		name: "Registry",
		version: "1.0.0",
		generated: "2026-11-24",
		vendors: [],
		coverage,
		dimension_details: [{ id: "soc2_type2", label: "SOC 2" }],
	} as unknown as Header;
	const report = reportOf([], [], { root: ".", today: "2026-11-24", base: null });
	const text = buildSummary(header, report, { written: [], out: "build", missing: null }, painter(false));
	return /^ {2}SOC 2 {2}(\S+) /m.exec(text)?.[1] ?? "";
}

test("a bar has 33 marks, one for each share of the possible cells that is rounded", () => {
	const [yes, no] = [glyph("yes_public"), glyph("no_public_evidence")];
	expect(barOf({ yes_public: 33 }, 33)).toBe(yes.repeat(33));
	expect(barOf({ yes_public: 10, no_public_evidence: 3 }, 33)).toBe(
		`${yes.repeat(10)}${no.repeat(3)}${"·".repeat(20)}`,
	);
	expect(barOf({ yes_public: 149 }, 3300)).toBe(`${yes}${"·".repeat(32)}`);
	expect(barOf({ yes_public: 150 }, 3300)).toBe(`${yes.repeat(2)}${"·".repeat(31)}`);
});

test("a grade that occurs has a mark however rare it is, and one that does not has none", () => {
	const [yes, unclear] = [glyph("yes_public"), glyph("unclear")];
	expect(barOf({ unclear: 1 }, 10_000)).toBe(`${unclear}${"·".repeat(32)}`);
	expect(barOf({ yes_public: 0, unclear: 1 }, 10_000)).toBe(`${unclear}${"·".repeat(32)}`);
	expect(barOf({}, 10_000)).toBe("·".repeat(33));
	// Where the common grade fills the bar, nothing runs over its end.
	expect(barOf({ yes_public: 9_999, unclear: 1 }, 10_000)).toBe(yes.repeat(33));
});
