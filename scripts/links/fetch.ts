import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { getSetCookies, Headers, request } from "undici";
import { DATASET } from "../../schemas/dataset.ts";
import { type FailedRequest, RefusedError } from "../evidence/outcome.ts";
import type { Network } from "./network.ts";

/** User agent sent to servers; its URL says what we do there. */
export const USER_AGENT = `ai-offering-registry-evidence/1 (+${DATASET.repository}/blob/main/docs/evidence.md)`;

/** Limits of one request. Times in milliseconds. */
export interface Limits {
	/** Until the response headers must have arrived. */
	readonly headersMs: number;
	/** Until the whole response must have arrived. */
	readonly totalMs: number;
	/** Bytes of a body that are read, after decompression. */
	readonly bytes: number;
}

export const LIMITS: Limits = { headersMs: 20_000, totalMs: 60_000, bytes: 5 * 1024 * 1024 };

/** Response to one request; redirects are not followed. */
export interface HttpResponse {
	readonly status: number;
	/** Lower-case name → value; of a header that came several times, the first. */
	readonly headers: Readonly<Record<string, string>>;
	/** Decompressed. */
	readonly body: Buffer;
	/** True if the body was cut at the limit. */
	readonly cut: boolean;
	readonly cookies: readonly Cookie[];
}

/** Cookie set by a response; attributes beyond expiry are ignored. */
export interface Cookie {
	readonly name: string;
	readonly value: string;
	/** True if the cookie is to be deleted. */
	readonly expired: boolean;
}

/** Parts of a request beyond a plain GET. */
export interface RequestOptions {
	readonly method?: "GET" | "POST";
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
	gzip: createGunzip,
	"x-gzip": createGunzip,
	deflate: createInflate,
	br: createBrotliDecompress,
};

/** Content encodings applied one over the other that are still decoded. */
const MAX_ENCODINGS = 2;

/** Sends one request and reads the response up to the limits. */
export async function fetchOnce(
	url: string,
	network: Network,
	limits: Limits,
	{ method = "GET", headers = {}, body }: RequestOptions = {},
): Promise<HttpResponse | FailedRequest> {
	const stop = new AbortController();
	const stopAfter = (ms: number, what: string) =>
		setTimeout(() => stop.abort(new TimeoutError(`${what} within ${ms / 1000} s`)), ms);
	const headersTimer = stopAfter(limits.headersMs, "no response");
	const totalTimer = stopAfter(limits.totalMs, "the response did not end");
	try {
		const response = await request(url, {
			dispatcher: network.agent,
			method,
			headers: {
				"user-agent": USER_AGENT,
				accept: "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.1",
				"accept-encoding": "gzip, deflate, br",
				"accept-language": "en",
				...headers,
			},
			body: body ?? null,
			signal: stop.signal,
			// Our own timers replace undici's: they tell late headers from a body that drips for ever.
			headersTimeout: 0,
			bodyTimeout: 0,
		});
		clearTimeout(headersTimer);
		return {
			status: response.statusCode,
			headers: flat(response.headers),
			cookies: cookiesOf(response.headers["set-cookie"]),
			...(await read(response, limits.bytes)),
		};
	} catch (error) {
		return failureOf(stop.signal.aborted ? stop.signal.reason : error);
	} finally {
		clearTimeout(headersTimer);
		clearTimeout(totalTimer);
	}
}

class TimeoutError extends Error {}

async function read(
	response: { readonly headers: Record<string, string | string[] | undefined>; readonly body: Readable },
	limit: number,
): Promise<Pick<HttpResponse, "body" | "cut">> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of decoded(response.body, String(response.headers["content-encoding"] ?? ""))) {
			const bytes = chunk as Buffer;
			chunks.push(size + bytes.length > limit ? bytes.subarray(0, limit - size) : bytes);
			size += bytes.length;
			if (size > limit) return { body: Buffer.concat(chunks), cut: true };
		}
		return { body: Buffer.concat(chunks), cut: false };
	} finally {
		// Destroying the unread rest raises an error that nobody handles.
		response.body.on("error", () => undefined).destroy();
	}
}

/** Decodes the body, outermost encoding first. */
function decoded(body: Readable, header: string): Readable {
	const encodings = header
		.toLowerCase()
		.split(",")
		.map((one) => one.trim());
	const wanted = encodings.filter((one) => one !== "" && one !== "identity").reverse();
	if (wanted.length > MAX_ENCODINGS) throw new RefusedError(`the response has ${wanted.length} content encodings`);
	return wanted.reduce<Readable>((stream, encoding) => {
		const decoder = DECODERS[encoding]?.();
		if (!decoder) throw new RefusedError(`the response is encoded as "${encoding}", which was not requested`);
		stream.once("error", (error) => decoder.destroy(error));
		return stream.pipe(decoder);
	}, body);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function cookiesOf(header: string | string[] | undefined): Cookie[] {
	if (header === undefined) return [];
	const headers = new Headers();
	for (const value of [header].flat()) headers.append("set-cookie", value);
	// The types do not say that a cookie that cannot be read is null.
	const cookies: readonly (ReturnType<typeof getSetCookies>[number] | null)[] = getSetCookies(headers);
	return cookies.flatMap((cookie) => {
		if (cookie === null) return [];
		const { name, value, maxAge, expires } = cookie;
		const expired = (maxAge !== undefined && maxAge <= 0) || (expires !== undefined && Number(expires) <= Date.now());
		return [{ name, value, expired }];
	});
}

/** Texts for certificate errors. Node's own advise to set flags of Node, which is no help to whoever reads them. */
const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
	CERT_HAS_EXPIRED: "its certificate has expired",
	CERT_NOT_YET_VALID: "its certificate is not valid yet",
	DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
	SELF_SIGNED_CERT_IN_CHAIN: "its certificate chain ends in a self-signed certificate",
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
	CERT_REVOKED: "its certificate is revoked",
};
/** Codes of a chain without its intermediate certificates. Browsers load those themselves and show the page. */
const INCOMPLETE_CHAIN = /^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?)$/;

/** Maps an error of Node or undici, which name theirs by code, to an outcome. */
function failureOf(error: unknown): FailedRequest {
	const { refused, codes, message } = unfold(error);
	if (refused) return { outcome: "blocked", detail: refused };
	if (error instanceof TimeoutError) return { outcome: "timeout", detail: error.message };
	const has = (pattern: RegExp) => codes.find((code) => pattern.test(code));
	if (has(/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/)) return { outcome: "timeout", detail: "no connection in time" };
	const dns = has(/^(?:ENOTFOUND|ENODATA|EAI_|ESERVFAIL|EREFUSED)/);
	if (dns) return { outcome: "dns", detail: `the name cannot be looked up (${dns})` };
	const tls = has(/^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/);
	if (tls && INCOMPLETE_CHAIN.test(tls)) {
		return { outcome: "blocked", detail: `the server sends an incomplete certificate chain (${tls})` };
	}
	if (tls) return { outcome: "tls", detail: `${CERTIFICATE_FAULTS[tls] ?? message.split(";")[0]} (${tls})` };
	if (has(/^UND_ERR_HEADERS_OVERFLOW$/)) return { outcome: "blocked", detail: "its response headers are too large" };
	return { outcome: "unavailable", detail: codes.length > 0 ? `${message} (${codes[0]})` : message };
}

/** Collects the codes of an error, its causes and the errors that it aggregates. */
function unfold(error: unknown): { refused: string | null; codes: string[]; message: string } {
	const codes: string[] = [];
	let refused: string | null = null;
	const queue: unknown[] = [error];
	for (let one = queue.shift(); one !== undefined && codes.length < 20; one = queue.shift()) {
		if (!(one instanceof Error)) continue;
		if (one instanceof RefusedError) refused ??= one.message;
		if ("code" in one && typeof one.code === "string") codes.push(one.code);
		if (one instanceof AggregateError) queue.push(...one.errors);
		if (one.cause !== undefined) queue.push(one.cause);
	}
	return { refused, codes, message: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "" };
}
