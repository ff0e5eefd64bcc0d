import type { Outcome } from "../evidence/outcome.ts";
import { ExpectedError } from "../lib/expected-error.ts";

/** Nearly all hosts failed alike, so the fault is our own network's. */
export class OutageError extends ExpectedError {}

/** Hosts below which failures alike may be chance. */
export const MIN_HOSTS = 5;
/** Share of the hosts that must fail alike. */
export const MIN_SHARE = 0.9;

const NETWORK: ReadonlySet<Outcome> = new Set(["dns", "timeout", "tls", "unavailable"]);

/** True for a failure without any response, which our own network may have caused. */
export function isNetworkFailure({
	outcome,
	status,
}: {
	readonly outcome: Outcome;
	readonly status?: number;
}): boolean {
	return NETWORK.has(outcome) && status === undefined;
}

/** Throws OutageError if at least 90 % of the hosts gave no response to any request, all with one outcome. */
export function assertOnline(outcomes: ReadonlyMap<string, readonly string[]>): void {
	if (outcomes.size < MIN_HOSTS) return;
	for (const outcome of NETWORK) {
		const failing = [...outcomes.values()].filter((all) => all.every((one) => one === outcome)).length;
		if (failing / outcomes.size >= MIN_SHARE) {
			throw new OutageError(
				`${failing} of ${outcomes.size} hosts fail with "${outcome}", so the network here is down; nothing was recorded. Run it again when it works.`,
			);
		}
	}
}
