import { addObservation, type LinkHistory, type Observation } from "../evidence/link-history.ts";
import { isSeen, type Outcome } from "../evidence/outcome.ts";
import type { TextStore } from "../evidence/text-store.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Limits } from "./fetch.ts";
import type { Network } from "./network.ts";
import { type CheckResult, PageChecker } from "./page-checker.ts";
import { type RateLimit, RequestQueue } from "./rate-limit.ts";
import { TextExtractor } from "./text-extractor.ts";

/** What a look at many addresses needs. */
export interface LinkCheck {
	readonly urls: readonly string[];
	readonly state: LinkHistory;
	/** Day of the look, YYYY-MM-DD. */
	readonly today: string;
	/** Looks again at what was seen on the same day already. */
	readonly recheck: boolean;
	readonly network: Network;
	readonly limits: Limits;
	readonly politeness: RateLimit;
	readonly texts: TextStore;
	/** Ends the look early; what was seen until then is kept. */
	readonly stop: AbortSignal;
	/** Called after every address with what is known by then. */
	readonly progress: (outcome: Outcome, done: number, total: number) => void;
	/** Called every few seconds and at the end, so that nothing is lost when the program ends. */
	readonly save: (state: LinkHistory) => void;
}

/** Characters of a detail that are remembered. */
const MAX_DETAIL = 200;
/** Milliseconds between two savings. */
const SAVE_MS = 5_000;

/**
 * Looks at every address that was not seen today, and adds what it finds to the state. A failure is never believed for
 * long: what failed is asked again, today too. Looking again after an interruption goes on where it ended.
 */
export async function checkLinks(look: LinkCheck): Promise<LinkHistory> {
	const { state, today, recheck, politeness, stop } = look;
	const known = new Map(state);
	const seenToday = (url: string) => {
		const last = known.get(url)?.at(-1);
		return !recheck && last?.on === today && isSeen(last.outcome);
	};
	const wanted = look.urls
		.filter((url) => !seenToday(url))
		.sort((a, b) => byCodeUnit(ageOf(known, a), ageOf(known, b)));
	const reader = new TextExtractor();
	const schedule = new RequestQueue(politeness);
	const visitor = new PageChecker({ ...look, schedule, reader });
	const hosts = Map.groupBy(wanted, (url) => (URL.canParse(url) ? new URL(url).host : url));
	const saving = setInterval(() => look.save(known), SAVE_MS);
	let done = 0;
	const visit = async (url: string) => {
		const sighting = await visitor.visit(url);
		if (stop.aborted) return;
		if (sighting.text !== undefined && sighting.sha256 !== undefined) look.texts.put(sighting.sha256, sighting.text);
		known.set(url, addObservation(known.get(url) ?? [], observationOf(sighting, today)));
		look.progress(sighting.outcome, ++done, wanted.length);
	};
	// One page of a host after the other: no more than one of its visits is under way.
	const visitAll = async (urls: readonly string[]) => {
		for (const url of urls) if (!stop.aborted) await visit(url);
	};
	const stopped = new Promise<void>((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
	try {
		for (const [host, urls] of hosts) schedule.expect(host, urls.length);
		if (!stop.aborted) await Promise.race([Promise.all([...hosts.values()].map(visitAll)), stopped]);
	} finally {
		clearInterval(saving);
		look.save(known);
		await reader.close();
	}
	return known;
}

/** Day of the last look; what was never looked at comes first. */
function ageOf(state: LinkHistory, url: string): string {
	return state.get(url)?.at(-1)?.on ?? "";
}

function observationOf({ text: _text, detail, ...rest }: CheckResult, today: string): Observation {
	return { on: today, ...rest, ...(detail === undefined ? {} : { detail: detail.slice(0, MAX_DETAIL) }) };
}
