import { type LinkHistory, mergeLinkHistories, readLinkHistory, writeLinkHistory } from "../evidence/link-history.ts";
import type { Outcome } from "../evidence/outcome.ts";
import { archivedOf, citedPages, inShard, type Shard, sourcesOf } from "../evidence/sources.ts";
import { TextStore } from "../evidence/text-store.ts";
import type { Registry } from "../registry/registry.ts";
import { checkLinks, type LinkCheck } from "./check-links.ts";
import { LIMITS, type Limits } from "./fetch.ts";
import { invalidFiles } from "./registry-part.ts";

/** Options of a run over the sources of a registry. */
export interface RunOptions extends Pick<LinkCheck, "network" | "today" | "recheck" | "signal"> {
	readonly root: string;
	/** File of the history. */
	readonly historyFile: string;
	/** Folder that keeps the texts of pages. */
	readonly texts: string;
	readonly shard?: Shard | undefined;
	/** Requests at one time, over all hosts. */
	readonly concurrency: number;
	/** Milliseconds between two requests to one host. */
	readonly pause: number;
	/** Seconds until a server must have answered. */
	readonly timeout: number;
	/** Called after every URL, with the counts of outcomes so far in words. */
	readonly onProgress: (done: number, total: number, note: string) => void;
}

/** Checks the sources of a registry and their archived copies, and writes the history. Throws OutageError. */
export function checkSources(registry: Registry, options: RunOptions): Promise<LinkHistory> {
	const { root, historyFile, texts, shard, concurrency, pause } = options;
	const pages = citedPages(sourcesOf(registry));
	const counts = new Map<Outcome, number>();
	return checkLinks({
		...options,
		targets: pages.filter(({ url }) => shard === undefined || inShard(url, shard)),
		history: readLinkHistory(historyFile),
		limits: limitsOf(options),
		rateLimit: { concurrency, pauseMs: pause, random: Math.random },
		texts: new TextStore(texts),
		save: (known) => writeLinkHistory(root, historyFile, known),
		onProgress: (outcome, done, total) => {
			counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
			options.onProgress(done, total, [...counts].map(([one, number]) => `${number} ${one}`).join(", "));
		},
	});
}

/** Joins the histories of several runs into one file. URLs that no record cites are dropped, unless a record is invalid. */
export function joinHistories(
	registry: Registry,
	{ root, historyFile, files }: Pick<RunOptions, "root" | "historyFile"> & { readonly files: readonly string[] },
): LinkHistory {
	const sources = sourcesOf(registry);
	const cited = new Set([...sources.keys(), ...archivedOf(sources)]);
	const isWhole = invalidFiles(registry) === 0;
	const all = mergeLinkHistories([historyFile, ...files].map(readLinkHistory));
	const history = new Map([...all].filter(([url]) => !isWhole || cited.has(url)));
	writeLinkHistory(root, historyFile, history);
	return history;
}

export function limitsOf({ timeout }: Pick<RunOptions, "timeout">): Limits {
	return { ...LIMITS, headersMs: timeout * 1000, totalMs: timeout * 3000 };
}
