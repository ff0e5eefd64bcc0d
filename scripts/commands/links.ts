import type { Command } from "commander";
import {
	colorOn,
	type DatedOptions,
	defineCommand,
	EXIT,
	oneOf,
	type PaintedOptions,
	rootName,
	wholeNumber,
} from "../cli.ts";
import { historyFile, interruptible, runLinkCheck } from "../cli-links.ts";
import { tellSkipped } from "../cli-records.ts";
import { LINK_HISTORY_FILE } from "../evidence/link-history.ts";
import { linkReportOf } from "../evidence/report.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { clearTemporary } from "../lib/temporary.ts";
import { joinHistories } from "../links/check-sources.ts";
import { CONCURRENCY, PAUSE_MS, TEXTS_FOLDER } from "../links/defaults.ts";
import { LIMITS } from "../links/fetch.ts";
import { openNetwork } from "../links/network.ts";
import { assertLinkOptions, type LinkOptions, shardOption } from "../links/options.ts";
import { invalidFiles, withOfferings } from "../links/registry-part.ts";
import type { ArchiveTimeouts } from "../links/save-page-now.ts";
import { quoteReportOf } from "../links/verify-quotes.ts";
import { json } from "../publish/artifact.ts";
import { loadRegistry } from "../registry/registry.ts";
import { prettyLinks } from "../report/links.ts";
import { prettyQuotes } from "../report/quotes.ts";
import { painter } from "../report/style.ts";

type Options = DatedOptions & PaintedOptions & LinkOptions & { readonly format: "pretty" | "json" };

/** Makes the command; tests give it a network of their own. */
export function linksCommand(open = openNetwork, archiveTimeouts?: ArchiveTimeouts): Command {
	return defineCommand(
		"links",
		"check that every source still says what the records cite it for",
		[
			"links deepseek-api openrouter",
			"links --shard 1/4 --state part-1.json",
			"links --quotes --copies ~/copies",
			"links --archive",
			"links --join part-*.json --format json | jq '.sources[] | select(.dead)'",
		],
		["today", "color"],
	)
		.argument("[offerings...]", "ids of the offerings whose sources are checked (default: all)")
		.option("--format <format>", "pretty or json", oneOf("pretty", "json"), "pretty")
		.option("--state <file>", `file that keeps the results (default: ${LINK_HISTORY_FILE} in the root)`)
		.option("--texts <dir>", "folder that keeps the texts of pages, to show later what changed", TEXTS_FOLDER)
		.option("--shard <i/n>", "check the i-th of n parts; all URLs of a host are in one part", shardOption)
		.option("--join <files...>", "check nothing; join the results of other runs, and report")
		.option("--quotes", "check nothing; compare the quotes with the archived copies in --copies, offline")
		.option("--copies <dir>", "folder of the copies' repositories: <owner>/<name>, each a clone or its files")
		.option("--issues", "keep one issue per record that needs a person (GITHUB_TOKEN, GITHUB_REPOSITORY)")
		.option("--recheck", "check again what was seen today already")
		.option("--archive", "have the Wayback Machine copy sources without a copy, and name the copies in the records")
		.option("--concurrency <number>", "requests at one time, over all hosts", wholeNumber, CONCURRENCY)
		.option("--pause <ms>", "milliseconds between two requests to one host", wholeNumber, PAUSE_MS)
		.option("--timeout <seconds>", "seconds until a server must have answered", wholeNumber, LIMITS.headersMs / 1000)
		.action(async (offerings: string[], options: Options) => {
			assertLinkOptions(offerings, options);
			for (const folder of [options.root, options.texts]) clearTemporary(folder);
			const registry = withOfferings(loadRegistry(folderTree(options.root)), offerings);
			const paint = painter(colorOn(process.stdout, options));
			if (options.quotes) {
				const report = await quoteReportOf(registry, options.copies ?? "", options.today);
				print(report, options, () => prettyQuotes(report.quotes, paint));
				return;
			}
			const { result: history, interrupted } = await interruptible((signal) =>
				options.join
					? joinHistories(registry, { root: options.root, historyFile: historyFile(options), files: options.join })
					: runLinkCheck(registry, options, open, signal, archiveTimeouts),
			);
			if (interrupted) {
				process.stderr.write("Stopped before the end; the results so far are kept. Run it again to go on.\n");
				process.exitCode = EXIT.call;
				return;
			}
			if (options.issues) {
				const { syncGithub } = await import("../monitor/sync-github.ts");
				process.stderr.write(await syncGithub(registry, history, options));
			}
			const report = linkReportOf(registry, history, options);
			print(report, options, () => prettyLinks(report.sources, report.counts, paint));
			tellSkipped(invalidFiles(registry));
		});
}

export const command = linksCommand();

function print(report: { readonly ok: boolean }, options: Options, pretty: () => string): void {
	const head = { ok: report.ok, root: rootName(options), today: options.today };
	process.stdout.write(options.format === "json" ? json({ ...head, ...report }) : pretty());
	if (!report.ok) process.exitCode = EXIT.data;
}
