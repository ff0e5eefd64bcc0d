import { createServer } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import { fetchOnce } from "../../scripts/links/fetch.ts";
import { openNetwork } from "../../scripts/links/network.ts";
import type { CheckResult } from "../../scripts/links/page-checker.ts";
import {
	checkerTo,
	endless,
	type Handler,
	html,
	LONG,
	listening,
	page,
	redirects,
	SHORT,
	sends,
	startPages,
	TERMS,
} from "./pages.ts";

const HTML = { "content-type": "text/html" };
const FILLER = "Plain words about the terms of a service. ".repeat(12);
const zeros = Buffer.alloc(64 * 1024 * 1024);
const bomb = gzipSync(zeros, { level: 9 });
/** A host whose name leads to an address, in this test. */
const ADDRESSES: Readonly<Record<string, string>> = {
	"six.acme.com": "::1",
	"inner.acme.com": "10.0.0.7",
	"mapped.acme.com": "::ffff:127.0.0.1",
	"nat64.acme.com": "64:ff9b::a00:7",
	"other-loop.acme.com": "127.0.0.2",
};

async function drip(response: Parameters<Handler>[1], piece: string, every: number): Promise<void> {
	const timer = setInterval(() => response.write(piece), every);
	response.on("close", () => clearInterval(timer));
}

/** Name, what the server does, what is to come of it. Every case asks for https://docs.acme.com/page. */
const CASES: readonly (readonly [string, Handler, Partial<Record<keyof CheckResult, unknown>>])[] = [
	["a page", html(TERMS), { outcome: "ok", status: 200, text: expect.stringContaining("does not train") }],
	[
		"a redirect to a metadata address",
		redirects(302, "http://169.254.169.254/latest/meta-data/"),
		{ outcome: "blocked" },
	],
	["a redirect to a metadata address by https", redirects(302, "https://169.254.169.254/"), { outcome: "blocked" }],
	["a redirect to an address in octal", redirects(302, "https://0251.0376.0251.0376/"), { outcome: "blocked" }],
	["a redirect to an address as one number", redirects(302, "https://2852039166/"), { outcome: "blocked" }],
	["a redirect to loopback in brackets", redirects(302, "https://[::1]/"), { outcome: "blocked" }],
	["a redirect to a mapped address", redirects(302, "https://[::ffff:10.0.0.1]/"), { outcome: "blocked" }],
	["a redirect to a file", redirects(302, "file:///etc/passwd"), { outcome: "blocked" }],
	["a redirect to data", redirects(302, "data:text/html,hello"), { outcome: "blocked" }],
	["a redirect to a script", redirects(302, "javascript:alert(1)"), { outcome: "blocked" }],
	["a redirect to localhost", redirects(302, "https://localhost/"), { outcome: "blocked" }],
	["a redirect to a name without a dot", redirects(302, "https://intranet/"), { outcome: "blocked" }],
	["a redirect to a reserved name", redirects(302, "https://printer.local/"), { outcome: "blocked" }],
	["a redirect to another port", redirects(302, "https://docs.acme.com:8443/"), { outcome: "blocked" }],
	["a redirect with a password", redirects(302, "https://a:b@docs.acme.com/"), { outcome: "blocked" }],
	[
		"a downgrade",
		redirects(301, "http://docs.acme.com/page"),
		{ outcome: "blocked", detail: "it redirects in a circle" },
	],
	[
		"a redirect to a name that leads to ::1",
		redirects(302, "https://six.acme.com/"),
		{ outcome: "blocked", detail: expect.stringContaining("::1") },
	],
	["a redirect to a name that leads inside", redirects(302, "https://inner.acme.com/"), { outcome: "blocked" }],
	[
		"a redirect to a name that leads to a mapped address",
		redirects(302, "https://mapped.acme.com/"),
		{ outcome: "blocked" },
	],
	[
		"a redirect to a name that leads inside by NAT64",
		redirects(302, "https://nat64.acme.com/"),
		{ outcome: "blocked" },
	],
	[
		"a redirect to a name that leads to another loopback address",
		redirects(302, "https://other-loop.acme.com/"),
		{ outcome: "blocked" },
	],
	["a redirect to itself", redirects(302, "/page"), { outcome: "blocked", detail: "it redirects in a circle" }],
	[
		"a redirect that never ends",
		(request, response) =>
			redirects(302, `/page?n=${Number(/\d+$/.exec(request.url ?? "")?.[0] ?? 0) + 1}`)(request, response),
		{ outcome: "blocked", detail: "more than 10 redirects" },
	],
	["a redirect without an address", sends(302, {}), { outcome: "unavailable", status: 302 }],
	["a redirect to nonsense", redirects(302, "https://[oops"), { outcome: "unavailable" }],
	["a page that moved for good", redirects(301, "/new"), { outcome: "moved", moved_to: "https://docs.acme.com/new" }],
	["a page that moved with a slash alone", redirects(308, "/page/"), { outcome: "ok" }],
	["a page that is elsewhere for now", redirects(307, "/new"), { outcome: "ok" }],
	[
		"a page that moved to the front page",
		redirects(301, "/"),
		{ outcome: "moved", detail: expect.stringContaining("front page") },
	],
	["no page", sends(404, HTML, "no"), { outcome: "gone", status: 404 }],
	["a page that is gone", sends(410, HTML, "no"), { outcome: "gone", status: 410 }],
	["an error page with status 200", html(page("<h1>404</h1><p>Page not found</p>")), { outcome: "gone", status: 200 }],
	[
		"an error page named in its title alone",
		html("<title>Page Not Found | Acme</title><p>Try the search.</p>"),
		{ outcome: "gone" },
	],
	["a long page about 404", html(page(`<h1>404 explained</h1><p>${FILLER.repeat(6)}</p>`)), { outcome: "ok" }],
	["401", sends(401, HTML), { outcome: "blocked", status: 401 }],
	["403", sends(403, HTML), { outcome: "blocked", status: 403 }],
	[
		"429 that never wants us again",
		sends(429, { ...HTML, "retry-after": "86400" }),
		{ outcome: "blocked", detail: expect.stringContaining("86400") },
	],
	[
		"a challenge with status 200",
		html("<title>Just a moment...</title><p>Checking your browser</p>"),
		{ outcome: "blocked" },
	],
	[
		"a challenge with status 503",
		sends(503, HTML, "<title>Attention Required! | Cloudflare</title>"),
		{ outcome: "blocked" },
	],
	["a challenge told in a header", sends(202, { ...HTML, "x-amzn-waf-action": "challenge" }), { outcome: "blocked" }],
	["500", sends(500, HTML), { outcome: "unavailable", status: 500 }],
	["slow headers", () => undefined, { outcome: "timeout", detail: "no response within 0.25 s" }],
	[
		"a body that never ends, slowly",
		(_request, response) => void drip(response.writeHead(200, HTML), "<p>a</p>", 20),
		{ outcome: "timeout" },
	],
	["a body that never ends, fast", endless, { outcome: "ok", detail: "read up to 5242880 bytes" }],
	[
		"a compression bomb",
		sends(200, { "content-type": "text/plain", "content-encoding": "gzip" }, bomb),
		{ outcome: "ok", detail: expect.stringContaining("read up to 5242880 bytes") },
	],
	[
		"a compression bomb in a compression bomb",
		sends(200, { "content-type": "text/plain", "content-encoding": "gzip, gzip" }, gzipSync(bomb)),
		{ outcome: "ok", detail: expect.stringContaining("read up to") },
	],
	[
		"an answer encoded many times over",
		sends(200, { ...HTML, "content-encoding": "gzip, gzip, gzip, gzip" }, "x"),
		{ outcome: "blocked" },
	],
	[
		"an encoding that nobody asked for",
		sends(200, { ...HTML, "content-encoding": "exotic" }, "x"),
		{ outcome: "blocked" },
	],
	["a broken encoding", sends(200, { ...HTML, "content-encoding": "gzip" }, "no gzip"), { outcome: "unavailable" }],
	[
		"deflate",
		sends(200, { ...HTML, "content-encoding": "deflate" }, deflateSync(TERMS)),
		{ outcome: "ok", text: expect.stringContaining("train") },
	],
	[
		"brotli",
		sends(200, { ...HTML, "content-encoding": "br" }, brotliCompressSync(TERMS)),
		{ outcome: "ok", text: expect.stringContaining("train") },
	],
	[
		"an unknown charset",
		sends(200, { "content-type": "text/html; charset=utf-99" }, page(`<p>Übergröße ${FILLER}</p>`)),
		{ outcome: "ok", text: expect.stringContaining("Übergröße") },
	],
	[
		"a charset that the page alone tells",
		sends(200, HTML, Buffer.from(`<meta charset="iso-8859-1"><p>\xdcber ${FILLER}</p>`, "latin1")),
		{ outcome: "ok", text: expect.stringContaining("Über") },
	],
	[
		"bytes that are no text in their charset",
		sends(200, { "content-type": "text/html; charset=utf-8" }, Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])),
		{ outcome: "ok" },
	],
	[
		"a picture",
		sends(200, { "content-type": "image/png" }, "PNG"),
		{ outcome: "ok", sha256: sha256("PNG"), detail: "compared by its bytes (image/png)" },
	],
	[
		"a program",
		sends(200, { "content-type": "application/octet-stream" }, "MZ"),
		{ outcome: "ok", sha256: sha256("MZ") },
	],
	[
		"a broken PDF",
		sends(200, { "content-type": "application/pdf" }, "%PDF-1.7 broken"),
		{ outcome: "ok", detail: expect.stringContaining("no text") },
	],
	["an empty page", sends(200, HTML), { outcome: "ok", detail: expect.stringContaining("no text") }],
	["a page of elements without end", html(`<main>${"<div>".repeat(100_000)}`), { outcome: "ok" }],
	["a connection that breaks off", (_request, response) => void response.socket?.destroy(), { outcome: "unavailable" }],
	[
		"a body that breaks off",
		(_request, response) => {
			response.writeHead(200, { ...HTML, "content-length": "1000" }).write("<p>half", () => response.socket?.destroy());
		},
		{ outcome: "unavailable" },
	],
	["headers larger than the limit", sends(200, { ...HTML, "x-big": "a".repeat(200_000) }), { outcome: "blocked" }],
];

test("there are at least forty hostile cases", () => expect(CASES.length).toBeGreaterThanOrEqual(40));

test.each(CASES)("%s", async (_name, handler, expected) => {
	const { port } = await startPages({ "/page": handler, "/page/": html(TERMS), "/new": html(TERMS), "/": html(TERMS) });
	const checker = checkerTo(port, {
		limits: expected.outcome === "timeout" ? SHORT : LONG,
		resolve: async (host) => {
			const address = ADDRESSES[host] ?? "127.0.0.1";
			return [{ address, family: address.includes(":") ? 6 : 4 }];
		},
	});
	expect(await checker.check({ url: "https://docs.acme.com/page" })).toMatchObject(expected);
});

test("a name that leads to loopback is refused and no socket opens", async () => {
	let connections = 0;
	const port = await listening(
		createServer((socket) => {
			connections++;
			socket.destroy();
		}),
	);
	for (const address of ["127.0.0.1", "::1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0"]) {
		const network = openNetwork({ resolve: async () => [{ address, family: address.includes(":") ? 6 : 4 }] });
		const answer = await fetchOnce(`https://acme.com:${port}/`, network, SHORT);
		await network.close();
		expect(answer, address).toMatchObject({ outcome: "blocked", detail: expect.stringContaining(address) });
	}
	expect(connections).toBe(0);
});

test("one bad address among good ones is enough", async () => {
	const resolve = async () => ["93.184.215.14", "10.0.0.1"].map((address) => ({ address, family: 4 }));
	expect(await checkerTo(null, { resolve }).check({ url: "https://acme.com/" })).toMatchObject({ outcome: "blocked" });
});

test("a name whose address changes between two look-ups is checked for each connection", async () => {
	const { port, log } = await startPages({
		"/a": sends(200, { ...HTML, connection: "close" }, TERMS),
		"/b": html(TERMS),
	});
	const answers = ["127.0.0.1", "127.0.0.1", "192.168.1.1"];
	const checker = checkerTo(port, { resolve: async () => [{ address: answers.shift() ?? "192.168.1.1", family: 4 }] });
	expect(await checker.check({ url: "https://acme.com/a" })).toMatchObject({ outcome: "ok" });
	const asked = log.length;
	const { outcome } = await checker.check({ url: "https://acme.com/b" });
	// The connection that robots.txt left open may still serve; a new one would be refused.
	if (outcome !== "blocked") expect(log.length).toBeGreaterThan(asked);
	const fresh = checkerTo(port, { resolve: async () => [{ address: "192.168.1.1", family: 4 }] });
	expect(await fresh.check({ url: "https://acme.com/b" })).toMatchObject({ outcome: "blocked" });
});

test("a name that leads nowhere is dns, and its robots.txt is not asked for", async () => {
	const resolve = async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
	expect(await checkerTo(null, { resolve }).check({ url: "https://acme.com/" })).toMatchObject({ outcome: "dns" });
});

test("a certificate that nobody vouches for, or of another name, is tls", async () => {
	const own = await generate([{ name: "commonName", value: "docs.acme.com" }], {
		keyType: "ec",
		extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "docs.acme.com" }] }],
	});
	const { port } = await startPages({ "/page": html(TERMS) }, { key: own.private, cert: own.cert });
	const other = await generate([{ name: "commonName", value: "other" }], { keyType: "ec" });
	expect(await checkerTo(port, { ca: other.cert }).check({ url: "https://docs.acme.com/page" })).toMatchObject({
		outcome: "tls",
	});
	expect(await checkerTo(port, { ca: own.cert }).check({ url: "https://www.acme.com/page" })).toMatchObject({
		outcome: "tls",
	});
	expect(await checkerTo(port, { ca: own.cert }).check({ url: "https://docs.acme.com/page" })).toMatchObject({
		outcome: "ok",
	});
});

test("a server that speaks no TLS is tls, and one that speaks no HTTP is unavailable", async () => {
	const port = await listening(
		createServer((socket) => {
			socket.on("error", () => undefined).write("hello\r\n", () => socket.destroy());
		}),
	);
	expect((await checkerTo(port, { ca: "" }).check({ url: "https://acme.com/" })).outcome).toMatch(
		/^(?:tls|unavailable)$/,
	);
	expect(await checkerTo(port).check({ url: "https://acme.com/" })).toMatchObject({ outcome: "unavailable" });
});

test("no cookie of another host, no credentials and no referrer are sent, and the user agent says who asks", async () => {
	const seen: Record<string, unknown>[] = [];
	const keep: (answer: Handler) => Handler = (answer) => (request, response) => {
		seen.push(request.headers);
		answer(request, response);
	};
	const cookie = sends(302, { location: "https://www.acme.com/page", "set-cookie": "a=b" });
	const { port } = await startPages({ "docs.acme.com/page": keep(cookie), "www.acme.com/page": keep(html(TERMS)) });
	await checkerTo(port).check({ url: "https://docs.acme.com/page" });
	expect(seen).toHaveLength(2);
	for (const headers of seen) {
		expect(headers).not.toHaveProperty("cookie");
		expect(headers).not.toHaveProperty("authorization");
		expect(headers).not.toHaveProperty("referer");
		expect(headers["user-agent"]).toMatch(/^ai-offering-registry-evidence\/1 \(\+https:\/\/.*docs\/evidence\.md\)$/);
	}
});

test("robots.txt is obeyed, on the host that a redirect leads to as well", async () => {
	const { port, log } = await startPages({
		"docs.acme.com/robots.txt": sends(200, { "content-type": "text/plain" }, "User-agent: *\nDisallow: /private\n"),
		"www.acme.com/robots.txt": sends(200, {}, "User-agent: ai-offering-registry-evidence\nDisallow: /\n"),
		"astray.acme.com/robots.txt": redirects(302, "http://astray.acme.com/robots.txt"),
		"astray.acme.com/page": html(TERMS),
		"broken.acme.com/robots.txt": sends(500, {}),
		"docs.acme.com/private/page": html(TERMS),
		"docs.acme.com/page": html(TERMS),
		"docs.acme.com/to-www": redirects(302, "https://www.acme.com/page"),
	});
	const checker = checkerTo(port);
	const outcome = async (url: string) => (await checker.check({ url: url })).outcome;
	expect(await outcome("https://docs.acme.com/private/page")).toBe("blocked");
	expect(await outcome("https://docs.acme.com/page")).toBe("ok");
	expect(await outcome("https://docs.acme.com/to-www")).toBe("blocked");
	expect(await outcome("https://astray.acme.com/page")).toBe("ok");
	expect(await outcome("https://broken.acme.com/page")).toBe("blocked");
	expect(log.filter((line) => line === "GET docs.acme.com/robots.txt")).toHaveLength(1);
	expect(log).not.toContain("GET docs.acme.com/private/page");
	expect(log).not.toContain("GET www.acme.com/page");
});
