import { gradeOf } from "../../../schemas/grades.ts";
import { matchRecords } from "../../registry/match-records.ts";
import { FILE_START } from "../../yaml/parse-error.ts";
import { changedCells } from "../cell-changes.ts";
import type { ChangeSet } from "../change-set.ts";
import { API, type Edits, type Replacement, SHARED } from "../example.ts";
import { defineRule } from "../rule.ts";

/** Share of the record files that may be removed or downgraded at once. */
const SHARE = 0.1;
/** Files that a message names. */
const NAMED = 5;

/** Edits that make the cell on residency worse. */
const UNCLEAR: readonly Replacement[] = [
	[
		"  data_residency:\n    value: partial\n    confidence: high\n",
		'  data_residency:\n    value: unclear\n    confidence: high\n    checked: "2026-11-20"\n',
	],
];
const TWO_DOWNGRADED: Edits = {
	[SHARED]: UNCLEAR,
	[API]: [
		[
			"value: yes_sales_gated\n    confidence: high\n",
			'value: unclear\n    confidence: high\n    checked: "2026-11-20"\n',
		],
	],
};

export const changeMass = defineRule({
	id: "change/mass",
	level: "hold",
	scope: "change",
	summary: `At most ${SHARE * 100} % of the record files are removed or downgraded at once.`,
	why: "So many at a time is a slip of a tool or an attack.",
	*check(changes) {
		const downgraded = changedCells(changes)
			.filter(({ before, after }) => gradeOf(after.cell.value).rank < gradeOf(before.cell.value).rank)
			.map(({ file }) => file);
		const affected = [...new Set([...removedFiles(changes), ...downgraded])].sort();
		const [first] = affected;
		// One file is never a mass, however small the registry.
		if (first === undefined || affected.length < 2 || affected.length <= changes.total * SHARE) return;
		yield {
			file: first,
			path: [],
			span: FILE_START,
			message: `${affected.length} of ${changes.total} files are removed or downgraded at once, more than ${SHARE * 100} %: ${affected.slice(0, NAMED).join(", ")}${affected.length > NAMED ? ", …" : ""}`,
			hint: "Propose the changes in parts, each with its evidence; otherwise a maintainer has to look at it.",
		};
	},
	examples: [
		{ name: "two of twenty", changes: { total: 20 }, edit: TWO_DOWNGRADED },
		{
			name: "two of nineteen",
			changes: { total: 19 },
			edit: TWO_DOWNGRADED,
			problem: {
				file: "offerings/acme-api.yaml",
				path: "",
				message:
					"2 of 19 files are removed or downgraded at once, more than 10 %: offerings/acme-api.yaml, services/nimbus-models.yaml",
				hint: "Propose the changes in parts, each with its evidence; otherwise a maintainer has to look at it.",
			},
		},
		{ name: "one of two", changes: { total: 2 }, edit: { [SHARED]: UNCLEAR } },
	],
});

function removedFiles({ before, after }: ChangeSet): string[] {
	const kept = new Set(
		[
			...matchRecords(before.offerings, after.offerings),
			...matchRecords(before.services, after.services),
			...matchRecords(before.vendorRecords, after.vendorRecords),
		].map((pair) => pair.before.file.path),
	);
	const present = new Set(after.files.map((file) => file.path));
	return before.files.map((file) => file.path).filter((path) => !kept.has(path) && !present.has(path));
}
