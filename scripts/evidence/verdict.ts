import type { Registry } from "../registry/registry.ts";
import { type LinkHistory, type LinkStatus, linkStatusOf, type Observation } from "./link-history.ts";
import { isSeen, type Outcome } from "./outcome.ts";
import { type Citation, sourcesOf } from "./sources.ts";

/** What is to be said of a source. */
export interface Verdict extends LinkStatus {
	readonly url: string;
	/** `unchecked` for a source that was never looked at. */
	readonly outcome: Outcome | "unchecked";
	readonly citations: readonly Citation[];
	/** The cells whose recorded text is another one than the page's, with the hash that they rest on. */
	readonly changed: readonly TextChange[];
	/** Archived copies that do not answer any more, by their address. */
	readonly lostCopies: readonly string[];
}

export interface TextChange {
	readonly citation: Citation;
	/** Hash of the text that was read, and of the one that is there now. */
	readonly before: string;
	readonly after: string;
	/** Hash of the text of the archived copy, where it was looked at: what to compare with when the earlier text was not kept. */
	readonly copy: string | null;
	/** First day on which the present text was seen. */
	readonly since: string;
}

/** Whether a person has to look at it. */
export function needsLook({ dead, outcome, changed, lostCopies }: Verdict): boolean {
	return dead || changed.length > 0 || outcome === "moved" || lostCopies.length > 0;
}

/** The verdict on every source of a registry, in the order of the addresses. Pure. */
export function verdictsOf(registry: Registry, state: LinkHistory): readonly Verdict[] {
	return [...sourcesOf(registry)].map(([url, citations]) => {
		const observations = state.get(url) ?? [];
		const standing = linkStatusOf(observations);
		const changed = citations.flatMap((citation) => changeOf(citation, observations, state) ?? []);
		const copies = new Set(citations.map(({ source }) => source.archived).filter((copy) => copy !== undefined));
		return {
			url,
			citations,
			...standing,
			outcome: outcomeOf(standing.last, changed),
			changed,
			lostCopies: [...copies].filter((copy) => linkStatusOf(state.get(copy) ?? []).dead),
		};
	});
}

/** A page that changed and does not answer today is still one that changed, but what it is today comes first. */
function outcomeOf(last: Observation | null, changed: readonly TextChange[]): Verdict["outcome"] {
	if (last === null) return "unchecked";
	return changed.length > 0 && isSeen(last.outcome) ? "changed" : last.outcome;
}

/**
 * Whether the page says something else than what a cell rests on. What was recorded is the `sha256` of the record, or
 * the text that the page had when the cell was read, as far as it was looked at. A review on or after the day on which
 * the present text was first seen settles it.
 */
function changeOf(citation: Citation, observations: readonly Observation[], state: LinkHistory): TextChange | null {
	const { cell, source } = citation;
	const seen = observations.filter((one) => one.sha256 !== undefined);
	const present = seen.at(-1);
	if (present?.sha256 === undefined) return null;
	const after = present.sha256;
	const other = seen.findLastIndex(({ sha256 }) => sha256 !== after);
	const since = seen[other + 1]?.on ?? present.on;
	const reviewed = (cell.reviews ?? []).map(({ date }) => date).reduce((a, b) => (a > b ? a : b), "");
	const read = citation.verified > reviewed ? citation.verified : reviewed;
	const atReading = (seen.findLast(({ on }) => on <= read) ?? seen[0])?.sha256;
	const before = source.sha256 ?? atReading ?? after;
	if (before === after || reviewed >= since) return null;
	const ofCopy = state.get(source.archived ?? "") ?? [];
	return {
		citation,
		before,
		after,
		copy: ofCopy.findLast(({ sha256 }) => sha256 !== undefined)?.sha256 ?? null,
		since,
	};
}
