import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { request } from "undici";
import { DATASET } from "../../schemas/dataset.ts";
import { type FailedRequest, RefusedError } from "../evidence/outcome.ts";
import type { Network } from "./network.ts";

/** How we name ourselves to a server, with an address that says what we do there. */
export const USER_AGENT = `ai-offering-registry-evidence/1 (+${DATASET.repository}/blob/main/docs/evidence.md)`;

/** How long and how much is waited for. Times in milliseconds. */
export interface Limits {
	/** Until the headers are there. */
	readonly headersMs: number;
	/** Until the whole answer is there. */
	readonly totalMs: number;
	/** Largest body that is read, in bytes after decompression. */
	readonly bytes: number;
}

export const LIMITS: Limits = { headersMs: 20_000, totalMs: 60_000, bytes: 5 * 1024 * 1024 };

/** A server's answer to one request; redirects are not followed. */
export interface Answer {
	readonly status: number;
	/** Lower-case name → value; of one that came several times, the first. */
	readonly headers: Readonly<Record<string, string>>;
	/** Decompressed. */
	readonly body: Buffer;
	/** Whether the body was cut at the limit. */
	readonly cut: boolean;
}

/** What is asked for besides a plain look. */
export interface Request {
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

/** Most encodings laid over one another that are undone. */
const MAX_ENCODINGS = 2;

/** Sends one request, without cookies or credentials of any kind, and reads the answer as far as the limits go. */
export async function fetchOnce(
	url: string,
	network: Network,
	limits: Limits,
	{ method = "GET", headers = {}, body }: Request = {},
): Promise<Answer | FailedRequest> {
	const stop = new AbortController();
	const stopAfter = (ms: number, what: string) =>
		setTimeout(() => stop.abort(new TimeoutError(`${what} within ${ms / 1000} s`)), ms);
	const headersTimer = stopAfter(limits.headersMs, "no answer");
	const totalTimer = stopAfter(limits.totalMs, "the answer did not end");
	try {
		const answer = await request(url, {
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
			// Our own timers watch: they tell headers from the rest, and a slow drip from an answer.
			headersTimeout: 0,
			bodyTimeout: 0,
		});
		clearTimeout(headersTimer);
		return { status: answer.statusCode, headers: flat(answer.headers), ...(await read(answer, limits.bytes)) };
	} catch (error) {
		return failureOf(stop.signal.aborted ? stop.signal.reason : error);
	} finally {
		clearTimeout(headersTimer);
		clearTimeout(totalTimer);
	}
}

class TimeoutError extends Error {}

async function read(
	answer: { readonly headers: Record<string, string | string[] | undefined>; readonly body: Readable },
	limit: number,
): Promise<Pick<Answer, "body" | "cut">> {
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of decoded(answer.body, String(answer.headers["content-encoding"] ?? ""))) {
			const bytes = chunk as Buffer;
			chunks.push(size + bytes.length > limit ? bytes.subarray(0, limit - size) : bytes);
			size += bytes.length;
			if (size > limit) return { body: Buffer.concat(chunks), cut: true };
		}
		return { body: Buffer.concat(chunks), cut: false };
	} finally {
		// What is left of it is not waited for; the error that this raises is nobody's business.
		answer.body.on("error", () => undefined).destroy();
	}
}

/** The body without its encodings, undone from the outermost. */
function decoded(body: Readable, header: string): Readable {
	const encodings = header
		.toLowerCase()
		.split(",")
		.map((one) => one.trim());
	const wanted = encodings.filter((one) => one !== "" && one !== "identity").reverse();
	if (wanted.length > MAX_ENCODINGS) throw new RefusedError(`the answer is encoded ${wanted.length} times over`);
	return wanted.reduce<Readable>((stream, encoding) => {
		const decoder = DECODERS[encoding]?.();
		if (!decoder) throw new RefusedError(`the answer is encoded as "${encoding}", which was not asked for`);
		stream.once("error", (error) => decoder.destroy(error));
		return stream.pipe(decoder);
	}, body);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
	const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

/** What an error of the network means. Node and undici name their errors by code. */
function failureOf(error: unknown): FailedRequest {
	const { refused, codes, message } = unfold(error);
	if (refused) return { outcome: "refused", detail: refused };
	if (error instanceof TimeoutError) return { outcome: "timeout", detail: error.message };
	const has = (pattern: RegExp) => codes.find((code) => pattern.test(code));
	if (has(/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/)) return { outcome: "timeout", detail: "no connection in time" };
	const dns = has(/^(?:ENOTFOUND|ENODATA|EAI_|ESERVFAIL|EREFUSED)/);
	if (dns) return { outcome: "dns", detail: `the name cannot be looked up (${dns})` };
	const tls = has(/^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/);
	if (tls) return { outcome: "tls", detail: `${message} (${tls})` };
	return { outcome: "unavailable", detail: codes.length > 0 ? `${message} (${codes[0]})` : message };
}

/** An error with those that it was caused by or that it gathers. */
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
