import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";
import { createGzip } from "node:zlib";
import { afterAll, inject } from "vitest";
import type { Shared } from "./shared.ts";

/** Path of the site below its host, as in the data set's homepage. */
export const BASE = "/registry/";

export interface BuiltSite {
	/** The artifact folder that the site was built from. */
	readonly artifacts: string;
	/** The site's files; `index.html` is the page at BASE. */
	readonly pages: string;
}

/** Asks for what all test processes share; it is made when the first of them asks. */
export async function fromShared(name: "site" | "browser"): Promise<string> {
	const answer = (await (await fetch(`${inject("shared")}${name}`)).json()) as Shared;
	if ("failed" in answer) throw new Error(answer.failed);
	return answer.at;
}

/** Returns the site of this repository's records. */
export async function realSite(): Promise<BuiltSite> {
	const folder = await fromShared("site");
	return { artifacts: join(folder, "artifacts"), pages: join(folder, "pages") };
}

const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
	".xml": "application/xml",
	".png": "image/png",
	".webmanifest": "application/manifest+json",
	".woff2": "font/woff2",
};

/** Serves a folder below BASE on loopback, compressed as a static host would, until the test file ends; returns the URL of the front page. */
export async function serveSite(pages: string): Promise<string> {
	const server: Server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const inside = pathname.startsWith(BASE) ? join(pages, decodeURIComponent(pathname.slice(BASE.length))) : "";
		const named = inside.endsWith(sep) || inside === pages ? join(inside, "index.html") : inside;
		const there = named.startsWith(`${pages}${sep}`) && statSync(named, { throwIfNoEntry: false })?.isFile();
		const file = there ? named : join(pages, "404.html");
		response.writeHead(there ? 200 : 404, {
			"Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
			"Content-Encoding": "gzip",
		});
		createReadStream(file).pipe(createGzip()).pipe(response);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
}
