import { memoizeText } from "../../lib/memoize.ts";
import { hostOf } from "../../registry/vendors.ts";
import { defineRule } from "../rule.ts";
import { filterUrls } from "../urls.ts";

const SHORTENERS = new Set(
	"bit.ly t.co goo.gl tinyurl.com ow.ly is.gd v.gd buff.ly lnkd.in rebrand.ly cutt.ly shorturl.at t.ly rb.gy tiny.cc dub.sh short.io bl.ink g.co fb.me amzn.to ibit.ly s.id".split(
		" ",
	),
);
const CACHES =
	/^(?:webcache\.googleusercontent\.com|cc\.bingj\.com|r\.jina\.ai|.*\.translate\.goog|cachedview\.(?:com|nl)|12ft\.io)$/;
const SEARCHES: readonly (readonly [RegExp, RegExp])[] = [
	[/^(?:www\.)?google\.[a-z.]+$/, /^\/(?:search|url)\b/],
	[/^(?:www\.)?bing\.com$/, /^\/search\b/],
	[/^(?:www\.|html\.|lite\.)?duckduckgo\.com$/, /^\/(?:html\/?|lite\/?)?\?(?:.*&)?q=/],
	[/^search\.(?:yahoo|brave)\.com$/, /^\/search\b/],
	[/^(?:www\.)?(?:ecosia\.org|startpage\.com|kagi\.com|qwant\.com)$/, /^\/.*[?&]q(?:uery)?=/],
	[/^(?:www\.)?baidu\.com$/, /^\/s\b/],
	[/^(?:www\.)?(?:yandex\.[a-z]+|ya\.ru)$/, /^\/search\b/],
	[/^(?:www\.)?perplexity\.ai$/, /^\/search\b/],
];

export const sourceShortener = defineRule({
	id: "source/shortener",
	level: "error",
	scope: "record",
	summary: "No URL shortener, search result or cache page stands as evidence.",
	why: "Where a short link leads can be changed by whoever owns it; search results and caches differ from reader to reader.",
	*check(record) {
		for (const { path, url } of filterUrls(record.value, (one) => noEvidence(one) !== null)) {
			yield {
				path,
				message: `${noEvidence(url)} is no evidence`,
				hint: "Open it, and name the address of the page that it leads to.",
			};
		}
	},
});

/** What an address is when it is no evidence; null when it may be. */
export const noEvidence = memoizeText(50_000, (url): string | null => {
	const host = hostOf(url);
	if (host === null) return null;
	if (SHORTENERS.has(host.replace(/^www\./, ""))) return `a short link (${host})`;
	if (CACHES.test(host)) return `a cached page (${host})`;
	const rest = url.replace(/^https?:\/\/[^/?#]*/i, "");
	return SEARCHES.some(([hosts, paths]) => hosts.test(host) && paths.test(rest.startsWith("/") ? rest : `/${rest}`))
		? `a search result (${host})`
		: null;
});
