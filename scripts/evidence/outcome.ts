/** Result of one check of a URL; `changed` is derived by comparing with what the record rests on. */
export const OUTCOMES = [
	"ok",
	"moved",
	"changed",
	"gone",
	"sign_in",
	"blocked",
	"timeout",
	"tls",
	"dns",
	"unavailable",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes that count towards dead: the page was not there. A block or a sign-in page says nothing about the page. */
const FAILURES: ReadonlySet<Outcome> = new Set(["gone", "timeout", "tls", "dns", "unavailable"]);
/** Outcomes in which the page itself was seen. */
const SEEN: ReadonlySet<Outcome> = new Set(["ok", "moved", "changed"]);

export function isFailure(outcome: Outcome): boolean {
	return FAILURES.has(outcome);
}

export function isSeen(outcome: Outcome): boolean {
	return SEEN.has(outcome);
}

/** Failed request, with the reason in words and the response's status if there was one. */
export interface FailedRequest {
	readonly outcome: Exclude<Outcome, "ok" | "moved" | "changed">;
	readonly detail: string;
	readonly status?: number;
}

/** Our own guard refuses a request; the message says why. */
export class RefusedError extends Error {}
