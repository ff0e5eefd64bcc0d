import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { ExpectedError } from "../lib/expected-error.ts";
import { byCodeUnit } from "../lib/order.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { isFailure, isSeen, OUTCOMES, type Outcome } from "./outcome.ts";
import { QUOTE_STATUSES, type QuoteStatus } from "./quote.ts";

/** Result of checking a URL on a day. `changed` is never written: it depends on the record. */
export interface Observation {
	/** Day of the check, YYYY-MM-DD. */
	readonly on: string;
	readonly outcome: Exclude<Outcome, "changed">;
	readonly status?: number;
	/** Hash of the normalised text, or of the bytes of a document from which no text is read. */
	readonly sha256?: string;
	readonly moved_to?: string;
	readonly detail?: string;
	/** Archived copy found for a URL that is dead. */
	readonly archived?: string;
	/** Key of each quote of the records → its status on the page. */
	readonly quotes?: Readonly<Record<string, QuoteStatus>>;
}

/** URL → its observations, oldest first, at most one per day. */
export type LinkHistory = ReadonlyMap<string, readonly Observation[]>;

/** File of the history, in the root. */
export const LINK_HISTORY_FILE = "evidence.json";

/** A history that cannot be read; the message says where, and what to do. */
export class LinkHistoryError extends ExpectedError {}

/** Days of failure from which a source is dead. */
export const DEAD_DAYS = 3;

const FIRST = "{";
const LAST = '"version": 1';

/** Reads a history file; a missing one is an empty history. Throws LinkHistoryError for one that cannot be read. */
export function readLinkHistory(path: string): LinkHistory {
	return existsSync(path) ? parseLinkHistory(readFileSync(path, "utf8"), path) : new Map();
}

/**
 * Parses a history line by line: every line between the first and the last two is one source, so that git merges two
 * histories by taking the lines of both. Lines about the same source are joined.
 */
export function parseLinkHistory(text: string, path: string): LinkHistory {
	const history = new Map<string, readonly Observation[]>();
	for (const [index, line] of text.split("\n").entries()) {
		const content = line.trim().replace(/,$/, "");
		if (content === "" || content === FIRST || content === "}" || content === LAST) continue;
		const [url, observations] = lineOf(content) ?? [];
		if (url === undefined || observations === undefined) {
			throw new LinkHistoryError(
				`${path}:${index + 1}: this line is not about a source; keep the line of one side, or delete it`,
			);
		}
		history.set(url, mergeObservations(history.get(url) ?? [], observations));
	}
	return history;
}

/** Writes a history as JSON with one line per source, sorted by URL. */
export function linkHistoryText(history: LinkHistory): string {
	const lines = [...history]
		.sort(([a], [b]) => byCodeUnit(a, b))
		.map(([url, observations]) => `${JSON.stringify(url)}: ${JSON.stringify(observations)},\n`);
	return `${FIRST}\n${lines.join("")}${LAST}\n}\n`;
}

export function writeLinkHistory(root: string, path: string, history: LinkHistory): void {
	writeFileAtomic(root, path, linkHistoryText(history));
}

/** Joins histories. */
export function mergeLinkHistories(histories: readonly LinkHistory[]): LinkHistory {
	const all = new Map<string, readonly Observation[]>();
	for (const history of histories)
		for (const [url, seen] of history) all.set(url, mergeObservations(all.get(url) ?? [], seen));
	return all;
}

/** Adds an observation, in the place of one of the same day. */
export function addObservation(before: readonly Observation[], now: Observation): readonly Observation[] {
	return compactObservations([...before.filter(({ on }) => on !== now.on), now]);
}

/** Joins observations; of two of one day, the one that saw the page is kept: it was there. */
function mergeObservations(a: readonly Observation[], b: readonly Observation[]): readonly Observation[] {
	const days = new Map<string, Observation>();
	for (const one of [...a, ...b]) {
		const known = days.get(one.on);
		if (!known || (!isSeen(known.outcome) && isSeen(one.outcome))) days.set(one.on, one);
	}
	return compactObservations([...days.values()]);
}

/** Sorts by day and keeps only the first and last two of each run of equal observations. */
function compactObservations(observations: readonly Observation[]): readonly Observation[] {
	const sorted = [...observations].sort((x, y) => byCodeUnit(x.on, y.on));
	const alike = (x?: Observation, y?: Observation) =>
		x?.outcome === y?.outcome &&
		x?.sha256 === y?.sha256 &&
		x?.moved_to === y?.moved_to &&
		isDeepStrictEqual(x?.quotes, y?.quotes);
	return sorted.filter((one, at) => {
		const inside = alike(sorted[at - 1], one) && alike(one, sorted[at + 1]) && alike(one, sorted[at + 2]);
		return !inside || at + 2 >= sorted.length;
	});
}

/** Status of a URL after all its observations. */
export interface LinkStatus {
	/** Last observation; null for a URL that was never checked. */
	readonly last: Observation | null;
	/** Days of failure since it was last seen; a block neither counts nor ends them. */
	readonly failures: readonly string[];
	readonly dead: boolean;
}

export function linkStatusOf(observations: readonly Observation[]): LinkStatus {
	const lastSeen = observations.findLastIndex(({ outcome }) => isSeen(outcome));
	const failures = observations
		.slice(lastSeen + 1)
		.filter(({ outcome }) => isFailure(outcome))
		.map(({ on }) => on);
	return { last: observations.at(-1) ?? null, failures, dead: failures.length >= DEAD_DAYS };
}

function lineOf(content: string): [string, readonly Observation[]] | null {
	try {
		const [entry, ...more] = Object.entries(JSON.parse(`{${content}}`) as Record<string, unknown>);
		if (!entry || more.length > 0 || !Array.isArray(entry[1]) || !entry[1].every(isObservation)) return null;
		return [entry[0], entry[1]];
	} catch {
		return null;
	}
}

function isObservation(value: unknown): value is Observation {
	if (typeof value !== "object" || value === null) return false;
	const { on, outcome, ...rest } = value as Record<string, unknown>;
	if (typeof on !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return false;
	if (outcome === "changed" || !OUTCOMES.some((one) => one === outcome)) return false;
	return Object.entries(rest).every(([key, one]) => {
		if (key === "status") return typeof one === "number";
		if (key === "quotes") return isQuotes(one);
		return /^(?:sha256|moved_to|detail|archived)$/.test(key) && typeof one === "string";
	});
}

function isQuotes(value: unknown): boolean {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	return Object.values(value).every((status) => QUOTE_STATUSES.some((one) => one === status));
}
