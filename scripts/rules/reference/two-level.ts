import { DIMENSIONS } from "../../../schemas/dimensions/index.ts";
import type { GradeId } from "../../../schemas/grades.ts";
import { CATEGORIES_OF_MANY, VARIOUS } from "../../../schemas/offering.ts";
import { cellsOf } from "../../registry/cells.ts";
import { mostCommon } from "../majority.ts";
import { defineRule, type FileFinding } from "../rule.ts";

/** Dimension id → grade and day, of an offering of one developer. */
interface DeveloperCells {
	readonly developer: string;
	/** Whether several developers are what this kind of offering may have; if not, that is the problem. */
	readonly many: boolean;
	readonly cells: Readonly<Record<string, { value: GradeId; verified: string }>>;
}

const DEVELOPER_LEVEL = DIMENSIONS.filter((dimension) => dimension.graded_on === "developer").map(({ id, label }) => ({
	id,
	label,
}));

export const referenceTwoLevel = defineRule<DeveloperCells>({
	id: "reference/two-level",
	level: "error",
	scope: "registry",
	summary:
		"Offerings of one developer bear the same grade on developer-level dimensions; such a cell is absent where the developers are various.",
	why: "The question is about the developer, so the platform cannot change the answer. Grades verified on different days may differ for a while, which is a warning.",
	pick(_file, record) {
		if (record?.kind !== "offering" || record.value.status === "retired") return null;
		const own = [...cellsOf(record.value)].filter(
			({ path, dimension }) => path[0] === "dimensions" && DEVELOPER_LEVEL.some(({ id }) => id === dimension),
		);
		if (own.length === 0) return null;
		const cells = Object.fromEntries(
			own.map(({ dimension, cell }) => [dimension, { value: cell.value, verified: cell.verified }]),
		);
		return {
			developer: record.value.developer,
			many: CATEGORIES_OF_MANY.includes(record.value.category),
			cells,
		};
	},
	*check(offerings) {
		const byDeveloper = Map.groupBy(offerings, ({ pick }) => pick.developer);
		for (const [developer, own] of byDeveloper) {
			for (const { id, label } of DEVELOPER_LEVEL) {
				const cells = own.flatMap(({ file, pick }) =>
					pick.cells[id] && (developer !== VARIOUS || pick.many) ? [{ file, ...pick.cells[id] }] : [],
				);
				yield* developer === VARIOUS
					? cells.map(({ file }) => notApplicable(file, id, label))
					: disagreements(cells, developer, id, label);
			}
		}
	},
});

function notApplicable(file: string, id: string, label: string): FileFinding {
	return {
		file,
		path: ["dimensions", id],
		part: "key",
		message: `${label} does not apply where the developers are various`,
		hint: "Delete the cell: it is a question to each model's developer.",
	};
}

function* disagreements(
	cells: readonly { file: string; value: GradeId; verified: string }[],
	developer: string,
	id: string,
	label: string,
): Generator<FileFinding> {
	const common = mostCommon(cells.map(({ value }) => value));
	const agreed = cells.filter(({ value }) => value === common);
	for (const { file, value, verified } of cells) {
		if (value === common) continue;
		const sameDay = agreed.some((other) => other.verified === verified);
		yield {
			file,
			path: ["dimensions", id, "value"],
			level: sameDay ? "error" : "warning",
			message: `${label} is ${value} here but ${common} in ${agreed[0]?.file}, and ${developer} is one developer`,
			hint: "Grade the developer the same in all its offerings.",
		};
	}
}
