import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** Path of the site below its host, as in the data set's homepage. */
export const BASE = "/registry/";

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

export interface PageServer {
	/** URL of the front page. */
	readonly url: string;
	readonly close: () => void;
}

/** Serves built pages below BASE on loopback, compressed as a static host would. The folder must not change. */
export async function servePages(pages: string): Promise<PageServer> {
	const compressed = new Map<string, Buffer>();
	const bytesOf = (file: string) => {
		const known = compressed.get(file);
		if (known) return known;
		const bytes = gzipSync(readFileSync(file));
		compressed.set(file, bytes);
		return bytes;
	};
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const inside = pathname.startsWith(BASE) ? join(pages, decodeURIComponent(pathname.slice(BASE.length))) : "";
		const named = inside.endsWith(sep) || inside === pages ? join(inside, "index.html") : inside;
		const there = named.startsWith(`${pages}${sep}`) && statSync(named, { throwIfNoEntry: false })?.isFile();
		const file = there ? named : join(pages, "404.html");
		response.writeHead(there ? 200 : 404, {
			"Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
			"Content-Encoding": "gzip",
			// Names of assets change with their content, so that a browser need not ask for them again.
			...(pathname.startsWith(`${BASE}assets/`) && { "Cache-Control": "max-age=31536000, immutable" }),
		});
		response.end(bytesOf(file));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
