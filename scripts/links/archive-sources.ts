import type { LinkHistory } from "../evidence/link-history.ts";
import { inShard } from "../evidence/sources.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { ExpectedError } from "../lib/expected-error.ts";
import type { Registry } from "../registry/registry.ts";
import { archiveAll, countTooLate, toArchive } from "./archive.ts";
import { limitsOf, type RunOptions } from "./check-sources.ts";
import { PageChecker } from "./page-checker.ts";
import { RequestQueue } from "./rate-limit.ts";
import type { ArchiveTimeouts, Credentials, SaveResult } from "./save-page-now.ts";
import { TextExtractor } from "./text-extractor.ts";

/** Reads the keys of the archive's account from the variables that other tools for Save Page Now use. Throws if they are missing. */
export function credentialsOf(env: NodeJS.ProcessEnv): Credentials {
	const { SAVEPAGENOW_ACCESS_KEY: accessKey, SAVEPAGENOW_SECRET_KEY: secretKey } = env;
	if (accessKey && secretKey) return { accessKey, secretKey };
	throw new ExpectedError(
		"--archive needs SAVEPAGENOW_ACCESS_KEY and SAVEPAGENOW_SECRET_KEY; get the keys at https://archive.org/account/s3.php",
	);
}

export interface ArchiveOptions
	extends Pick<RunOptions, "root" | "network" | "today" | "signal" | "shard" | "pause" | "timeout"> {
	readonly credentials: Credentials;
	readonly timeouts?: ArchiveTimeouts | undefined;
	/** Called after every URL, with the files that name the copy. */
	readonly onCapture: (url: string, capture: SaveResult, files: readonly string[], total: number) => void;
}

/** Has copies made of the sources that have none; returns how many were read too long ago for a copy of today. */
export async function archiveSources(
	registry: Registry,
	history: LinkHistory,
	options: ArchiveOptions,
): Promise<number> {
	const { shard, pause, today, onCapture } = options;
	const verdicts = verdictsOf(registry, history).filter(({ url }) => shard === undefined || inShard(url, shard));
	const urls = toArchive(verdicts, today);
	const extractor = new TextExtractor();
	const queue = new RequestQueue({ concurrency: 1, pauseMs: Math.max(pause, 1), random: Math.random });
	const checker = new PageChecker({ ...options, extractor, queue, limits: limitsOf(options) });
	const onProgress = (...[url, capture, files]: [string, SaveResult, readonly string[]]) =>
		onCapture(url, capture, files, urls.length);
	await archiveAll(urls, { ...options, checker, onProgress });
	await extractor.close();
	return countTooLate(verdicts, today);
}
