import type { FailedRequest, Outcome } from "../evidence/outcome.ts";
import type { CitedQuote, QuoteStatus } from "../evidence/quote.ts";
import { sha256 } from "../lib/hash.ts";
import { sameDocumentKey } from "../registry/urls.ts";
import { failureOfResponse, hasChallengeWords, MAX_CHALLENGE } from "./bot-detection.ts";
import type { HttpResponse, Limits, RequestOptions } from "./fetch.ts";
import { isMissingCapture, saysMissing } from "./missing-page.ts";
import type { Network } from "./network.ts";
import { type PageText, pageKind } from "./page.ts";
import { PoliteClient } from "./polite-client.ts";
import type { RequestQueue } from "./rate-limit.ts";
import { followRedirects, RedirectChain } from "./redirect-chain.ts";
import { isSignIn } from "./sign-in.ts";
import { compareWithProbe, impossibleUrl, type Probe } from "./soft-404.ts";
import type { TextExtractor } from "./text-extractor.ts";

/** URL to check, with what its sources say about the page. */
export interface CheckTarget {
	readonly url: string;
	/** CSS selectors of the parts that are read, and of those that are left out. */
	readonly select?: readonly string[];
	readonly ignore?: readonly string[];
	/** Quotes of the page; a page that holds one of them is no error page. */
	readonly quotes?: readonly CitedQuote[];
}

/** Result of checking a URL. */
export interface CheckResult {
	readonly outcome: Exclude<Outcome, "changed">;
	readonly status?: number;
	/** Reason for the outcome, or a remark on it. */
	readonly detail?: string;
	/** URL that permanent redirects lead to. */
	readonly moved_to?: string;
	/** Normalised text; absent if the page shows none or it cannot be read. */
	readonly text?: string;
	/** Hash of the text, or of the bytes of a document from which no text is read. */
	readonly sha256?: string;
	/** Key of each quote of the target → its status on the page. */
	readonly quotes?: Readonly<Record<string, QuoteStatus>>;
}

/** Longest text of a page whose refresh is followed, in characters. */
const MAX_REFRESH_PAGE = 500;

/** Checks pages: requests them politely, and tells real pages from error pages, sign-in pages and bot challenges. One checker serves one run. */
export class PageChecker {
	readonly #client: PoliteClient;
	readonly #extractor: TextExtractor;
	readonly #limits: Limits;
	readonly #today: string;
	readonly #probes = new Map<string, Promise<Probe>>();

	constructor(parts: {
		readonly network: Network;
		readonly queue: RequestQueue;
		readonly extractor: TextExtractor;
		readonly limits: Limits;
		readonly today: string;
	}) {
		this.#client = new PoliteClient(parts.network, parts.queue, parts.limits);
		this.#extractor = parts.extractor;
		this.#limits = parts.limits;
		this.#today = parts.today;
	}

	/** Checks one URL and what it redirects to. Never throws: every failure is an outcome. */
	async check(target: CheckTarget): Promise<CheckResult> {
		const chain = new RedirectChain(target.url);
		for (;;) {
			const response = await followRedirects(chain, (address, cookie) => this.#client.page(address, cookie));
			if ("outcome" in response) return response;
			const { status, body, cut } = response;
			const failure = failureOfResponse(response);
			if (failure) return { ...failure, status };
			const seen = seenAt(target.url, chain, status);
			const notes = cut ? [`read up to ${this.#limits.bytes} bytes`] : [];
			if (pageKind(pageOf(response)) === "bytes") return { ...seen, ...bytesResult(response, notes) };
			// The body is gone after its text was extracted.
			const asksBots = hasChallengeWords(body);
			const page = await this.#extract(response, target);
			if ("unreadable" in page) return { ...seen, detail: [`no text: ${page.unreadable}`, ...notes].join("; ") };
			if (page.refresh !== undefined && page.text.length <= MAX_REFRESH_PAGE && !isSelf(page.refresh, chain.address)) {
				const fault = chain.follow(page.refresh, false);
				if (fault) return { ...fault, status };
				continue;
			}
			const isQuoted = Object.values(page.quotes ?? {}).some((one) => one === "present" || one === "moved");
			const fault = isQuoted ? null : await this.#faultOf(target.url, chain.address, page, asksBots);
			if (fault) return { ...fault, status };
			return { ...seen, ...textResult(target.url, chain, page, notes) };
		}
	}

	/** Sends one request to a service that is no foreign page, at its host's turn. Redirects are not followed. */
	request(url: string, request: RequestOptions): Promise<HttpResponse | FailedRequest> {
		return this.#client.service(url, request);
	}

	/** Sends a host no request for a time, in milliseconds. */
	pauseHost(host: string, ms: number): void {
		this.#client.pauseHost(host, ms);
	}

	#extract(response: HttpResponse, { url, select = [], ignore = [], quotes = [] }: CheckTarget) {
		const fragment = fragmentOf(url);
		const options = { today: this.#today, select, ignore, quotes, ...(fragment === null ? {} : { fragment }) };
		return this.#extractor.extract({ page: pageOf(response), ...options });
	}

	/** Detects bot challenges, sign-in pages and error pages behind a 2xx; null for a real page. */
	async #faultOf(url: string, address: string, page: PageText, asksBots: boolean): Promise<FailedRequest | null> {
		if (asksBots && page.text.length <= MAX_CHALLENGE) return { outcome: "blocked", detail: "a bot challenge answers" };
		if (isSignIn(url, address, page)) return { outcome: "sign_in", detail: "it asks to sign in" };
		if (saysMissing(page.text, page.title)) {
			return { outcome: "gone", detail: "it answers 200 with a page that says there is none" };
		}
		if (isMissingCapture(new URL(address).host, page.text)) {
			return { outcome: "gone", detail: "the archive holds no copy of the page, or only its redirect" };
		}
		const compared = compareWithProbe(url, address, page, await this.#probe(url));
		if (compared === "missing") {
			return { outcome: "gone", detail: "it shows what its host shows for a path that does not exist" };
		}
		if (compared === "unknown") {
			return { outcome: "blocked", detail: "its host shows the same page without text for every path" };
		}
		if (page.lacksFragment) return { outcome: "gone", detail: `the page has no part #${fragmentOf(url)}` };
		return null;
	}

	/** Asks the host of a URL, once in a run, for a path that cannot exist. */
	#probe(url: string): Promise<Probe> {
		const { host } = new URL(url);
		const known = this.#probes.get(host);
		if (known) return known;
		const probe = this.#askProbe(impossibleUrl(url));
		this.#probes.set(host, probe);
		return probe;
	}

	async #askProbe(url: string): Promise<Probe> {
		const chain = new RedirectChain(url);
		const response = await followRedirects(chain, (address, cookie) => this.#client.page(address, cookie));
		if ("outcome" in response || failureOfResponse(response)) return "honest";
		const page = await this.#extract(response, { url });
		return "unreadable" in page ? "honest" : { address: chain.address, page };
	}
}

function pageOf({ body, headers, cut }: HttpResponse) {
	return { body, contentType: headers["content-type"] ?? "", cut };
}

/** Outcome of a page that was seen: `moved` if permanent redirects lead to another document. */
function seenAt(url: string, { movedTo }: RedirectChain, status: number): CheckResult {
	const isMoved = movedTo !== null && sameDocumentKey(movedTo) !== sameDocumentKey(url);
	return isMoved ? { outcome: "moved", status, moved_to: movedTo } : { outcome: "ok", status };
}

function bytesResult({ body, headers, cut }: HttpResponse, notes: readonly string[]): Partial<CheckResult> {
	const type = (headers["content-type"] ?? "").slice(0, 80);
	if (body.length === 0) return { detail: ["the document is empty", ...notes].join("; ") };
	const what = `compared by ${cut ? "its first bytes" : "its bytes"}${type === "" ? "" : ` (${type})`}`;
	return { sha256: sha256(body), detail: [what, ...notes].join("; ") };
}

function textResult(
	url: string,
	{ address, movedTo }: RedirectChain,
	{ text, quotes = {} }: PageText,
	notes: readonly string[],
): Partial<CheckResult> {
	const toFrontPage = movedTo !== null && new URL(address).pathname === "/" && new URL(url).pathname !== "/";
	const remarks = [
		...notes,
		...(toFrontPage ? ["it leads to the front page, so the document itself may be gone"] : []),
		...(text === "" ? ["the page shows no text to a program"] : []),
	];
	return {
		...(remarks.length > 0 ? { detail: remarks.join("; ") } : {}),
		...(text === "" ? {} : { text, sha256: sha256(text) }),
		...(text === "" || Object.keys(quotes).length === 0 ? {} : { quotes }),
	};
}

function isSelf(refresh: string, address: string): boolean {
	return URL.canParse(refresh, address) && new URL(refresh, address).href === address;
}

/** Decoded fragment of a URL that names an element; null for routes, text fragments and viewers' parameters. */
function fragmentOf(url: string): string | null {
	const fragment = new URL(url).hash.slice(1);
	if (fragment === "" || /^[:!/]|=/.test(fragment)) return null;
	try {
		return decodeURIComponent(fragment);
	} catch {
		return fragment;
	}
}
