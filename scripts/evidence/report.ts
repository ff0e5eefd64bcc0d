import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { Registry } from "../registry/registry.ts";
import type { LinkHistory } from "./link-history.ts";
import type { Outcome } from "./outcome.ts";
import { findQuote, type QuoteStatus } from "./quote.ts";
import { inShard, type Shard } from "./sources.ts";
import { type TextDiff, textDiffOf } from "./text-diff.ts";
import { TextStore } from "./text-store.ts";
import { type SourceChange, type Verdict, verdictsOf } from "./verdict.ts";

/** Cell that cites a source; `model` is set for the exception of one model. */
export interface SourcePlace {
	/** The record that holds the cell. */
	readonly record: string;
	/** Ids of the offerings that the cell reaches. */
	readonly offerings: readonly string[];
	readonly dimension: DimensionId;
	readonly model: string | null;
}

/** Source in the report; what is unknown is null or empty. */
export interface ReportedSource {
	readonly url: string;
	readonly outcome: Outcome | "unchecked";
	readonly dead: boolean;
	/** Day of the last check. */
	readonly checked: string | null;
	readonly status: number | null;
	readonly detail: string | null;
	readonly moved_to: string | null;
	/** Days on which it failed since it was last seen. */
	readonly failures: readonly string[];
	/** Archived copies that are dead. */
	readonly lost_copies: readonly string[];
	/** Archived copy found for a dead source that names none. */
	readonly found_copy: string | null;
	readonly cells: readonly (SourcePlace & { readonly changed: boolean })[];
	readonly changes: readonly (SourcePlace & {
		readonly since: string;
		readonly quote: QuoteStatus | null;
		readonly passage: TextDiff | null;
	})[];
	/** Cells whose quote stands in another section now. */
	readonly moved_quotes: readonly SourcePlace[];
}

/** Reports a verdict, with word diffs as far as texts were kept. */
export function reportedSource(verdict: Verdict, texts: TextStore): ReportedSource {
	const { url, outcome, dead, last, failures, lostCopies, foundCopy, citations, changed, movedQuotes } = verdict;
	return {
		url,
		outcome,
		dead,
		checked: last?.on ?? null,
		status: last?.status ?? null,
		detail: last?.detail ?? null,
		moved_to: last?.moved_to ?? null,
		failures,
		lost_copies: lostCopies,
		found_copy: foundCopy,
		cells: citations.map((citation) => ({
			...placeOf(citation),
			changed: changed.some((change) => change.citation === citation),
		})),
		changes: changed.map((change) => ({
			...placeOf(change.citation),
			since: change.since,
			quote: change.quote,
			passage: passageOf(change, texts),
		})),
		moved_quotes: movedQuotes.map(placeOf),
	};
}

/**
 * Shows what became of the passage that a citation relies on: around its quote, else around its locator, as far as the
 * texts were kept. Returns null if the present text, or every earlier one, is missing.
 */
export function passageOf(
	{ citation, quote, before, after, copy, since }: SourceChange,
	texts: TextStore,
): TextDiff | null {
	const now = texts.get(after);
	if (now === null) return null;
	const { quote: words, locator } = citation.source;
	if (words !== undefined && quote !== null) {
		const { status, passage } = findQuote(now, { quote: words, locator }, since);
		return status === "absent" ? { kind: "lost", text: words } : { kind: "differs", text: passage };
	}
	const earlier = (before === null ? null : texts.get(before)) ?? (copy === null ? null : texts.get(copy));
	return earlier === null ? null : textDiffOf(locator, earlier, now);
}

function placeOf({ record, offerings, dimension, model }: Verdict["citations"][number]): SourcePlace {
	return { record: record.file.path, offerings, dimension, model };
}

/** Counts sources by outcome, and the dead ones. */
export function countsOf(verdicts: readonly Pick<Verdict, "outcome" | "dead">[]): Record<string, number> {
	const counts: Record<string, number> = { sources: verdicts.length, dead: verdicts.filter(({ dead }) => dead).length };
	for (const { outcome } of verdicts) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
}

export interface LinkReport {
	/** False if a source is dead. */
	readonly ok: boolean;
	readonly counts: Readonly<Record<string, number>>;
	readonly sources: readonly ReportedSource[];
}

/** Reports the sources of a registry, or of one part of them. */
export function linkReportOf(
	registry: Registry,
	history: LinkHistory,
	{ texts, shard }: { readonly texts: string; readonly shard?: Shard },
): LinkReport {
	const verdicts = verdictsOf(registry, history).filter(({ url }) => shard === undefined || inShard(url, shard));
	const store = new TextStore(texts);
	const counts = countsOf(verdicts);
	return { ok: counts.dead === 0, counts, sources: verdicts.map((verdict) => reportedSource(verdict, store)) };
}
