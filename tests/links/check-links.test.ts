import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { LinkHistory, Observation } from "../../scripts/evidence/link-history.ts";
import { TextStore } from "../../scripts/evidence/text-store.ts";
import { checkLinks, type LinkCheck } from "../../scripts/links/check-links.ts";
import { MIN_HOSTS, MIN_SHARE, OutageError } from "../../scripts/links/outage.ts";
import { temporaryFolder } from "../support.ts";
import { loopbackNetwork } from "./loopback.ts";
import { FAST, html, LONG, sends, startPages, TERMS } from "./pages.ts";

const TODAY = "2026-11-24";

/** Checks URLs on a server of loopback; `saved` is what was written last. */
async function check(
	port: number | null,
	targets: LinkCheck["targets"],
	options: Partial<LinkCheck> & { readonly down?: readonly string[] } = {},
) {
	const network = loopbackNetwork(port, {
		resolve: async (host) => {
			if (options.down?.includes(host)) throw Object.assign(new Error("no"), { code: "ENOTFOUND" });
			return [{ address: "127.0.0.1", family: 4 }];
		},
	});
	onTestFinished(() => network.close());
	const saved: LinkHistory[] = [];
	const run = checkLinks({
		targets,
		history: new Map(),
		today: TODAY,
		recheck: false,
		network,
		limits: LONG,
		rateLimit: { ...FAST, concurrency: 1 },
		texts: new TextStore(join(temporaryFolder(), "texts")),
		signal: new AbortController().signal,
		onProgress: () => undefined,
		save: (history) => saved.push(new Map(history)),
		...options,
	});
	return { run: run.catch((error: unknown) => error), saved: () => saved.at(-1) };
}

const hosts = (count: number) => Array.from({ length: count }, (_, n) => `h${n}.acme.com`);
const pagesOf = (names: readonly string[]) => names.map((host) => ({ url: `https://${host}/terms` }));

test("an interrupted run keeps what it saw until then", async () => {
	const { port } = await startPages({ "/terms": html(TERMS) });
	const controller = new AbortController();
	const onProgress = (_outcome: unknown, done: number) => {
		if (done === 2) controller.abort();
	};
	const { run, saved } = await check(port, pagesOf(hosts(4)), { signal: controller.signal, onProgress });
	await run;
	expect(saved()?.size).toBe(2);
});

test("an interrupted run forgets failures, which the next one checks again", async () => {
	const controller = new AbortController();
	const { run, saved } = await check(null, pagesOf(hosts(2)), {
		down: hosts(2),
		signal: controller.signal,
		onProgress: () => controller.abort(),
	});
	await run;
	expect(saved()?.size).toBe(0);
});

test.each([
	["9 of 10 hosts, which is our own outage", 10, 9, true],
	["8 of 10 hosts", 10, 8, false],
	[`all of ${MIN_HOSTS} hosts, which is our own outage`, MIN_HOSTS, MIN_HOSTS, true],
	[`all of ${MIN_HOSTS - 1} hosts`, MIN_HOSTS - 1, MIN_HOSTS - 1, false],
])("the same failure of %s", async (_name, count, down, isOutage) => {
	expect(MIN_SHARE).toBe(0.9);
	const { port } = await startPages({ "/terms": html(TERMS) });
	const before: LinkHistory = new Map([["https://h0.acme.com/terms", [{ on: "2026-11-01", outcome: "ok" }]]]);
	const { run, saved } = await check(port, pagesOf(hosts(count)), { down: hosts(down), history: before });
	const result = await run;
	if (isOutage) {
		expect(result).toBeInstanceOf(OutageError);
		expect((result as Error).message).toBe(
			`${down} of ${count} hosts fail with "dns", so the network here is down; nothing was recorded. Run it again when it works.`,
		);
		expect(saved()).toEqual(before);
	} else {
		const failures = [...(saved()?.values() ?? [])].filter((all) => all.at(-1)?.outcome === "dns");
		expect(failures).toHaveLength(down);
	}
});

test("the same error status of all hosts is no outage of ours", async () => {
	const { port } = await startPages({ "/terms": sends(500, {}) });
	const { run, saved } = await check(port, pagesOf(hosts(MIN_HOSTS)));
	expect(await run).toBeInstanceOf(Map);
	expect(saved()?.size).toBe(MIN_HOSTS);
});

const DEAD_TOMORROW: readonly Observation[] = ["2026-11-22", "2026-11-23"].map((on) => ({ on, outcome: "gone" }));
const URL_ = "https://h0.acme.com/terms";
const closest = (capture: object) =>
	sends(200, { "content-type": "application/json" }, JSON.stringify({ archived_snapshots: { closest: capture } }));
const CAPTURE = {
	available: true,
	status: "200",
	timestamp: "20261101120000",
	url: `http://web.archive.org/web/20261101120000/${URL_}`,
};

test.each<[string, object, string | undefined]>([
	["a good copy", CAPTURE, `https://web.archive.org/web/20261101120000/${URL_}`],
	["a copy of an error page", { ...CAPTURE, status: "404" }, undefined],
	["a copy that is not available", { ...CAPTURE, available: false }, undefined],
	["no copy", {}, undefined],
	["a timestamp that is a path", { ...CAPTURE, timestamp: "../../evil" }, undefined],
	[
		"a copy of another page",
		{ ...CAPTURE, url: "http://web.archive.org/web/20261101120000/https://evil.com/" },
		undefined,
	],
])("a source that dies is offered its archived copy: %s", async (_name, capture, archived) => {
	const asked: string[] = [];
	const { port } = await startPages({
		"h0.acme.com/terms": sends(404, {}),
		"archive.org/wayback/available": (request, response) => {
			asked.push(request.url ?? "");
			closest(capture)(request, response);
		},
	});
	const target = { url: URL_, copyNear: "2026-11-02" };
	const { run, saved } = await check(port, [target], { history: new Map([[URL_, DEAD_TOMORROW]]) });
	await run;
	expect(asked).toEqual([`/wayback/available?${new URLSearchParams({ url: URL_, timestamp: "20261102" })}`]);
	expect(saved()?.get(URL_)?.at(-1)?.archived).toBe(archived);
});

test("no copy is looked for before a source is dead, or if its record names one", async () => {
	const { port, log } = await startPages({ "/terms": sends(404, {}) });
	for (const [copyNear, history] of [
		["2026-11-02", DEAD_TOMORROW.slice(1)],
		[undefined, DEAD_TOMORROW],
	] as const) {
		const target = { url: URL_, ...(copyNear === undefined ? {} : { copyNear }) };
		await (await check(port, [target], { history: new Map([[URL_, history]]) })).run;
	}
	expect(log.filter((line) => line.includes("wayback"))).toEqual([]);
});
