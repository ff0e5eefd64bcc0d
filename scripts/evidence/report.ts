import type { Outcome } from "./outcome.ts";
import { type Passage, passageOf } from "./passage.ts";
import type { Texts } from "./texts.ts";
import type { Change, Verdict } from "./verdict.ts";

/** Where a source stands: the cell of an offering, and of one model alone where `model` says so. */
export interface Place {
	readonly offering: string;
	readonly dimension: string;
	readonly model: string | null;
}

/** One source as it is reported; what is unknown is null or empty. */
export interface ReportedSource {
	readonly url: string;
	readonly outcome: Outcome | "unchecked";
	readonly red: boolean;
	/** Day of the last look. */
	readonly checked: string | null;
	readonly status: number | null;
	readonly detail: string | null;
	readonly moved_to: string | null;
	/** Days on which it failed since it was last seen. */
	readonly failures: readonly string[];
	/** Archived copies that are red. */
	readonly lost_copies: readonly string[];
	readonly cells: readonly (Place & { readonly changed: boolean })[];
	readonly changes: readonly (Place & { readonly since: string; readonly passage: Passage | null })[];
}

/** What is reported of a verdict; word diffs are made of the texts that were kept. */
export function reportedSource(verdict: Verdict, texts: Texts): ReportedSource {
	const { url, outcome, red, last, failures, lostCopies, citations, changed } = verdict;
	return {
		url,
		outcome,
		red,
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
			passage: passageOfChange(change, texts),
		})),
	};
}

/** The word diff of a change, as far as the texts were kept; the archived copy stands in for an earlier text that was not. */
export function passageOfChange({ citation, before, after, copy }: Change, texts: Texts): Passage | null {
	const now = texts.get(after);
	const earlier = texts.get(before) ?? (copy === null ? null : texts.get(copy));
	return now === null ? null : passageOf(citation.source, earlier, now);
}

function placeOf({ record, dimension, model }: Verdict["citations"][number]): Place {
	return { offering: record.value.id, dimension, model };
}

/** How many sources have which outcome, and how many are red. */
export function countsOf(verdicts: readonly Pick<Verdict, "outcome" | "red">[]): Record<string, number> {
	const counts: Record<string, number> = { sources: verdicts.length, red: verdicts.filter(({ red }) => red).length };
	for (const { outcome } of verdicts) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
}
