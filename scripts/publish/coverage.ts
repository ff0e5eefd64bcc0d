import { DIMENSIONS } from "../../schemas/dimensions/index.ts";
import { GRADE_IDS, isRead } from "../../schemas/grades.ts";
import { type Coverage, type PublishedCell, type PublishedOffering, STATES } from "../../schemas/published.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { evidenceDateOf } from "../registry/freshness.ts";
import type { Registry } from "../registry/registry.ts";

type Tally = { grades: Record<string, number>; states: Record<string, number> };

/** Counts what became of the sources. */
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

	constructor(sources: Coverage["sources"], written: ReturnType<typeof writtenCounts>) {
		this.coverage = { ...emptyCoverage(), ...written, sources };
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
		total.limited += offering.limited;
		for (const { id } of DIMENSIONS) {
			const dimension = total.dimensions[id];
			if (!dimension || offering.not_applicable.includes(id)) continue;
			total.possible++;
			dimension.possible++;
			vendor.possible++;
			const cell = offering.dimensions[id];
			if (!cell) continue;
			vendor.cells++;
			if (cell.state_at_release === "fresh") vendor.fresh++;
			if (isSecondaryOnly(cell)) total.secondary_only++;
			for (const tally of [total, dimension] as (Tally & { cells: number })[]) {
				tally.cells++;
				tally.grades[cell.value] = (tally.grades[cell.value] ?? 0) + 1;
				tally.states[cell.state_at_release] = (tally.states[cell.state_at_release] ?? 0) + 1;
			}
		}
	}
}

/** True for a cell whose main source is no page of the platform, the developer or an authority that was read. */
export function isSecondaryOnly({ sources }: PublishedCell): boolean {
	const [main] = sources;
	return main !== undefined && (main.publisher === "other" || !isRead(main.via));
}

/** Counts cells as they are written, a shared one once, with a quotation, and with a dated main source that was read. */
export function writtenCounts(registry: Registry): Pick<Coverage, "written" | "quoted" | "dated"> {
	const holders = [...registry.offerings, ...registry.services, ...registry.vendorRecords];
	const cells = holders.flatMap(({ value }) => registry.lookups.cellsOf(value));
	return {
		written: cells.length,
		quoted: cells.filter(({ sources }) => sources.some(({ source }) => source.quote !== undefined)).length,
		dated: cells.filter(
			({ sources: [main] }) => main && isRead(main.source.via) && evidenceDateOf([main.source], []) !== null,
		).length,
	};
}

function emptyCoverage(): Omit<Coverage, "sources" | "written" | "quoted" | "dated"> {
	return {
		offerings: 0,
		cells: 0,
		possible: 0,
		not_applicable: 0,
		watch_outs: 0,
		limited: 0,
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
