import { expect, test, vi } from "vitest";
import { MAX_CRAWL_DELAY_MS, MAX_RETRY_AFTER_MS, MAX_TIMEOUTS } from "../../scripts/links/polite-client.ts";
import { RequestQueue } from "../../scripts/links/rate-limit.ts";
import { retryAfterMs } from "../../scripts/links/retry-after.ts";
import { checkerTo, FAST, type Handler, html, SHORT, sends, startPages, TERMS } from "./pages.ts";

test.each([
	["3", 3_000],
	["0.5", 500],
	["30", MAX_CRAWL_DELAY_MS],
	["31", MAX_CRAWL_DELAY_MS],
])("a Crawl-delay of %s s is a pause of %i ms", async (seconds, expected) => {
	const { port } = await startPages({
		"/robots.txt": sends(200, {}, `User-agent: *\nCrawl-delay: ${seconds}\nDisallow: /page\n`),
	});
	const queue = new RequestQueue(FAST);
	const slowDown = vi.spyOn(queue, "slowDown").mockImplementation(() => undefined);
	expect(await checkerTo(port, { queue }).check({ url: "https://acme.com/page" })).toMatchObject({
		outcome: "blocked",
	});
	expect(slowDown.mock.calls).toEqual([["acme.com", expected]]);
});

test("a Retry-After is waited for, and the page is requested again", async () => {
	let asked = 0;
	const busy = sends(503, { "retry-after": "7" });
	const { port } = await startPages({
		"/page": (request, response) => (asked++ === 0 ? busy : html(TERMS))(request, response),
	});
	const queue = new RequestQueue(FAST);
	const pauseHost = vi.spyOn(queue, "pauseHost").mockImplementation(() => undefined);
	expect(await checkerTo(port, { queue }).check({ url: "https://acme.com/page" })).toMatchObject({ outcome: "ok" });
	expect([pauseHost.mock.calls, asked]).toEqual([[["acme.com", 7_000]], 2]);
});

test.each([
	[MAX_RETRY_AFTER_MS / 1000, 2],
	[MAX_RETRY_AFTER_MS / 1000 + 1, 1],
])("a host that asks to come back in %i s gets %i requests", async (seconds, expected) => {
	const { port, log } = await startPages({ "/page": sends(429, { "retry-after": String(seconds) }) });
	const queue = new RequestQueue(FAST);
	vi.spyOn(queue, "pauseHost").mockImplementation(() => undefined);
	const { outcome } = await checkerTo(port, { queue }).check({ url: "https://acme.com/page" });
	expect([outcome, log.filter((line) => line.endsWith("/page")).length]).toEqual(["blocked", expected]);
});

test.each([
	[503, "120", 120_000],
	[429, " 0 ", 0],
	[200, "120", null],
	[503, "soon", null],
	[503, "Thu, 01 Jan 1970 00:02:00 GMT", 60_000],
	[503, "Thu, 01 Jan 1970 00:00:30 GMT", 0],
])("status %i with Retry-After %s", (status, value, expected) => {
	expect(retryAfterMs({ status, headers: { "retry-after": value } }, 60_000)).toBe(expected);
});

/** Pages of one host: `t` never answers, every other one does. */
async function outcomesOf(pattern: string): Promise<{ outcomes: string; asked: number }> {
	const never: Handler = () => undefined;
	const routes = Object.fromEntries([...pattern].map((kind, n) => [`/${n}`, kind === "t" ? never : html(TERMS)]));
	const { port, log } = await startPages(routes);
	const checker = checkerTo(port, { limits: { ...SHORT, headersMs: 100 } });
	let outcomes = "";
	for (const n of pattern.split("").keys()) {
		const { outcome } = await checker.check({ url: `https://acme.com/${n}` });
		outcomes += outcome === "timeout" ? "t" : outcome === "ok" ? "o" : "?";
	}
	return { outcomes, asked: log.filter((line) => /\/\d$/.test(line)).length };
}

test("a host gets no further request after three timeouts in a row", async () => {
	expect(MAX_TIMEOUTS).toBe(3);
	expect(await outcomesOf("tttoo")).toEqual({ outcomes: "ttttt", asked: 3 });
});

test("an answer in between starts the count of timeouts anew", async () => {
	expect(await outcomesOf("ttotto")).toEqual({ outcomes: "ttotto", asked: 6 });
});
