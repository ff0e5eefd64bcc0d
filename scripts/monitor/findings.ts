import { type DimensionId, dimensionOf } from "../../schemas/dimensions/index.ts";
import { passageOf } from "../evidence/report.ts";
import type { Citation } from "../evidence/sources.ts";
import type { TextDiff } from "../evidence/text-diff.ts";
import type { TextStore } from "../evidence/text-store.ts";
import { needsPerson, type SourceChange, type Verdict } from "../evidence/verdict.ts";
import { byCodeUnit } from "../lib/order.ts";
import { freshnessOf } from "../registry/freshness.ts";
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
export interface EvidenceFinding {
	readonly kind: FindingKind;
	readonly dimension: DimensionId;
	/** Offerings that the cell reaches. */
	readonly offerings: readonly string[];
	/** Source; of a stale cell its main one, null if it has none. */
	readonly url: string | null;
	/** Event in a few words. */
	readonly what: string;
	/** URL to use instead: where the page moved, or an archived copy. */
	readonly instead: string | null;
	readonly passage: TextDiff | null;
}

/** Record file with findings. */
export interface EvidenceTask {
	/** Path of the file from the root. */
	readonly file: string;
	/** Name of the offering, service or vendor. */
	readonly name: string;
	readonly findings: readonly EvidenceFinding[];
}

/** Returns the record files with findings, the most pressing first. A shared cell has its findings in the file that holds it. */
export function evidenceTasksOf(
	registry: Registry,
	verdicts: readonly Verdict[],
	texts: TextStore,
	today: string,
): readonly EvidenceTask[] {
	const tasks = new Map<string, { name: string; findings: EvidenceFinding[] }>();
	const add = (file: string, name: string, finding: EvidenceFinding) => {
		const task = tasks.get(file) ?? { name, findings: [] };
		tasks.set(file, task);
		const { findings } = task;
		const isKnown = findings.some(
			({ kind, dimension, url }) => kind === finding.kind && dimension === finding.dimension && url === finding.url,
		);
		if (!isKnown) findings.push(finding);
	};
	for (const verdict of verdicts.filter(needsPerson)) {
		for (const citation of verdict.citations) {
			const finding = findingOf(verdict, citation, texts);
			if (finding) add(citation.record.file.path, citation.record.value.name, finding);
		}
	}
	for (const { file, name, finding } of staleCells(registry, today)) add(file, name, finding);
	const rank = ({ findings: [first] }: EvidenceTask) => KINDS.indexOf(first?.kind ?? "stale");
	return [...tasks]
		.map(([file, { name, findings }]) => ({ file, name, findings: findings.sort(byPressure) }))
		.sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.file, b.file));
}

function byPressure(a: EvidenceFinding, b: EvidenceFinding): number {
	const byKind = KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
	return byKind || byCodeUnit(a.dimension, b.dimension) || byCodeUnit(a.url ?? "", b.url ?? "");
}

function findingOf(verdict: Verdict, citation: Citation, texts: TextStore): EvidenceFinding | null {
	const { url, dead, outcome, last, failures, changed, movedQuotes, lostCopies, foundCopy } = verdict;
	const { dimension, offerings, source } = citation;
	const base = { dimension, offerings, url, instead: null, passage: null };
	if (dead) {
		const why = last?.detail ?? outcome;
		return { ...base, kind: "dead", what: `${why}, on ${failures.join(", ")}`, instead: foundCopy };
	}
	const change = changed.find((one) => one.citation === citation);
	if (change) return { ...base, ...changeFinding(change), passage: passageOf(change, texts) };
	if (outcome === "sign_in") return { ...base, kind: "sign_in", what: `it asked to sign in on ${last?.on}` };
	if (outcome === "moved") {
		const what = last?.detail ?? "it redirects permanently";
		return { ...base, kind: "moved", what, instead: last?.moved_to ?? null };
	}
	if (movedQuotes.includes(citation)) {
		return { ...base, kind: "quote_moved", what: "the quote stands in another section than the locator says" };
	}
	const copy = source.archived;
	if (copy === undefined || !lostCopies.includes(copy)) return null;
	return { ...base, kind: "lost_copy", what: `its archived copy ${copy} is dead` };
}

function changeFinding({ quote, since }: SourceChange): Pick<EvidenceFinding, "kind" | "what"> {
	if (quote === null) return { kind: "changed", what: `its text is another one since ${since}` };
	const what = quote === "absent" ? "the quote is gone" : "the quoted passage reads differently";
	return { kind: "quote_gone", what: `${what} since ${since}` };
}

interface StaleCell {
	readonly file: string;
	readonly name: string;
	readonly finding: EvidenceFinding;
}

/** Returns a finding for each cell whose evidence is too old, once for all offerings that it reaches. */
function staleCells(registry: Registry, today: string): readonly StaleCell[] {
	const stale = new Map<string, StaleCell>();
	for (const record of registry.offerings) {
		if (record.value.status === "retired") continue;
		for (const resolved of Object.values(registry.resolve(record).cells)) {
			const { dimension, cell, sources, searched, evidenceDate, holder, writtenIn: file } = resolved;
			const { state, fresh_until } = freshnessOf(evidenceDate, cell.valid_until, dimensionOf(dimension), today);
			if (state !== "expired") continue;
			const key = `${file} ${dimension}`;
			const offerings = [...(stale.get(key)?.finding.offerings ?? []), record.value.id];
			const url = sources[0]?.url ?? searched[0]?.url ?? null;
			const what = `fresh until ${fresh_until}`;
			const finding = { kind: "stale", dimension, offerings, url, what, instead: null, passage: null } as const;
			stale.set(key, { file, name: holder.name, finding });
		}
	}
	return [...stale.values()];
}
