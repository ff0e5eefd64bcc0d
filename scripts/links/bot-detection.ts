import type { FailedRequest } from "../evidence/outcome.ts";
import type { HttpResponse } from "./fetch.ts";

/** Headers with which a bot wall says that it answers instead of the site. */
const WALL_HEADERS: readonly (readonly [string, RegExp])[] = [
	["cf-mitigated", /challenge|block/],
	["x-amzn-waf-action", /challenge|captcha/],
	["x-vercel-mitigated", /challenge|deny/],
	["x-datadome", /protected|captcha/],
];

/** Words of pages that ask visitors to prove that they are human. */
const WALL_WORDS =
	/just a moment\.\.\.|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|attention required! \| cloudflare|verif(?:y|ying) (?:that )?you are (?:a )?human|_incapsula_resource|captcha-delivery\.com|px-captcha|making sure you(?:'|&#39;|’)re not a bot|pardon our interruption|challenge-platform|unusual traffic from your computer|access denied[\s\S]{0,400}reference (?:#|&#35;)/i;

/** Longest text of a bot challenge, in characters. */
export const MAX_CHALLENGE = 2_000;
/** Bytes of a page in which the words of a bot challenge are looked for. */
const HEAD = 64 * 1024;

/** Statuses by which a server refuses a visitor without a word about the page. */
const REFUSALS = new Set([401, 402, 403, 405, 406, 407, 418, 429, 451, 999]);

/** Maps a response that is neither a page nor a redirect to a failure; null for one that may be the page. */
export function failureOfResponse({ status, headers, body }: HttpResponse): FailedRequest | null {
	const wall = WALL_HEADERS.find(([name, value]) => value.test(headers[name] ?? ""));
	if (wall) return { outcome: "blocked", detail: `a bot wall answers (${wall[0]}: ${headers[wall[0]]?.slice(0, 40)})` };
	if (status >= 200 && status < 300) return null;
	if (status === 404 || status === 410) return { outcome: "gone", detail: `status ${status}` };
	if (REFUSALS.has(status)) return { outcome: "blocked", detail: `status ${status}` };
	if (hasChallengeWords(body)) return { outcome: "blocked", detail: `status ${status} with a bot challenge` };
	return { outcome: "unavailable", detail: `status ${status}` };
}

/** Looks for the words of a bot challenge in the beginning of a page. */
export function hasChallengeWords(body: Uint8Array): boolean {
	return WALL_WORDS.test(Buffer.from(body.subarray(0, HEAD)).toString("latin1"));
}
