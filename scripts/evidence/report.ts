import type { DimensionId } from "../../schemas/dimensions/index.ts";
import type { Outcome } from "./outcome.ts";
import { type TextDiff, textDiffOf } from "./text-diff.ts";
import type { TextStore } from "./text-store.ts";
import type { TextChange, Verdict } from "./verdict.ts";

/** Where a source stands: the cell of an offering, and of one model alone where `model` says so. */
export interface Place {
	/** The record that holds the cell. */
	readonly record: string;
	/** Ids of the offerings that the cell reaches. */
	readonly offerings: readonly string[];
	readonly dimension: DimensionId;
	readonly model: string | null;
}

/** One source as it is reported; what is unknown is null or empty. */
export interface ReportedSource {
	readonly url: string;
	readonly outcome: Outcome | "unchecked";
	readonly dead: boolean;
	/** Day of the last look. */
	readonly checked: string | null;
	readonly status: number | null;
	readonly detail: string | null;
	readonly moved_to: string | null;
	/** Days on which it failed since it was last seen. */
	readonly failures: readonly string[];
	/** Archived copies that are dead. */
	readonly lost_copies: readonly string[];
	readonly cells: readonly (Place & { readonly changed: boolean })[];
	readonly changes: readonly (Place & { readonly since: string; readonly passage: TextDiff | null })[];
}

/** What is reported of a verdict; word diffs are made of the texts that were kept. */
export function reportedSource(verdict: Verdict, texts: TextStore): ReportedSource {
	const { url, outcome, dead, last, failures, lostCopies, citations, changed } = verdict;
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
		cells: citations.map((citation) => ({
			...placeOf(citation),
			changed: changed.some((change) => change.citation === citation),
		})),
		changes: changed.map((change) => ({
			...placeOf(change.citation),
			since: change.since,
			passage: textDiffOfChange(change, texts),
		})),
	};
}

/** The word diff of a change, as far as the texts were kept; the archived copy stands in for an earlier text that was not. */
export function textDiffOfChange({ citation, before, after, copy }: TextChange, texts: TextStore): TextDiff | null {
	const now = texts.get(after);
	const earlier = texts.get(before) ?? (copy === null ? null : texts.get(copy));
	return now === null ? null : textDiffOf(citation.source, earlier, now);
}

function placeOf({ record, offerings, dimension, model }: Verdict["citations"][number]): Place {
	return { record: record.file.path, offerings, dimension, model };
}

/** How many sources have which outcome, and how many are dead. */
export function countsOf(verdicts: readonly Pick<Verdict, "outcome" | "dead">[]): Record<string, number> {
	const counts: Record<string, number> = { sources: verdicts.length, dead: verdicts.filter(({ dead }) => dead).length };
	for (const { outcome } of verdicts) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
}
