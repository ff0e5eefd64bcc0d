import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import type { Offering } from "../../schemas/offering.ts";
import { passageOf } from "../evidence/report.ts";
import type { TextDiff } from "../evidence/text-diff.ts";
import type { TextStore } from "../evidence/text-store.ts";
import { needsPerson, type SourceChange, type Verdict } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import { freshnessOf } from "../registry/freshness.ts";
import type { OfferingRecord } from "../registry/record.ts";
import type { Registry } from "../registry/registry.ts";

/** Kinds of findings, most pressing first. */
export const KINDS = [
	"quote_gone",
	"dead",
	"changed",
	"sign_in",
	"moved",
	"quote_moved",
	"lost_copy",
	"stale",
] as const;
export type FindingKind = (typeof KINDS)[number];

/** Reason why a person has to look at a cell. */
export interface Finding {
	readonly kind: FindingKind;
	readonly dimension: DimensionId;
	/** Source; of a stale cell its main one, null if it has none. */
	readonly url: string | null;
	/** What happened, in a few words. */
	readonly what: string;
	/** URL to use instead: where the page moved, or an archived copy. */
	readonly instead: string | null;
	readonly passage: TextDiff | null;
}

/** Offering with findings. */
export interface EvidenceTask {
	readonly offering: Offering;
	readonly findings: readonly Finding[];
}

/** Returns the offerings with findings, the most pressing first. */
export function evidenceTasksOf(
	registry: Registry,
	verdicts: readonly Verdict[],
	texts: TextStore,
	today: string,
): readonly EvidenceTask[] {
	const findings = new Map<string, Finding[]>(
		registry.offerings.map((record) => [record.value.id, staleCells(registry, record, today)]),
	);
	for (const verdict of verdicts.filter(needsPerson)) {
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
	const rank = (finding?: Finding) => KINDS.indexOf(finding?.kind ?? "stale");
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
	const { url, dead, outcome, last, failures, changed, movedQuotes, lostCopies, foundCopy } = verdict;
	const base = { dimension, url, instead: null, passage: null };
	if (dead) {
		const why = last?.detail === undefined ? outcome : last.detail;
		return { ...base, kind: "dead", what: `${why}, on ${failures.join(", ")}`, instead: foundCopy };
	}
	const isOwn = ({ offerings, dimension: other }: Verdict["citations"][number]) =>
		offerings.includes(offering) && other === dimension;
	const change = changed.find(({ citation }) => isOwn(citation));
	if (change) return { ...base, ...changeFinding(change), passage: passageOf(change, texts) };
	if (outcome === "sign_in") return { ...base, kind: "sign_in", what: `it asks to sign in since ${last?.on}` };
	if (outcome === "moved") {
		const what = last?.detail ?? "it redirects permanently";
		return { ...base, kind: "moved", what, instead: last?.moved_to ?? null };
	}
	if (movedQuotes.some(isOwn)) {
		return { ...base, kind: "quote_moved", what: "the quote stands in another section than the locator says" };
	}
	const [copy] = lostCopies;
	return copy === undefined ? null : { ...base, kind: "lost_copy", what: `its archived copy ${copy} is dead` };
}

function changeFinding({ quote, since }: SourceChange): Pick<Finding, "kind" | "what"> {
	if (quote === null) return { kind: "changed", what: `its text is another one since ${since}` };
	const what = quote === "absent" ? "the quote is gone" : "the quoted passage reads differently";
	return { kind: "quote_gone", what: `${what} since ${since}` };
}

function staleCells(registry: Registry, record: OfferingRecord, today: string): Finding[] {
	if (record.value.status === "retired") return [];
	return Object.values(registry.resolve(record).cells).flatMap(
		({ dimension, cell, sources, searched, evidenceDate }) => {
			const { state, fresh_until } = freshnessOf(evidenceDate, cell.valid_until, dimensionOf(dimension), today);
			if (state !== "expired") return [];
			const url = sources[0]?.url ?? searched[0]?.url ?? null;
			return [
				{ kind: "stale", dimension, url, what: `fresh until ${fresh_until}`, instead: null, passage: null } as const,
			];
		},
	);
}
