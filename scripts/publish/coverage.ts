import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS } from "../../schemas/grades.ts";
import { type Coverage, type PublishedOffering, STATES } from "../../schemas/published.ts";

type Tally = { grades: Record<string, number>; states: Record<string, number> };

/** Counts offerings as they go by. */
export class Coverer {
	readonly coverage: Coverage = {
		offerings: 0,
		cells: 0,
		possible: 0,
		not_applicable: 0,
		watch_outs: 0,
		...emptyTally(),
		dimensions: Object.fromEntries(DIMENSIONS.map(({ id }) => [id, { cells: 0, possible: 0, ...emptyTally() }])),
	};

	add(offering: PublishedOffering): void {
		const total = this.coverage;
		total.offerings++;
		total.not_applicable += offering.not_applicable.length;
		total.watch_outs += offering.watch_outs;
		for (const { id } of DIMENSIONS) {
			const dimension = total.dimensions[id];
			if (!dimension || offering.not_applicable.includes(id)) continue;
			total.possible++;
			dimension.possible++;
			const cell = offering.dimensions[id];
			if (!cell) continue;
			for (const tally of [total, dimension] as (Tally & { cells: number })[]) {
				tally.cells++;
				tally.grades[cell.value] = (tally.grades[cell.value] ?? 0) + 1;
				tally.states[cell.state] = (tally.states[cell.state] ?? 0) + 1;
			}
		}
	}
}

function emptyTally(): Tally {
	return {
		grades: Object.fromEntries(GRADE_IDS.map((id) => [id, 0])),
		states: Object.fromEntries(STATES.map((state) => [state, 0])),
	};
}
