import type { Registry } from "../registry/registry.ts";
import { type LinkHistory, type LinkStatus, linkStatusOf, type Observation } from "./link-history.ts";
import { isSeen, type Outcome } from "./outcome.ts";
import { type QuoteStatus, quoteKey } from "./quote.ts";
import { type Citation, sourcesOf } from "./sources.ts";

/** Status of a source after all its checks. */
export interface Verdict extends LinkStatus {
	readonly url: string;
	/** `unchecked` for a source that was never checked. */
	readonly outcome: Outcome | "unchecked";
	readonly citations: readonly Citation[];
	/** Citations that the page no longer supports as recorded. */
	readonly changed: readonly SourceChange[];
	/** Citations whose quote stands in another section now. */
	readonly movedQuotes: readonly Citation[];
	/** URLs of archived copies that are dead. */
	readonly lostCopies: readonly string[];
	/** Archived copy found for a dead source that names none. */
	readonly foundCopy: string | null;
}

/** Citation whose quote is no longer on the page, or, where that is not known, whose page has another text. */
export interface SourceChange {
	readonly citation: Citation;
	/** Status of the quote; null without a quote, or if the page was not checked for it. */
	readonly quote: QuoteStatus | null;
	/** Hash of the text that was read; null if none is known. */
	readonly before: string | null;
	/** Hash of the present text. */
	readonly after: string;
	/** Hash of the archived copy's text, if it was checked: it stands in for an earlier text that was not kept. */
	readonly copy: string | null;
	/** First day on which the present text, or the present status of the quote, was seen. */
	readonly since: string;
}

/** True if a person has to look at a source. */
export function needsPerson({ dead, outcome, changed, movedQuotes, lostCopies }: Verdict): boolean {
	const isElsewhere = outcome === "moved" || outcome === "sign_in" || movedQuotes.length > 0;
	return dead || changed.length > 0 || isElsewhere || lostCopies.length > 0;
}

/** Returns the verdict on every source of a registry, sorted by URL. */
export function verdictsOf(registry: Registry, history: LinkHistory): readonly Verdict[] {
	return [...sourcesOf(registry)].map(([url, citations]) => {
		const observations = history.get(url) ?? [];
		const status = linkStatusOf(observations);
		const checks = citations.map((citation) => citationCheck(citation, observations));
		const changed = checks.flatMap((check) => changeOf(check, history) ?? []);
		const copies = new Set(citations.map(({ source }) => source.archived).filter((copy) => copy !== undefined));
		return {
			url,
			citations,
			...status,
			outcome: outcomeOf(status.last, changed),
			changed,
			movedQuotes: checks.filter(({ quote, settled }) => quote === "moved" && !settled).map((check) => check.citation),
			lostCopies: [...copies].filter((copy) => linkStatusOf(history.get(copy) ?? []).dead),
			foundCopy: status.dead && copies.size === 0 ? (status.last?.archived ?? null) : null,
		};
	});
}

/** Outcome of the last check; `changed` only if the page itself was seen in it. */
function outcomeOf(last: Observation | null, changed: readonly SourceChange[]): Verdict["outcome"] {
	if (last === null) return "unchecked";
	return changed.length > 0 && isSeen(last.outcome) ? "changed" : last.outcome;
}

/** Comparison of a citation with the page as it was last seen. */
export interface CitationCheck {
	readonly citation: Citation;
	/** Day on which the page was last seen; null if its text never was. */
	readonly day: string | null;
	readonly quote: QuoteStatus | null;
	/** Hashes of the text that was read and of the present one; null if none is known. */
	readonly before: string | null;
	readonly after: string | null;
	readonly since: string;
	/** True if the record was read or reviewed on or after the day on which the present state was first seen. */
	readonly settled: boolean;
}

/**
 * Compares a citation with the page. What was read is the text of the record's `sha256`, else the one that was seen
 * on the day of the reading or last before it, else the first one seen.
 */
export function citationCheck(citation: Citation, observations: readonly Observation[]): CitationCheck {
	const { cell, source } = citation;
	const seen = observations.filter((one) => one.sha256 !== undefined);
	const present = seen.at(-1);
	if (present?.sha256 === undefined) {
		return { citation, day: null, quote: null, before: null, after: null, since: "", settled: false };
	}
	const key = source.quote === undefined ? null : quoteKey({ quote: source.quote, locator: source.locator });
	const quoteIn = (one: Observation | undefined) => (key === null ? null : (one?.quotes?.[key] ?? null));
	const quote = quoteIn(present);
	const isSame = (one: Observation) => (quote === null ? one.sha256 === present.sha256 : quoteIn(one) === quote);
	const since = seen[seen.findLastIndex((one) => !isSame(one)) + 1]?.on ?? present.on;
	const reviewed = (cell.reviews ?? []).map(({ date }) => date).reduce((a, b) => (a > b ? a : b), "");
	const read = citation.verified > reviewed ? citation.verified : reviewed;
	const atReading = (seen.findLast(({ on }) => on <= read) ?? seen[0])?.sha256;
	return {
		citation,
		day: present.on,
		quote,
		before: source.sha256 ?? atReading ?? null,
		after: present.sha256,
		since,
		settled: reviewed >= since,
	};
}

function changeOf(check: CitationCheck, history: LinkHistory): SourceChange | null {
	const { citation, quote, before, after, since, settled } = check;
	if (after === null || settled) return null;
	const isChanged = quote === null ? before !== after : quote === "changed" || quote === "absent";
	if (!isChanged) return null;
	const ofCopy = history.get(citation.source.archived ?? "") ?? [];
	const copy = ofCopy.findLast(({ sha256 }) => sha256 !== undefined)?.sha256 ?? null;
	return { citation, quote, before, after, copy, since };
}
