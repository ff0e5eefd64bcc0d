import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type DatedOptions, progressOn } from "./cli.ts";
import { LINK_HISTORY_FILE, type LinkHistory } from "./evidence/link-history.ts";
import { archiveSources, credentialsOf } from "./links/archive-sources.ts";
import { checkSources } from "./links/check-sources.ts";
import type { openNetwork } from "./links/network.ts";
import type { LinkOptions } from "./links/options.ts";
import type { ArchiveTimeouts } from "./links/save-page-now.ts";
import type { Registry } from "./registry/registry.ts";
import { captureLine } from "./report/links.ts";
import { pluralize } from "./report/style.ts";

type Options = DatedOptions & LinkOptions;

/** Checks the sources, and has copies made of them where that is asked for. Tests give a network and timeouts. */
export async function runLinkCheck(
	registry: Registry,
	options: Options,
	open: typeof openNetwork,
	signal: AbortSignal,
	timeouts: ArchiveTimeouts | undefined,
): Promise<LinkHistory> {
	const credentials = options.archive ? credentialsOf(process.env) : null;
	// Each page is read and dropped; without these flags the collector keeps more than 100 MB of garbage.
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--heap-growing-percent=20");
	const network = open();
	const run = { ...options, network, signal, recheck: options.recheck ?? false, historyFile: historyFile(options) };
	try {
		const pages = progressOn(process.stderr, "pages");
		const history = await checkSources(registry, { ...run, onProgress: pages.step });
		pages.end();
		if (credentials === null || signal.aborted) return history;
		const onCapture = (...capture: Parameters<typeof captureLine>) => process.stderr.write(captureLine(...capture));
		const late = await archiveSources(registry, history, { ...run, credentials, timeouts, onCapture });
		if (late > 0)
			process.stderr.write(`${pluralize(late, "source")} read too long ago for a copy of today; read again first.\n`);
		return history;
	} finally {
		await network.close();
	}
}

/** Returns the file that keeps the histories of links. */
export function historyFile({ state, root }: Options): string {
	return state ?? join(root, LINK_HISTORY_FILE);
}

/** Does work that ends early when SIGINT or SIGTERM aborts its signal; returns its result, and whether that happened. */
export async function interruptible<T>(
	work: (signal: AbortSignal) => T | Promise<T>,
): Promise<{ readonly result: T; readonly interrupted: boolean }> {
	const controller = new AbortController();
	const stop = () => controller.abort();
	const signals = ["SIGINT", "SIGTERM"] as const;
	for (const signal of signals) process.once(signal, stop);
	try {
		return { result: await work(controller.signal), interrupted: controller.signal.aborted };
	} finally {
		for (const signal of signals) process.off(signal, stop);
	}
}
