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

/** What each outcome means, for people. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
	ok: "it answers",
	moved: "it redirects for good to another address",
	changed: "its text is not the one that was recorded",
	gone: "it answers that there is no such page",
	blocked: "it turns programs away; nobody knows whether a person would see it",
	timeout: "it did not answer in time",
	tls: "its certificate or its encryption is not in order",
	dns: "its name leads nowhere",
	refused: "it leads where we do not go: an address that is not public, too many redirects, another kind of file",
	unavailable: "its server fails: an error 5xx, a broken connection, an answer that cannot be read",
};

/** Outcomes that count towards red: the page was not there. A bot wall is none, for it says nothing about the page. */
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
export interface Failure {
	readonly outcome: Exclude<Outcome, "ok" | "moved" | "changed">;
	readonly detail: string;
}

/** Our own guard says no; the message says to what. */
export class RefusedError extends Error {}
