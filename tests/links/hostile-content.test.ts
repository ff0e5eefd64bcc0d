import { brotliCompressSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { sha256 } from "../../scripts/lib/hash.ts";
import type { CheckResult, CheckTarget } from "../../scripts/links/page-checker.ts";
import { RequestQueue } from "../../scripts/links/rate-limit.ts";
import { checkerTo, endless, FAST, type Handler, html, page, redirects, sends, startPages, TERMS } from "./pages.ts";

const URL_ = "https://docs.acme.com/page";
const refresh = (target: string, head = ""): Handler =>
	html(`<!doctype html><title>Acme</title>${head}<meta http-equiv="refresh" content="0;url=${target}"><p>Wait.</p>`);
const count = (request: { url?: string | undefined }): number => Number(/\d+$/.exec(request.url ?? "")?.[0] ?? 0);
const big = (type: string, text: string): Handler => sends(200, { "content-type": type }, text);
const blocked = (detail: string) => ({ outcome: "blocked", detail: expect.stringContaining(detail) });

/** Name, what the server answers, what comes of it; what the target and other paths are, where it matters. */
type More = { readonly target?: Partial<CheckTarget>; readonly routes?: Readonly<Record<string, Handler>> };
const CASES: readonly (readonly [string, Handler, Partial<Record<keyof CheckResult, unknown>>, More?])[] = [
	["a refresh to a metadata address", refresh("http://169.254.169.254/latest/"), blocked("IP address")],
	["a refresh to a name inside", refresh("https://intranet/"), blocked("no public host name")],
	["a refresh to a file", refresh("file:///etc/passwd"), blocked("refused redirect")],
	["a refresh to a script", refresh("javascript:alert(1)"), blocked("refused redirect")],
	["a refresh to data", refresh("data:text/html,hello"), blocked("refused redirect")],
	["a refresh to nonsense", refresh("https://[oops"), { outcome: "unavailable" }],
	["a refresh below another base", refresh("/new", '<base href="https://10.0.0.1/">'), { outcome: "ok" }],
	[
		"a refresh in a comment",
		html(`<!-- <meta http-equiv="refresh" content="0;url=/x"> -->${TERMS}`),
		{ outcome: "ok" },
	],
	["a circle of refreshes", refresh("/back"), blocked("circle"), { routes: { "/back": refresh("/page") } }],
	[
		"refreshes without end",
		(request, response) => refresh(`/page?n=${count(request) + 1}`)(request, response),
		blocked("more than 10 redirects"),
	],
	[
		"a new cookie and a redirect to itself without end",
		(request, response) =>
			sends(302, {
				location: "/page",
				"set-cookie": `n=${Number(/n=(\d+)/.exec(request.headers.cookie ?? "")?.[1] ?? 0) + 1}`,
			})(request, response),
		blocked("more than 10 redirects"),
	],
	[
		"a cookie of 100 KB",
		(request, response) =>
			request.url === "/page"
				? sends(302, { location: "/page?again", "set-cookie": `a=${"x".repeat(100_000)}` })(request, response)
				: sends(
						request.headers.cookie === undefined ? 200 : 500,
						{ "content-type": "text/html" },
						TERMS,
					)(request, response),
		{ outcome: "ok" },
	],
	[
		"a cookie that is no cookie",
		sends(200, { "content-type": "text/html", "set-cookie": "=;;;=" }, TERMS),
		{ outcome: "ok" },
	],
	["a sign-in page inside of our network", redirects(302, "https://10.0.0.1/login"), blocked("IP address")],
	["a title of 2 MB", html(`<title>${"404s ".repeat(400_000)}</title>${TERMS}`), { outcome: "ok" }],
	["brackets without end, as Markdown", big("text/markdown", "[".repeat(30_000)), { outcome: "ok" }],
	["quotes within quotes without end, as Markdown", big("text/markdown", `${"> ".repeat(1_000)}x`), { outcome: "ok" }],
	["JSON that is nested a million times", big("application/json", "[".repeat(1_000_000)), { outcome: "ok" }],
	[
		"a fragment of signs of a pattern",
		html(page('<p id="a">a</p><p id="b">b</p><p id="c">c</p>')),
		{ outcome: "gone" },
		{ target: { url: `${URL_}#(a+)+$[` } },
	],
	["a fragment that is no encoding", html(TERMS), { outcome: "ok" }, { target: { url: `${URL_}#%E0%A4` } }],
	[
		"a bomb that is called a zip",
		sends(
			200,
			{ "content-type": "application/zip", "content-encoding": "br" },
			brotliCompressSync(Buffer.alloc(32 * 1024 * 1024)),
		),
		{ outcome: "ok", detail: expect.stringContaining("compared by its first bytes") },
	],
	[
		"a type of 10 KB",
		sends(200, { "content-type": `x/${"y".repeat(10_000)}` }, "PK"),
		{ outcome: "ok", sha256: sha256("PK"), detail: expect.stringMatching(/^.{1,120}$/) },
	],
	[
		"characters that turn a terminal's text around",
		html(page(`<p>We do \u202enot\u202c \u001b[31mtrain\u0007.</p>`)),
		{ outcome: "ok", text: "We do not [31mtrain ." },
	],
	[
		"words that end a code block and call people",
		html(page("<p>``` @everyone <!-- registry: x --> #1</p>")),
		{ outcome: "ok", text: expect.stringContaining("@everyone") },
	],
	[
		"a paragraph of 1 MB beside a quote",
		html(page(`<p>${"we do not train ".repeat(60_000)}</p>`)),
		{ outcome: "ok" },
		{ target: { quotes: [{ quote: "We never train on anything that you send." }] } },
	],
	[
		"underscores and stars without end beside a quote",
		html(page(`<p>${"_*".repeat(100_000)}</p>`)),
		{ outcome: "ok" },
		{ target: { quotes: [{ quote: "We never train." }] } },
	],
];

test("there are at least twenty cases", () => expect(CASES.length).toBeGreaterThanOrEqual(20));

test.each(CASES)("%s", async (...given) => {
	const [, handler, expected, more] = given as unknown as (typeof CASES)[number];
	const { target, routes }: More = more ?? {};
	const { port } = await startPages({ "/page": handler, "/new": html(TERMS), ...routes });
	const result = await checkerTo(port).check({ url: URL_, ...target });
	expect(result).toMatchObject(expected);
});

test.each<[string, Handler]>([
	["a body that never ends", endless],
	["a redirect to a metadata address", redirects(302, "http://169.254.169.254/")],
	["a broken connection", (_request, response) => void response.socket?.destroy()],
	["a broken encoding", sends(200, { "content-type": "text/html", "content-encoding": "gzip" }, "no gzip")],
])("where the path that cannot exist is answered with %s, the page is classified by itself", async (_name, probe) => {
	const { port } = await startPages(
		new Proxy<Record<string, Handler>>(
			{ "/page": html(TERMS) },
			{ get: (routes, path) => (String(path).startsWith("/no-such-page") ? probe : routes[String(path)]) },
		),
	);
	expect(await checkerTo(port).check({ url: URL_ })).toMatchObject({ outcome: "ok" });
});

test.each(["-5", "1e99", "Infinity", "abc", "0"])(
	"a Crawl-delay of %s neither stops nor hurries the check",
	async (delay) => {
		const { port } = await startPages({
			"/robots.txt": sends(200, {}, `User-agent: *\nCrawl-delay: ${delay}\n`),
			"/page": html(TERMS),
		});
		const queue = new RequestQueue(FAST);
		const slowDown = vi.spyOn(queue, "slowDown").mockImplementation(() => undefined);
		expect(await checkerTo(port, { queue }).check({ url: URL_ })).toMatchObject({ outcome: "ok" });
		for (const [, pause] of slowDown.mock.calls) expect(pause).toBeLessThanOrEqual(30_000);
	},
);
