import { type Agent, MockAgent } from "undici";
import { expect, test, vi } from "vitest";
import {
	MAX_CRAWL_DELAY_MS,
	MAX_RETRY_AFTER_MS,
	MAX_TIMEOUTS,
	PoliteClient,
} from "../../scripts/links/polite-client.ts";
import { RequestQueue } from "../../scripts/links/rate-limit.ts";
import { retryAfterMs } from "../../scripts/links/retry-after.ts";
import { checkerTo, FAST, html, LONG, sends, startPages, TERMS } from "./pages.ts";

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

/** Requests pages of one host in turn: the connections to those called `t` time out. */
async function outcomesOf(pattern: string): Promise<{ outcomes: string; asked: number }> {
	const agent = new MockAgent();
	agent.disableNetConnect();
	const host = agent.get("https://acme.com");
	host.intercept({ path: "/robots.txt" }).reply(404);
	for (const [n, kind] of [...pattern].entries()) {
		const answer = host.intercept({ path: `/${n}` });
		if (kind === "t") answer.replyWithError(Object.assign(new Error("no"), { code: "UND_ERR_CONNECT_TIMEOUT" }));
		else answer.reply(200, "text");
	}
	const network = { agent: agent as unknown as Agent, close: () => agent.close() };
	const client = new PoliteClient(network, new RequestQueue(FAST), LONG);
	let outcomes = "";
	for (const n of pattern.split("").keys()) {
		const response = await client.page(`https://acme.com/${n}`);
		outcomes += "outcome" in response ? (response.outcome === "timeout" ? "t" : "?") : "o";
	}
	return { outcomes, asked: pattern.length - agent.pendingInterceptors().length };
}

test("a host gets no further request after three timeouts in a row", async () => {
	expect(MAX_TIMEOUTS).toBe(3);
	expect(await outcomesOf("tttoo")).toEqual({ outcomes: "ttttt", asked: 3 });
});

test("an answer in between starts the count of timeouts anew", async () => {
	expect(await outcomesOf("ttotto")).toEqual({ outcomes: "ttotto", asked: 6 });
});
