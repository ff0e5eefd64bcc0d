import { hostOf } from "../../registry/vendors.ts";
import { defineRule } from "../rule.ts";

const SHORTENERS = new Set(
	"bit.ly t.co goo.gl tinyurl.com ow.ly is.gd v.gd buff.ly lnkd.in rebrand.ly cutt.ly shorturl.at t.ly rb.gy tiny.cc dub.sh short.io bl.ink g.co fb.me amzn.to ibit.ly s.id aka.ms goo.gle forms.gle youtu.be wp.me".split(
		" ",
	),
);
/** Hosts of vendors that lead on to pages which can be exchanged. */
const REDIRECTS = /^(?:go\.microsoft\.com|l\.facebook\.com|lnks\.gd|click\..*)$/;
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
	summary: "No short link, redirect, search result or cached page stands as evidence.",
	why: "Where a short link leads can be changed by whoever owns it; search results and caches differ from reader to reader.",
	*check({ urls }) {
		for (const { path, url } of urls) {
			const kind = noEvidence(url);
			if (kind === null) continue;
			yield {
				path,
				message: `${kind} is no evidence`,
				hint: "Open it, and name the URL of the page that it leads to.",
			};
		}
	},
	examples: [
		{
			name: "short link",
			edit: [["- url: https://acme.com/security", "- url: https://bit.ly/3abc"]],
			problem: {
				path: "dimensions.iso_42001.searched[0].url",
				message: "a short link (bit.ly) is no evidence",
				hint: "Open it, and name the URL of the page that it leads to.",
			},
		},
		{
			name: "redirect of a vendor",
			edit: {
				"offerings/acme-nimbus.yaml": [
					["https://nimbus.io/legal/indemnity", "https://go.microsoft.com/fwlink/?LinkId=1"],
				],
			},
			problem: {
				path: "dimensions.ip_indemnity.sources[0].url",
				message: "a redirect (go.microsoft.com) is no evidence",
				hint: "Open it, and name the URL of the page that it leads to.",
			},
		},
		{
			name: "search result",
			edit: { "offerings/acme-nimbus.yaml": [["https://watch.org/nimbus", "https://www.google.com/search?q=nimbus"]] },
			problem: {
				path: "dimensions.ip_indemnity.sources[0].reader.url",
				message: "a search result (www.google.com) is no evidence",
				hint: "Open it, and name the URL of the page that it leads to.",
			},
		},
	],
});

/** Returns the kind of a URL that is no evidence; null for one that may be. */
export function noEvidence(url: string): string | null {
	const host = hostOf(url);
	if (host === null) return null;
	if (SHORTENERS.has(host.replace(/^www\./, ""))) return `a short link (${host})`;
	if (REDIRECTS.test(host)) return `a redirect (${host})`;
	if (CACHES.test(host)) return `a cached page (${host})`;
	const rest = url.replace(/^https?:\/\/[^/?#]*/i, "");
	return SEARCHES.some(([hosts, paths]) => hosts.test(host) && paths.test(rest.startsWith("/") ? rest : `/${rest}`))
		? `a search result (${host})`
		: null;
}
