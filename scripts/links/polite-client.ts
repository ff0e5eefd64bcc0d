import robotsParser from "robots-parser";
import type { FailedRequest } from "../evidence/outcome.ts";
import { fetchOnce, type HttpResponse, type Limits, type RequestOptions, USER_AGENT } from "./fetch.ts";
import type { Network } from "./network.ts";
import type { RequestQueue } from "./rate-limit.ts";
import { followRedirects, RedirectChain } from "./redirect-chain.ts";
import { retryAfterMs } from "./retry-after.ts";

/** The package is CommonJS, and its types say otherwise. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least). */
const ROBOTS_BYTES = 512 * 1024;
/** Longest pause that a robots.txt can ask for, in milliseconds. */
export const MAX_CRAWL_DELAY_MS = 30_000;
/** Longest Retry-After that is waited for, in milliseconds; beyond it the host gets no further request in this run. */
export const MAX_RETRY_AFTER_MS = 120_000;
/** Timeouts in a row after which a host gets no further request in this run. */
export const MAX_TIMEOUTS = 3;

type Robots = { readonly allows: (url: string) => boolean } | FailedRequest;

/** State of one host in this run. */
interface Host {
	readonly robots: Promise<Robots>;
	timeouts: number;
	/** Why the host gets no further request. */
	closed: FailedRequest | null;
}

/** Sends requests to foreign hosts as robots.txt, Retry-After and the queue allow. One client serves one run. */
export class PoliteClient {
	readonly #network: Network;
	readonly #queue: RequestQueue;
	readonly #limits: Limits;
	readonly #hosts = new Map<string, Host>();

	constructor(network: Network, queue: RequestQueue, limits: Limits) {
		this.#network = network;
		this.#queue = queue;
		this.#limits = limits;
	}

	/** Requests a page if its host and its robots.txt allow it, a second time if the first failed for the moment. */
	async page(address: string, cookie = ""): Promise<HttpResponse | FailedRequest> {
		const { host, origin } = new URL(address);
		const known = this.#host(host, origin);
		const robots = await known.robots;
		if ("outcome" in robots) return robots;
		if (!robots.allows(address)) return { outcome: "blocked", detail: "robots.txt disallows it" };
		const first = await this.#pageOnce(address, cookie, host, known);
		if (!this.#canRetry(first, known)) return first;
		return this.#pageOnce(address, cookie, host, known);
	}

	/** Sends one request to a service that is no foreign page, at its host's turn. Redirects are not followed. */
	service(url: string, request: RequestOptions): Promise<HttpResponse | FailedRequest> {
		return this.#queue.run(new URL(url).host, () => fetchOnce(url, this.#network, this.#limits, request));
	}

	/** Sends a host no request for a time, in milliseconds. */
	pauseHost(host: string, ms: number): void {
		this.#queue.pauseHost(host, ms);
	}

	#pageOnce(address: string, cookie: string, host: string, known: Host): Promise<HttpResponse | FailedRequest> {
		return this.#queue.run(host, async () => {
			if (known.closed) return known.closed;
			const headers: Record<string, string> = cookie === "" ? {} : { cookie };
			const response = await fetchOnce(address, this.#network, this.#limits, { headers });
			this.#countTimeouts(known, response);
			const wait = "outcome" in response ? null : retryAfterMs(response, Date.now());
			if (wait !== null && wait > MAX_RETRY_AFTER_MS) {
				known.closed = { outcome: "blocked", detail: `its host asks to come back in ${Math.round(wait / 1000)} s` };
				return known.closed;
			}
			if (wait !== null) this.#queue.pauseHost(host, wait);
			return response;
		});
	}

	/** True if the connection broke, or the host asked to come back after a pause that is short enough. */
	#canRetry(response: HttpResponse | FailedRequest, known: Host): boolean {
		if (known.closed) return false;
		return "outcome" in response ? response.outcome === "unavailable" : retryAfterMs(response, Date.now()) !== null;
	}

	#countTimeouts(known: Host, response: HttpResponse | FailedRequest): void {
		const isTimeout = "outcome" in response && response.outcome === "timeout";
		known.timeouts = isTimeout ? known.timeouts + 1 : 0;
		if (known.timeouts >= MAX_TIMEOUTS) {
			known.closed = { outcome: "timeout", detail: `its host did not answer ${MAX_TIMEOUTS} times in a row` };
		}
	}

	#host(host: string, origin: string): Host {
		const known = this.#hosts.get(host);
		if (known) return known;
		const fresh: Host = { robots: this.#readRobots(host, origin), timeouts: 0, closed: null };
		this.#hosts.set(host, fresh);
		return fresh;
	}

	/** Reads a host's robots.txt (RFC 9309): without one everything is allowed; while it cannot be read nothing is. */
	async #readRobots(host: string, origin: string): Promise<Robots> {
		const limits = { ...this.#limits, bytes: ROBOTS_BYTES };
		const response = await followRedirects(new RedirectChain(`${origin}/robots.txt`), (address) =>
			this.#queue.run(new URL(address).host, () => fetchOnce(address, this.#network, limits)),
		);
		if ("outcome" in response) {
			// A robots.txt that redirects astray says nothing about the pages, which are checked on their own.
			if (response.status !== undefined || response.outcome === "blocked") return { allows: () => true };
			return response;
		}
		const { status, body } = response;
		if (status >= 500) return { outcome: "blocked", detail: `robots.txt cannot be read (status ${status})` };
		if (status < 200 || status > 299) return { allows: () => true };
		const robots = parseRobots(`${origin}/robots.txt`, body.toString("utf8"));
		const seconds = robots.getCrawlDelay(USER_AGENT);
		if (seconds !== undefined && Number.isFinite(seconds)) {
			this.#queue.slowDown(host, Math.min(seconds * 1000, MAX_CRAWL_DELAY_MS));
		}
		return { allows: (url) => robots.isAllowed(url, USER_AGENT) !== false };
	}
}
