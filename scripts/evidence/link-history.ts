import { existsSync, readFileSync } from "node:fs";
import { ExpectedError } from "../lib/expected-error.ts";
import { byCodeUnit } from "../lib/order.ts";
import { writeFileAtomic } from "../lib/write-file.ts";
import { isFailure, isSeen, OUTCOMES, type Outcome } from "./outcome.ts";

/** What was seen of an address on a day. `changed` is never written: it depends on the record. */
export interface Observation {
	/** Day of the look, YYYY-MM-DD. */
	readonly on: string;
	readonly outcome: Exclude<Outcome, "changed">;
	readonly status?: number;
	/** Hash of the normalised text. */
	readonly sha256?: string;
	readonly moved_to?: string;
	readonly detail?: string;
}

/** Address → its observations, oldest first, one per day at most. */
export type LinkHistory = ReadonlyMap<string, readonly Observation[]>;

/** Name of the state's file in the root. */
export const LINK_HISTORY_FILE = "evidence.json";

/** The state cannot be read; the message says where and what to do. */
export class LinkHistoryError extends ExpectedError {}

/** Failing days after which a source is dead. */
export const DEAD_DAYS = 3;

const FIRST = "{";
const LAST = '"version": 1';

/** Reads a state file; one that is missing is an empty state. Throws StateError for one that cannot be read. */
export function readLinkHistory(path: string): LinkHistory {
	return existsSync(path) ? parseLinkHistory(readFileSync(path, "utf8"), path) : new Map();
}

/**
 * Reads a state line by line: every line between the first and the last two is one source, so that git merges two
 * states by taking the lines of both. Lines about the same source are joined.
 */
export function parseLinkHistory(text: string, path: string): LinkHistory {
	const state = new Map<string, readonly Observation[]>();
	for (const [index, line] of text.split("\n").entries()) {
		const content = line.trim().replace(/,$/, "");
		if (content === "" || content === FIRST || content === "}" || content === LAST) continue;
		const [url, observations] = lineOf(content) ?? [];
		if (url === undefined || observations === undefined) {
			throw new LinkHistoryError(
				`${path}:${index + 1}: this is no line about a source; take the line of either side, or delete it`,
			);
		}
		state.set(url, mergeObservations(state.get(url) ?? [], observations));
	}
	return state;
}

/** A state as it is written: valid JSON, one line per source, in the order of the addresses. */
export function linkHistoryText(state: LinkHistory): string {
	const lines = [...state]
		.sort(([a], [b]) => byCodeUnit(a, b))
		.map(([url, observations]) => `${JSON.stringify(url)}: ${JSON.stringify(observations)},\n`);
	return `${FIRST}\n${lines.join("")}${LAST}\n}\n`;
}

export function writeLinkHistory(path: string, state: LinkHistory): void {
	writeFileAtomic(path, linkHistoryText(state));
}

/** All that several states know. */
export function mergeLinkHistories(states: readonly LinkHistory[]): LinkHistory {
	const all = new Map<string, readonly Observation[]>();
	for (const state of states)
		for (const [url, seen] of state) all.set(url, mergeObservations(all.get(url) ?? [], seen));
	return all;
}

/** A state with one more observation; one of the same day is replaced. */
export function addObservation(before: readonly Observation[], now: Observation): readonly Observation[] {
	return compactObservations([...before.filter(({ on }) => on !== now.on), now]);
}

/** Of two observations of one day, the one that saw the page stands: it was there. */
function mergeObservations(a: readonly Observation[], b: readonly Observation[]): readonly Observation[] {
	const days = new Map<string, Observation>();
	for (const one of [...a, ...b]) {
		const known = days.get(one.on);
		if (!known || (!isSeen(known.outcome) && isSeen(one.outcome))) days.set(one.on, one);
	}
	return compactObservations([...days.values()]);
}

/** In the order of days; of a run of like observations the first and the last two stay, which says all that is asked. */
function compactObservations(observations: readonly Observation[]): readonly Observation[] {
	const sorted = [...observations].sort((x, y) => byCodeUnit(x.on, y.on));
	const alike = (x?: Observation, y?: Observation) =>
		x?.outcome === y?.outcome && x?.sha256 === y?.sha256 && x?.moved_to === y?.moved_to;
	return sorted.filter((one, at) => {
		const inside = alike(sorted[at - 1], one) && alike(one, sorted[at + 1]) && alike(one, sorted[at + 2]);
		return !inside || at + 2 >= sorted.length;
	});
}

/** How an address stands after all its observations. */
export interface LinkStatus {
	/** The last observation; null for an address that was never looked at. */
	readonly last: Observation | null;
	/** Days on which it failed since it was last seen; a bot wall neither counts nor ends them. */
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
	return Object.entries(rest).every(([key, one]) =>
		key === "status" ? typeof one === "number" : /^(?:sha256|moved_to|detail)$/.test(key) && typeof one === "string",
	);
}
