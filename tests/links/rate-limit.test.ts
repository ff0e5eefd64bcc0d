import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestQueue } from "../../scripts/links/rate-limit.ts";

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
	vi.useRealTimers();
});

/** Queues requests of 10 ms each, and returns when each began. */
async function begins(
	queue: RequestQueue,
	hosts: readonly string[],
): Promise<{ starts: [string, number][]; most: number }> {
	const origin = performance.now();
	const starts: [string, number][] = [];
	let [running, most] = [0, 0];
	for (const host of hosts) {
		void queue.run(host, async () => {
			starts.push([host, performance.now() - origin]);
			most = Math.max(most, ++running);
			await new Promise((resolve) => setTimeout(resolve, 10));
			running--;
		});
	}
	await vi.runAllTimersAsync();
	return { starts, most };
}

const limit = (concurrency: number, pauseMs: number, random = 0.5) => ({ concurrency, pauseMs, random: () => random });

test("a host gets one request at a time with a pause between", async () => {
	const { starts, most } = await begins(new RequestQueue(limit(8, 40)), ["a", "a", "a"]);
	expect([starts.map(([, at]) => at), most]).toEqual([[0, 50, 100], 1]);
});

test("all hosts together get no more than the limit", async () => {
	const { starts, most } = await begins(new RequestQueue(limit(3, 40)), ["a", "b", "c", "d", "e", "f"]);
	expect(most).toBe(3);
	expect(starts.map(([, at]) => at)).toEqual([0, 0, 0, 10, 10, 10]);
});

test.each([
	[0, 30],
	[1, 50],
])("the pause varies by a quarter (random %i)", async (random, pause) => {
	const { starts } = await begins(new RequestQueue(limit(1, 40, random)), ["a", "a"]);
	expect(starts[1]?.[1]).toBe(10 + pause);
});

test("a host that asked for a longer pause gets it, and one that asked for a shorter one does not", async () => {
	const queue = new RequestQueue(limit(8, 40));
	queue.slowDown("a", 100);
	queue.slowDown("b", 10);
	const { starts } = await begins(queue, ["a", "a", "b", "b"]);
	expect(starts.filter(([host]) => host === "a")[1]?.[1]).toBe(110);
	expect(starts.filter(([host]) => host === "b")[1]?.[1]).toBe(50);
});

test("a host that is paused waits, while others go on", async () => {
	const queue = new RequestQueue(limit(8, 0));
	await begins(queue, ["a"]);
	queue.pauseHost("a", 500);
	queue.pauseHost("a", 100);
	const { starts } = await begins(queue, ["a", "a", "b"]);
	expect(starts.filter(([host]) => host === "b")[0]?.[1]).toBe(0);
	expect(starts.filter(([host]) => host === "a").at(-1)?.[1]).toBeGreaterThanOrEqual(500);
});

test("of the hosts that are ready, the one with the most announced requests comes first", async () => {
	const queue = new RequestQueue(limit(1, 0));
	queue.expect("few", 1);
	queue.expect("many", 5);
	const { starts } = await begins(queue, ["first", "few", "many"]);
	expect(starts.map(([host]) => host)).toEqual(["first", "many", "few"]);
});

test("a request that fails ends its turn", async () => {
	const queue = new RequestQueue(limit(1, 0));
	const failed = expect(queue.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
	await vi.runAllTimersAsync();
	await failed;
	expect((await begins(queue, ["a"])).starts).toHaveLength(1);
});
