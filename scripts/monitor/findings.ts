import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import { textDiffOfChange } from "../evidence/report.ts";
import type { TextDiff } from "../evidence/text-diff.ts";
import type { TextStore } from "../evidence/text-store.ts";
import { needsLook, type Verdict } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import { freshnessOf } from "../registry/freshness.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";

/** Why a person has to look, most pressing first. */
export const KINDS = ["dead", "changed", "moved", "lost", "expired"] as const;

/** One thing for a person to decide about a cell. */
export interface Finding {
	readonly kind: (typeof KINDS)[number];
	readonly dimension: DimensionId;
	/** The source; of an expired cell its main one, null where it has none. */
	readonly url: string | null;
	/** What happened, in a few words. */
	readonly what: string;
	readonly movedTo: string | null;
	readonly passage: TextDiff | null;
}

/** An offering that needs a look. */
export interface EvidenceTask {
	readonly offering: Offering;
	readonly findings: readonly Finding[];
}

/** What every offering needs, the most pressing offering first; those that need nothing are left out. Pure. */
export function evidenceTasksOf(
	registry: Registry,
	verdicts: readonly Verdict[],
	texts: TextStore,
	today: string,
): readonly EvidenceTask[] {
	const findings = new Map<string, Finding[]>(
		registry.offerings.map((record) => [record.value.id, expiredIn(registry, record, today)]),
	);
	for (const verdict of verdicts.filter(needsLook)) {
		for (const { offerings, dimension } of verdict.citations) {
			for (const offering of offerings) {
				const own = findingOf(verdict, offering, dimension, texts);
				const known = findings.get(offering);
				if (own && !known?.some((one) => one.dimension === dimension && one.url === own.url && one.kind === own.kind)) {
					known?.push(own);
				}
			}
		}
	}
	const rank = (finding?: Finding) => KINDS.indexOf(finding?.kind ?? "expired");
	return registry.offerings
		.map(({ value }) => ({
			offering: value,
			findings: (findings.get(value.id) ?? []).sort(
				(a, b) => rank(a) - rank(b) || byCodeUnit(a.dimension, b.dimension) || byCodeUnit(a.url ?? "", b.url ?? ""),
			),
		}))
		.filter((one) => one.findings.length > 0)
		.sort((a, b) => rank(a.findings[0]) - rank(b.findings[0]) || byCodeUnit(a.offering.id, b.offering.id));
}

function findingOf(verdict: Verdict, offering: string, dimension: DimensionId, texts: TextStore): Finding | null {
	const { url, dead, outcome, last, failures, changed, lostCopies } = verdict;
	const base = { dimension, url, movedTo: null, passage: null };
	if (dead) {
		const why = last?.detail === undefined ? "" : `: ${last.detail}`;
		return { ...base, kind: "dead", what: `${outcome}${why}, on ${failures.join(", ")}` };
	}
	const change = changed.find(
		({ citation }) => citation.offerings.includes(offering) && citation.dimension === dimension,
	);
	if (change) {
		return {
			...base,
			kind: "changed",
			what: `another text since ${change.since}`,
			passage: textDiffOfChange(change, texts),
		};
	}
	if (outcome === "moved") {
		const movedTo = last?.moved_to ?? null;
		return { ...base, kind: "moved", what: last?.detail ?? "it redirects for good", movedTo };
	}
	const [copy] = lostCopies;
	return copy === undefined ? null : { ...base, kind: "lost", what: `the copy ${copy} does not answer` };
}

function expiredIn(registry: Registry, record: OfferingRecord, today: string): Finding[] {
	if (record.value.status === "retired") return [];
	return Object.values(registry.resolve(record).cells).flatMap(
		({ dimension, cell, sources, searched, evidenceDate }) => {
			const { state, fresh_until } = freshnessOf(evidenceDate, cell.valid_until, dimensionOf(dimension), today);
			if (state !== "expired") return [];
			const url = sources[0]?.url ?? searched[0]?.url ?? null;
			return [
				{ kind: "expired", dimension, url, what: `fresh until ${fresh_until}`, movedTo: null, passage: null } as const,
			];
		},
	);
}
