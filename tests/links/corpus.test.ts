import { join } from "node:path";
import { expect, test } from "vitest";
import type { Observation } from "../../scripts/evidence/link-history.ts";
import { isSeen } from "../../scripts/evidence/outcome.ts";
import { quoteKey } from "../../scripts/evidence/quote.ts";
import { TextStore } from "../../scripts/evidence/text-store.ts";
import { checkLinks, type LinkCheck } from "../../scripts/links/check-links.ts";
import { temporaryFolder } from "../support.ts";
import { CHANGED, type CorpusPage, type CorpusVerdict, FOUND } from "./corpus.ts";
import { loopbackNetwork } from "./loopback.ts";
import { FAST, type Handler, LONG, sends, startPages } from "./pages.ts";

const CORPUS = [...FOUND, ...CHANGED].map((page, index) => ({ page, host: `h${index}.acme.com` }));
const urlOf = (host: string, { path = "/page" }: CorpusPage) => `https://${host}${path}`;

/** Serves every page of the corpus on a host of its own, as it is on one of the two days. */
async function serve(day: "before" | "after"): Promise<number> {
	const byHost = new Map(CORPUS.map(({ page, host }) => [host, page]));
	const handler: Handler = (request, response) => {
		const page = byHost.get(request.headers.host ?? "");
		const path = (request.url ?? "").split("?")[0] ?? "";
		const own = path === "/page" ? (page?.[day] ?? page?.before) : page?.routes?.[path];
		const other = path === "/robots.txt" ? undefined : page?.fallback;
		const writeHead = response.writeHead.bind(response);
		// A redirect names its own host.
		Object.assign(response, {
			writeHead: (status: number, headers: Record<string, string> = {}) =>
				writeHead(status, JSON.parse(JSON.stringify(headers).replace("HOST", request.headers.host ?? ""))),
		});
		(own ?? other ?? sends(404, { "content-type": "text/html" }, "<h1>Not found</h1>"))(request, response);
	};
	return (await startPages(new Proxy({}, { get: () => handler }))).port;
}

async function observe(): Promise<ReadonlyMap<string, readonly Observation[]>> {
	const texts = new TextStore(join(temporaryFolder(), "texts"));
	let history: LinkCheck["history"] = new Map();
	for (const [day, today] of [
		["before", "2026-11-24"],
		["after", "2026-12-01"],
	] as const) {
		const network = loopbackNetwork(await serve(day));
		history = await checkLinks({
			targets: CORPUS.map(({ page, host }) => ({
				url: urlOf(host, page),
				...(page.quote ? { quotes: [page.quote] } : {}),
				...(page.select ? { select: page.select } : {}),
				...(page.ignore ? { ignore: page.ignore } : {}),
			})),
			history,
			today,
			recheck: false,
			network,
			limits: LONG,
			rateLimit: FAST,
			texts,
			signal: new AbortController().signal,
			onProgress: () => undefined,
			save: () => undefined,
		});
		await network.close();
	}
	return history;
}

/** Verdict on a page after its two checks. */
function verdictOf(
	{ quote }: CorpusPage,
	observations: readonly Observation[],
): CorpusVerdict | Observation["outcome"] {
	const [before, after = before] = observations;
	if (!after || !isSeen(after.outcome)) return after?.outcome ?? "blocked";
	const status = quote ? after.quotes?.[quoteKey(quote)] : undefined;
	if (status !== undefined) return status === "present" || status === "moved" ? "alive" : "changed";
	return before?.sha256 === after.sha256 ? "alive" : "changed";
}

test("of 120 pages at most two get a wrong verdict, and none that is gone is taken for alive", async () => {
	expect(FOUND).toHaveLength(60);
	expect(CHANGED).toHaveLength(60);
	expect(new Set(CORPUS.map(({ page }) => `${page.name} ${page.verdict}`)).size).toBeGreaterThan(115);
	const history = await observe();
	const verdicts = CORPUS.map(({ page, host }) => {
		const observations = history.get(urlOf(host, page)) ?? [];
		return {
			name: page.name,
			expected: page.verdict,
			verdict: verdictOf(page, observations),
			last: observations.at(-1),
		};
	});
	const mistakes = verdicts.filter(({ expected, verdict }) => expected !== verdict);
	const told = mistakes.map(
		({ name, expected, verdict, last }) => `${name}: ${verdict}, not ${expected} (${last?.detail})`,
	);
	expect(mistakes.filter(({ expected, verdict }) => expected === "gone" && verdict === "alive")).toEqual([]);
	expect(mistakes.length, told.join("\n")).toBeLessThanOrEqual(2);
});
