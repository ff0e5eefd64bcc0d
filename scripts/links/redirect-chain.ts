import type { FailedRequest } from "../evidence/outcome.ts";
import { urlError } from "../rules/urls.ts";
import type { Cookie, HttpResponse } from "./fetch.ts";

/** Redirects followed for one URL. */
export const MAX_REDIRECTS = 10;
/** Longest redirect target, in characters. */
export const MAX_URL = 2_000;
/** Cookies kept for one host, and characters of one. */
const MAX_COOKIES = 50;
const MAX_COOKIE = 4_096;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

/** Way from a URL over its redirects, with the cookies set on it; it is forgotten with the check of the URL. */
export class RedirectChain {
	#address: string;
	#movedTo: string | null = null;
	#permanent = true;
	#redirects = 0;
	readonly #seen = new Set<string>();
	/** Host → name → value. A cookie goes back to the very host that set it, to no other of its domain. */
	readonly #cookies = new Map<string, Map<string, string>>();

	constructor(url: string) {
		this.#address = url;
	}

	/** URL that the redirects lead to. */
	get address(): string {
		return this.#address;
	}

	/** URL that permanent redirects alone lead to; null if there were none. */
	get movedTo(): string | null {
		return this.#movedTo;
	}

	/** Cookie header for the current URL; "" without cookies. */
	get cookie(): string {
		const cookies = this.#cookies.get(new URL(this.#address).host) ?? [];
		return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
	}

	/** Returns why the current URL must not be requested; null if it may. Every URL on the way is checked like that of a source. */
	fault(): FailedRequest | null {
		const blocked = (detail: string): FailedRequest => ({ outcome: "blocked", detail });
		if (this.#address.length > MAX_URL) {
			return blocked(`redirect target longer than ${MAX_URL.toLocaleString("en")} characters`);
		}
		const fault = urlError(this.#address);
		if (fault) return blocked(this.#redirects > 0 ? `refused redirect: ${fault.message}` : fault.message);
		const key = `${this.#address} ${this.cookie}`;
		if (this.#seen.has(key)) return blocked("it redirects in a circle");
		if (this.#redirects > MAX_REDIRECTS) return blocked(`more than ${MAX_REDIRECTS} redirects`);
		this.#seen.add(key);
		return null;
	}

	/** Takes over the cookies of a response to the current URL. */
	keepCookies(cookies: readonly Cookie[]): void {
		const { host } = new URL(this.#address);
		const known = this.#cookies.get(host) ?? new Map<string, string>();
		for (const { name, value, expired } of cookies) {
			if (expired) known.delete(name);
			else if (known.size < MAX_COOKIES && name.length + value.length <= MAX_COOKIE) known.set(name, value);
		}
		if (known.size > 0) this.#cookies.set(host, known);
	}

	/** Goes on to a redirect target; returns why it cannot. */
	follow(location: string, permanent: boolean): FailedRequest | null {
		if (!URL.canParse(location, this.#address)) {
			return { outcome: "unavailable", detail: "it redirects to an invalid URL" };
		}
		const target = new URL(location, this.#address);
		// Some sites redirect to http and from there back to https; a page is never requested without encryption.
		if (target.protocol === "http:") {
			target.protocol = "https:";
			if (target.port === "80") target.port = "";
		}
		if (target.hash === "" && this.#address.includes("#")) target.hash = new URL(this.#address).hash;
		this.#address = target.href;
		this.#redirects++;
		this.#permanent &&= permanent;
		if (this.#permanent) this.#movedTo = this.#address;
		return null;
	}
}

/** Requests the current URL of a chain, and follows redirects to the last response. */
export async function followRedirects(
	chain: RedirectChain,
	send: (address: string, cookie: string) => Promise<HttpResponse | FailedRequest>,
): Promise<HttpResponse | FailedRequest> {
	for (;;) {
		const fault = chain.fault();
		if (fault) return fault;
		const response = await send(chain.address, chain.cookie);
		if ("outcome" in response) return response;
		chain.keepCookies(response.cookies);
		const { location } = response.headers;
		if (!REDIRECTS.has(response.status) || location === undefined) return response;
		const failure = chain.follow(location, PERMANENT.has(response.status));
		if (failure) return { ...failure, status: response.status };
	}
}
