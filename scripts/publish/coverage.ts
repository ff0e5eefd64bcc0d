import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS } from "../../schemas/grades.ts";
import { type Coverage, type PublishedCell, type PublishedOffering, STATES } from "../../schemas/published.ts";
import type { Verdict } from "../evidence/verdict.ts";

type Tally = { grades: Record<string, number>; states: Record<string, number> };

/** What became of the sources, in numbers. */
export function sourceCounts(verdicts: readonly Verdict[]): Coverage["sources"] {
	const number = (wanted: (verdict: Verdict) => boolean) => verdicts.filter(wanted).length;
	return {
		total: verdicts.length,
		archived: number(({ citations }) => citations.some(({ source }) => source.archived !== undefined)),
		dead: number(({ dead }) => dead),
		changed: number(({ changed }) => changed.length > 0),
		moved: number(({ outcome }) => outcome === "moved"),
		blocked: number(({ outcome }) => outcome === "blocked"),
		unchecked: number(({ outcome }) => outcome === "unchecked"),
	};
}

/** Counts offerings as they go by. */
export class Coverer {
	readonly coverage: Coverage;

	constructor(sources: Coverage["sources"]) {
		this.coverage = { ...emptyCoverage(), sources };
	}

	add(offering: PublishedOffering): void {
		const total = this.coverage;
		const none = { offerings: 0, cells: 0, possible: 0, fresh: 0, watch_outs: 0 };
		const vendor = total.vendors[offering.platform_id] ?? none;
		total.vendors[offering.platform_id] = vendor;
		vendor.offerings++;
		vendor.watch_outs += offering.watch_outs;
		total.offerings++;
		total.not_applicable += offering.not_applicable.length;
		total.watch_outs += offering.watch_outs;
		for (const { id } of DIMENSIONS) {
			const dimension = total.dimensions[id];
			if (!dimension || offering.not_applicable.includes(id)) continue;
			total.possible++;
			dimension.possible++;
			vendor.possible++;
			const cell = offering.dimensions[id];
			if (!cell) continue;
			vendor.cells++;
			if (cell.state === "fresh") vendor.fresh++;
			if (isSecondaryOnly(cell)) total.secondary_only++;
			for (const tally of [total, dimension] as (Tally & { cells: number })[]) {
				tally.cells++;
				tally.grades[cell.value] = (tally.grades[cell.value] ?? 0) + 1;
				tally.states[cell.state] = (tally.states[cell.state] ?? 0) + 1;
			}
		}
	}
}

/** Whether a cell rests on sources, none of which is primary. */
export function isSecondaryOnly({ sources }: PublishedCell): boolean {
	return sources.length > 0 && sources.every(({ kind }) => kind === "secondary");
}

function emptyCoverage(): Omit<Coverage, "sources"> {
	return {
		offerings: 0,
		cells: 0,
		possible: 0,
		not_applicable: 0,
		watch_outs: 0,
		secondary_only: 0,
		...emptyTally(),
		vendors: {},
		dimensions: Object.fromEntries(DIMENSIONS.map(({ id }) => [id, { cells: 0, possible: 0, ...emptyTally() }])),
	};
}

function emptyTally(): Tally {
	return {
		grades: Object.fromEntries(GRADE_IDS.map((id) => [id, 0])),
		states: Object.fromEntries(STATES.map((state) => [state, 0])),
	};
}
