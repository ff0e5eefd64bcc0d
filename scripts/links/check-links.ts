import { addObservation, type LinkHistory, linkStatusOf, type Observation } from "../evidence/link-history.ts";
import { isSeen, type Outcome } from "../evidence/outcome.ts";
import type { TextStore } from "../evidence/text-store.ts";
import { byCodeUnit } from "../lib/order.ts";
import type { Limits } from "./fetch.ts";
import type { Network } from "./network.ts";
import { assertOnline, isNetworkFailure } from "./outage.ts";
import { type CheckResult, type CheckTarget, PageChecker } from "./page-checker.ts";
import { type RateLimit, RequestQueue } from "./rate-limit.ts";
import { TextExtractor } from "./text-extractor.ts";
import { nearestCapture } from "./wayback.ts";

export interface LinkCheck {
	readonly targets: readonly (CheckTarget & {
		/** Day near which an archived copy is looked for if the URL is dead; absent if none is wanted. */
		readonly copyNear?: string;
	})[];
	readonly history: LinkHistory;
	/** Day of the check, YYYY-MM-DD. */
	readonly today: string;
	/** True to check what was seen today already. */
	readonly recheck: boolean;
	readonly network: Network;
	readonly limits: Limits;
	readonly rateLimit: RateLimit;
	readonly texts: TextStore;
	/** Ends the run early; what was seen until then is kept. */
	readonly signal: AbortSignal;
	/** Called after every URL. */
	readonly onProgress: (outcome: Outcome, done: number, total: number) => void;
	/** Called every few seconds and at the end. */
	readonly save: (history: LinkHistory) => void;
}

/** Longest detail that is recorded, in characters. */
const MAX_DETAIL = 200;
/** Milliseconds between two calls of `save`. */
const SAVE_MS = 5_000;

/**
 * Checks every URL that was not seen today, and adds the results to the history. What failed is checked again in the
 * next run, on the same day too; an interrupted run goes on where it ended. Throws OutageError, with the history as it
 * was, if our own network is down.
 */
export async function checkLinks(run: LinkCheck): Promise<LinkHistory> {
	const { history, today, recheck, rateLimit, signal } = run;
	const known = new Map(history);
	const isSeenToday = (url: string) => {
		const last = known.get(url)?.at(-1);
		return !recheck && last?.on === today && isSeen(last.outcome);
	};
	const wanted = run.targets
		.filter(({ url }) => !isSeenToday(url))
		.sort((a, b) => byCodeUnit(lastCheckOf(known, a.url), lastCheckOf(known, b.url)));
	const extractor = new TextExtractor();
	const queue = new RequestQueue(rateLimit);
	const checker = new PageChecker({ ...run, queue, extractor });
	const hosts = Map.groupBy(wanted, ({ url }) => hostOf(url));
	/** Failures without any response; recorded once it is sure that the fault is not ours. */
	const failures: [string, Observation][] = [];
	/** Host → outcomes of its URLs. */
	const outcomes = new Map<string, string[]>();
	const saving = setInterval(() => run.save(known), SAVE_MS);
	let done = 0;
	const checkOne = async (target: LinkCheck["targets"][number]) => {
		const { url } = target;
		const result = await checker.check(target);
		const copy = await copyFor(target, known, result, today, checker);
		if (signal.aborted) return;
		if (result.text !== undefined && result.sha256 !== undefined) run.texts.put(result.sha256, result.text);
		const observation = { ...observationOf(result, today), ...(copy === null ? {} : { archived: copy }) };
		const isOffline = isNetworkFailure(result);
		if (isOffline) failures.push([url, observation]);
		else known.set(url, addObservation(known.get(url) ?? [], observation));
		outcomes.set(hostOf(url), [...(outcomes.get(hostOf(url)) ?? []), isOffline ? result.outcome : "answered"]);
		run.onProgress(result.outcome, ++done, wanted.length);
	};
	// The URLs of a host one after the other: the queue would hold all of them at once otherwise.
	const checkHost = async (targets: typeof wanted) => {
		for (const target of targets) if (!signal.aborted) await checkOne(target);
	};
	const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
	try {
		for (const [host, targets] of hosts) queue.expect(host, targets.length);
		if (!signal.aborted) await Promise.race([Promise.all([...hosts.values()].map(checkHost)), aborted]);
	} finally {
		clearInterval(saving);
		await extractor.close();
	}
	try {
		assertOnline(outcomes);
	} catch (error) {
		run.save(history);
		throw error;
	}
	// What failed in an interrupted run is checked again in the next one.
	if (!signal.aborted) {
		for (const [url, observation] of failures) known.set(url, addObservation(known.get(url) ?? [], observation));
	}
	run.save(known);
	return known;
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : url;
}

/** Day of the last check; "" for a URL that was never checked, which comes first. */
function lastCheckOf(history: LinkHistory, url: string): string {
	return history.get(url)?.at(-1)?.on ?? "";
}

function observationOf({ text: _text, detail, ...rest }: CheckResult, today: string): Observation {
	return { on: today, ...rest, ...(detail === undefined ? {} : { detail: detail.slice(0, MAX_DETAIL) }) };
}

/** Finds an archived copy for a URL that is dead with this result; null if it is not dead or has none. */
async function copyFor(
	{ url, copyNear }: LinkCheck["targets"][number],
	history: LinkHistory,
	result: CheckResult,
	today: string,
	checker: PageChecker,
): Promise<string | null> {
	if (copyNear === undefined) return null;
	const after = addObservation(history.get(url) ?? [], observationOf(result, today));
	return linkStatusOf(after).dead ? nearestCapture(url, copyNear, checker) : null;
}
