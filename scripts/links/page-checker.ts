import robotsParser from "robots-parser";
import type { FailedRequest, Outcome } from "../evidence/outcome.ts";
import { sha256 } from "../lib/hash.ts";
import { sameDocumentKey } from "../registry/urls.ts";
import { urlError } from "../rules/urls.ts";
import { failureOfAnswer, failureOfPage } from "./bot-detection.ts";
import { type Answer, fetchOnce, type Limits, type Request, USER_AGENT } from "./fetch.ts";
import type { Network } from "./network.ts";
import { kindOf } from "./page.ts";
import type { RequestQueue } from "./rate-limit.ts";
import type { TextExtractor } from "./text-extractor.ts";

/** What a look at an address found. */
export interface CheckResult {
	readonly outcome: Exclude<Outcome, "changed">;
	readonly status?: number;
	/** Why, or what else there is to know. */
	readonly detail?: string;
	/** Where it moved for good. */
	readonly moved_to?: string;
	/** Normalised text; absent where the page shows none or it cannot be read. */
	readonly text?: string;
	readonly sha256?: string;
}

/** The package is CommonJS, and its types say otherwise. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** Redirects that are followed. */
const MAX_REDIRECTS = 5;
/** Characters of the longest address that is followed. */
const MAX_ADDRESS = 2_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
/** Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least). */
const ROBOTS_BYTES = 512 * 1024;
/** Longest pause that a robots.txt is given, in milliseconds. */
const MAX_CRAWL_DELAY_MS = 30_000;
/** Longest that a host's Retry-After is waited for, in milliseconds; beyond it the host is left alone in this run. */
const MAX_RETRY_AFTER_MS = 120_000;
/** Pages of a host that run out of time, one after the other, until it is taken to be out of order for now. */
const MAX_TIMEOUTS = 3;

/** A failure, with the status of the answer that it was read from. */
type Miss = FailedRequest & { readonly status?: number };

/** What was learned of a host in this run. */
interface Host {
	readonly robots: Promise<Robots>;
	timeouts: number;
	/** Why it is asked nothing more in this run. */
	closed: FailedRequest | null;
}

type Robots = { readonly allows: (url: string) => boolean } | FailedRequest;

/** Looks at pages, as politely as robots.txt, Retry-After and the schedule ask. One visitor makes one run. */
export class PageChecker {
	readonly #network: Network;
	readonly #schedule: RequestQueue;
	readonly #reader: TextExtractor;
	readonly #limits: Limits;
	readonly #today: string;
	readonly #hosts = new Map<string, Host>();

	constructor(parts: {
		readonly network: Network;
		readonly schedule: RequestQueue;
		readonly reader: TextExtractor;
		readonly limits: Limits;
		readonly today: string;
	}) {
		this.#network = parts.network;
		this.#schedule = parts.schedule;
		this.#reader = parts.reader;
		this.#limits = parts.limits;
		this.#today = parts.today;
	}

	/** Looks at one address and what it redirects to. Throws nothing: whatever goes wrong is an outcome. */
	async visit(url: string): Promise<CheckResult> {
		const found = await this.#follow(url, (address) => this.#askPage(address));
		if ("outcome" in found) return found;
		const { answer, address, movedTo } = found;
		const status = answer.status;
		const failure = failureOfAnswer(answer);
		if (failure) return { ...failure, status };
		const page = { body: answer.body, contentType: answer.headers["content-type"] ?? "", cut: answer.cut };
		const notes = answer.cut ? [`read up to ${this.#limits.bytes} bytes`] : [];
		if (kindOf(page) === null && answer.body.length > 0) {
			const type = page.contentType || "of no type";
			return { outcome: "refused", status, detail: `the document is ${type.slice(0, 80)}, which is not read` };
		}
		const reading = await this.#reader.read({ page, today: this.#today });
		const moved = movedTo !== null && sameDocumentKey(movedTo) !== sameDocumentKey(url) ? { moved_to: movedTo } : {};
		const seen = { outcome: "moved_to" in moved ? ("moved" as const) : ("ok" as const), status, ...moved };
		if ("unreadable" in reading) return { ...seen, detail: [`no text: ${reading.unreadable}`, ...notes].join("; ") };
		const { text, title } = reading;
		const fault = failureOfPage(answer.body, text, title);
		if (fault) return { ...fault, status };
		if ("moved_to" in moved && new URL(address).pathname === "/" && new URL(url).pathname !== "/") {
			notes.push("it leads to the front page, so the document itself may be gone");
		}
		if (text === "") notes.push("the page shows no text to a program");
		const detail = notes.length > 0 ? { detail: notes.join("; ") } : {};
		return { ...seen, ...detail, ...(text === "" ? {} : { text, sha256: sha256(text) }) };
	}

	/** One request to an address that is no foreign page but a service, at its host's turn. Redirects are not followed. */
	ask(url: string, request: Request): Promise<Answer | FailedRequest> {
		return this.#schedule.on(new URL(url).host, () => fetchOnce(url, this.#network, this.#limits, request));
	}

	/** Leaves a host alone for a time, in milliseconds. */
	rest(host: string, ms: number): void {
		this.#schedule.rest(host, ms);
	}

	/** Follows redirects, each judged like a source's address, to the last answer. */
	async #follow(
		url: string,
		ask: (address: string) => Promise<Answer | FailedRequest>,
	): Promise<{ answer: Answer; address: string; movedTo: string | null } | Miss> {
		let address = url;
		let movedTo: string | null = null;
		let permanent = true;
		const seen = new Set<string>();
		for (let redirects = 0; ; redirects++) {
			if (address.length > MAX_ADDRESS)
				return { outcome: "refused", detail: "it redirects to an address without measure" };
			const fault = urlError(address);
			if (fault) return { outcome: "refused", detail: `${redirects > 0 ? "it redirects, and " : ""}${fault.message}` };
			if (seen.has(address)) return { outcome: "refused", detail: "it redirects in a circle" };
			if (redirects > MAX_REDIRECTS) return { outcome: "refused", detail: `more than ${MAX_REDIRECTS} redirects` };
			seen.add(address);
			const answer = await ask(address);
			if ("outcome" in answer) return answer;
			const location = answer.headers.location;
			if (!REDIRECTS.has(answer.status) || location === undefined) return { answer, address, movedTo };
			if (!URL.canParse(location, address)) {
				return {
					outcome: "unavailable",
					status: answer.status,
					detail: "it redirects to something that is no address",
				};
			}
			address = new URL(location, address).href;
			permanent &&= PERMANENT.has(answer.status);
			if (permanent) movedTo = address;
		}
	}

	/** Asks for a page if its host and its robots.txt let us. */
	async #askPage(address: string): Promise<Answer | FailedRequest> {
		const { host, origin } = new URL(address);
		const known = this.#host(host, origin);
		const robots = await known.robots;
		if ("outcome" in robots) return robots;
		if (!robots.allows(address)) return { outcome: "blocked", detail: "robots.txt asks programs to stay away" };
		const first = await this.#askOnce(address, host, known);
		if (!this.#isWorthAnother(first, known)) return first;
		return this.#askOnce(address, host, known);
	}

	#askOnce(address: string, host: string, known: Host): Promise<Answer | FailedRequest> {
		return this.#schedule.on(host, async () => {
			if (known.closed) return known.closed;
			const answer = await fetchOnce(address, this.#network, this.#limits);
			this.#learn(known, answer);
			const wait = "outcome" in answer ? null : retryAfterMs(answer, Date.now());
			if (wait !== null && wait > MAX_RETRY_AFTER_MS) {
				known.closed = { outcome: "blocked", detail: `its host asks to come back in ${Math.round(wait / 1000)} s` };
				return known.closed;
			}
			if (wait !== null) this.#schedule.rest(host, wait);
			return answer;
		});
	}

	/** Whether the host asked to come back in a while that can be waited for, or a connection broke off. */
	#isWorthAnother(answer: Answer | FailedRequest, known: Host): boolean {
		if (known.closed) return false;
		return "outcome" in answer ? answer.outcome === "unavailable" : retryAfterMs(answer, Date.now()) !== null;
	}

	#learn(known: Host, answer: Answer | FailedRequest): void {
		const late = "outcome" in answer && answer.outcome === "timeout";
		known.timeouts = late ? known.timeouts + 1 : 0;
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

	/** What a host's robots.txt says (RFC 9309): without one all is allowed; while it cannot be had nothing is. */
	async #readRobots(host: string, origin: string): Promise<Robots> {
		const limits = { ...this.#limits, bytes: ROBOTS_BYTES };
		const found = await this.#follow(`${origin}/robots.txt`, (address) =>
			this.#schedule.on(new URL(address).host, () => fetchOnce(address, this.#network, limits)),
		);
		if ("outcome" in found) {
			// That robots.txt redirects astray says nothing about the pages, which are judged on their own; that the host is
			// out of reach does.
			if (found.status !== undefined || found.outcome === "refused") return { allows: () => true };
			return found;
		}
		const { status, body } = found.answer;
		if (status >= 500) return { outcome: "blocked", detail: `robots.txt cannot be had (status ${status})` };
		if (status < 200 || status > 299) return { allows: () => true };
		const robots = parseRobots(`${origin}/robots.txt`, body.toString("utf8"));
		const delay = robots.getCrawlDelay(USER_AGENT);
		if (delay !== undefined && Number.isFinite(delay)) {
			this.#schedule.slowDown(host, Math.min(delay * 1000, MAX_CRAWL_DELAY_MS));
		}
		return { allows: (url) => robots.isAllowed(url, USER_AGENT) !== false };
	}
}

/** Milliseconds after which a busy server wants to be asked again; null when it does not say. */
export function retryAfterMs({ status, headers }: Pick<Answer, "status" | "headers">, now: number): number | null {
	const value = headers["retry-after"];
	if ((status !== 429 && status !== 503) || value === undefined) return null;
	if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
	const at = Date.parse(value);
	return Number.isNaN(at) ? null : Math.max(0, at - now);
}
