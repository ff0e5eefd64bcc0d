import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";

/** Media types that GitHub Pages sends for the endings of our files; others are bytes to it. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
	".csv": "text/csv; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".ics": "text/calendar",
	".js": "application/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8",
	".svg": "image/svg+xml",
	".txt": "text/plain; charset=utf-8",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml": "application/xml",
	".yaml": "text/yaml",
};

const BASE = "/registry/";

type Files = ReadonlyMap<string, string | Buffer>;

/**
 * Serves files on loopback as GitHub Pages serves the site of a project: below its name, with CORS for everyone, ETags,
 * compression of text, a redirect to the slash behind a folder, and `404.html` for what is not there. Gives the base URL.
 */
export async function githubPages(files: Files): Promise<string> {
	const server = createServer((request, response) => answer(files, request, response));
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
}

function answer(files: Files, request: IncomingMessage, response: ServerResponse): void {
	const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
	response.setHeader("Access-Control-Allow-Origin", "*");
	if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
	const path = decodeURIComponent(pathname);
	if (`${path}/` === BASE || isFolder(files, path.slice(BASE.length))) {
		return void response.writeHead(301, { Location: `${pathname}/${search}` }).end();
	}
	const name = path.startsWith(BASE) ? path.slice(BASE.length) : null;
	const found = name === null ? undefined : [name, `${name}index.html`, `${name}.html`].find((one) => files.has(one));
	send(request, response, found ?? "404.html", files.get(found ?? "404.html") ?? "", found === undefined ? 404 : 200);
}

function isFolder(files: Files, path: string): boolean {
	return (
		path !== "" &&
		!path.endsWith("/") &&
		!files.has(path) &&
		[...files.keys()].some((one) => one.startsWith(`${path}/`))
	);
}

function send(
	{ headers, method }: IncomingMessage,
	response: ServerResponse,
	path: string,
	content: string | Buffer,
	status: number,
): void {
	const etag = `"${sha256(content).slice(0, 16)}"`;
	response.setHeader("Cache-Control", "max-age=600");
	response.setHeader("ETag", etag);
	if (status === 200 && headers["if-none-match"] === etag) return void response.writeHead(304).end();
	const type = MEDIA_TYPES[extname(path)] ?? "application/octet-stream";
	response.setHeader("Content-Type", type);
	const isCompressed = /gzip/.test(headers["accept-encoding"] ?? "") && /^text|json|xml|javascript/.test(type);
	if (isCompressed) response.setHeader("Content-Encoding", "gzip");
	response.writeHead(status);
	response.end(method === "HEAD" ? undefined : isCompressed ? gzipSync(content) : content);
}
