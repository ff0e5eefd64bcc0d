import type { FailedRequest } from "../evidence/outcome.ts";
import type { Answer } from "./fetch.ts";

/** Headers with which a bot wall tells that it answers in the place of the site. */
const WALL_HEADERS: readonly (readonly [string, RegExp])[] = [
	["cf-mitigated", /challenge|block/],
	["x-amzn-waf-action", /challenge|captcha/],
	["x-vercel-mitigated", /challenge|deny/],
	["x-datadome", /protected|captcha/],
];

/** Words of pages that ask a visitor to prove that it is a person. */
const WALL_WORDS =
	/just a moment\.\.\.|checking (?:if the site connection is secure|your browser)|enable javascript and cookies to continue|attention required! \| cloudflare|verif(?:y|ying) (?:that )?you are (?:a )?human|_incapsula_resource|captcha-delivery\.com|px-captcha|making sure you(?:'|&#39;|’)re not a bot|pardon our interruption|challenge-platform|unusual traffic from your computer|access denied[\s\S]{0,400}reference (?:#|&#35;)/i;

/** Words in the title or first heading of a page that says that there is none. */
const MISSING_WORDS =
	/^\W*(?:error\W+)?404\b|\b(?:page|document|content|article|resource|file) (?:(?:was|is|could|can) ?not|cannot be|can't be|not) (?:be )?found\b|^\W*not found\W*$|\bpage (?:doesn['’]t|does not|no longer) exists?\b|\b(?:page|document|content) (?:is )?(?:no longer available|has been removed)\b|can['’]t find (?:the|that|this) page/i;

/** Characters of text beyond which a page is too long to be a wall or an error page. */
const SHORT = 2_000;
/** Bytes of a page in which the words of a wall are looked for. */
const HEAD = 64 * 1024;

/** Statuses by which a server turns a visitor away without a word about the page. */
const TURNED_AWAY = new Set([401, 402, 403, 405, 406, 407, 418, 429, 451, 999]);

/** What an answer that is no page and no redirect means; null for one that may be the page. */
export function failureOfAnswer({ status, headers, body }: Answer): FailedRequest | null {
	const wall = WALL_HEADERS.find(([name, value]) => value.test(headers[name] ?? ""));
	if (wall) return { outcome: "blocked", detail: `a bot wall answers (${wall[0]}: ${headers[wall[0]]?.slice(0, 40)})` };
	if (status >= 200 && status < 300) return null;
	if (status === 404 || status === 410) return { outcome: "gone", detail: `status ${status}` };
	if (TURNED_AWAY.has(status)) return { outcome: "blocked", detail: `status ${status}` };
	if (WALL_WORDS.test(body.subarray(0, HEAD).toString("latin1"))) {
		return { outcome: "blocked", detail: `status ${status} with a page that wants to see a person` };
	}
	return { outcome: "unavailable", detail: `status ${status}` };
}

/** What a page that came with a good status is in truth; null for a page. */
export function failureOfPage(body: Buffer, text: string, title: string): FailedRequest | null {
	if (text.length > SHORT) return null;
	if (WALL_WORDS.test(body.subarray(0, HEAD).toString("latin1"))) {
		return { outcome: "blocked", detail: "the page wants to see a person" };
	}
	if (MISSING_WORDS.test(title) || MISSING_WORDS.test(text.split("\n", 1)[0] ?? "")) {
		return { outcome: "gone", detail: "it answers 200 with a page that says there is none" };
	}
	return null;
}
