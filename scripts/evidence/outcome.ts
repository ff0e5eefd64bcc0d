/** What has become of a source, as a look at it finds; `changed` is told by comparing with what was recorded. */
export const OUTCOMES = [
	"ok",
	"moved",
	"changed",
	"gone",
	"blocked",
	"timeout",
	"tls",
	"dns",
	"refused",
	"unavailable",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that count towards dead: the page was not there. A bot wall is none, for it says nothing about the page. */
const FAILURES: ReadonlySet<Outcome> = new Set(["gone", "timeout", "tls", "dns", "refused", "unavailable"]);
/** Outcomes of which the page itself was seen. */
const SEEN: ReadonlySet<Outcome> = new Set(["ok", "moved", "changed"]);

export function isFailure(outcome: Outcome): boolean {
	return FAILURES.has(outcome);
}

export function isSeen(outcome: Outcome): boolean {
	return SEEN.has(outcome);
}

/** A request that came to nothing: how, and why in words. */
export interface FailedRequest {
	readonly outcome: Exclude<Outcome, "ok" | "moved" | "changed">;
	readonly detail: string;
}

/** Our own guard says no; the message says to what. */
export class RefusedError extends Error {}
