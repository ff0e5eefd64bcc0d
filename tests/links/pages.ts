import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { onTestFinished } from "vitest";
import type { Limits } from "../../scripts/links/fetch.ts";
import type { Resolve } from "../../scripts/links/network.ts";
import { PageChecker } from "../../scripts/links/page-checker.ts";
import { type RateLimit, RequestQueue } from "../../scripts/links/rate-limit.ts";
import { TextExtractor } from "../../scripts/links/text-extractor.ts";
import { TODAY } from "../support.ts";
import { loopbackNetwork } from "./loopback.ts";

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server on loopback: `host/path` or `/path` → handler; every other path, `/robots.txt` too, is 404. */
export async function startPages(
	routes: Readonly<Record<string, Handler>>,
	tls?: { key: string; cert: string },
): Promise<{ port: number; log: string[] }> {
	const log: string[] = [];
	const listener: RequestListener = (request, response) => {
		const [path = ""] = (request.url ?? "").split("?");
		const host = request.headers.host ?? "";
		log.push(`${request.method} ${host}${path}`);
		// What a client that went away no longer reads is no failure.
		response.on("error", () => undefined);
		const handler = routes[`${host}${path}`] ?? routes[path];
		if (handler) handler(request, response);
		else response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not found</h1>");
	};
	const server = tls ? createTlsServer(tls, listener) : createServer({ maxHeaderSize: 1 << 20 }, listener);
	return { port: await listening(server), log };
}

/** Starts a server on loopback that ends with the test. */
export async function listening(server: Server & { closeAllConnections?: () => void }): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(async () => {
		server.closeAllConnections?.();
		await new Promise((resolve) => server.close(resolve));
	});
	return (server.address() as AddressInfo).port;
}

export const FAST: RateLimit = { concurrency: 16, pauseMs: 0, random: () => 0.5 };
/** For servers that never answer. */
export const SHORT: Limits = { headersMs: 250, totalMs: 500, bytes: 5 * 1024 * 1024 };
/** For all others: nothing that a busy machine delays runs out of time. */
export const LONG: Limits = { ...SHORT, headersMs: 50_000, totalMs: 50_000 };

/** One for all test files of this process, for its thread starts slower than most tests run; it ends with the process. */
const extractor = new TextExtractor();

interface CheckerOptions {
	readonly resolve?: Resolve;
	readonly ca?: string;
	readonly limits?: Limits;
	readonly rateLimit?: RateLimit;
	readonly queue?: RequestQueue;
}

/** Makes a checker whose every connection goes to a port of loopback, or nowhere without one. */
export function checkerTo(port: number | null, options: CheckerOptions = {}): PageChecker {
	const { limits = LONG, rateLimit = FAST, queue = new RequestQueue(rateLimit) } = options;
	const network = loopbackNetwork(port, options);
	onTestFinished(() => network.close());
	return new PageChecker({ network, extractor, queue, limits, today: TODAY });
}

/** Page with a main part. */
export function page(main: string, head = ""): string {
	return `<!doctype html><html><head><meta charset="utf-8"><title>Terms</title>${head}</head><body><nav>Home</nav><main>${main}</main></body></html>`;
}

export const TERMS = page(`<h1>Terms</h1><p>${"Acme does not train on the data of its customers. ".repeat(8)}</p>`);

/** Answers with a status, headers and a body. */
export function sends(status: number, headers: Record<string, string>, body: string | Buffer = ""): Handler {
	return (_request, response) => response.writeHead(status, headers).end(body);
}

export const html = (body: string): Handler => sends(200, { "content-type": "text/html; charset=utf-8" }, body);
export const redirects = (status: number, location: string): Handler => sends(status, { location });

/** Sends plain text as fast as it is taken, without end. */
export const endless: Handler = (_request, response) => {
	response.writeHead(200, { "content-type": "text/plain" });
	const piece = Buffer.alloc(256 * 1024, "word ");
	const more = (): void => {
		while (response.write(piece));
	};
	response.on("drain", more);
	more();
};
