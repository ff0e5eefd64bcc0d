import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { InvalidArgumentError, Option } from "commander";
import {
	CallError,
	type CommonOptions,
	colorOn,
	defineCommand,
	EXIT,
	oneOf,
	progressOn,
	rootName,
	wholeNumber,
} from "../cli.ts";
import {
	LINK_HISTORY_FILE,
	type LinkHistory,
	mergeLinkHistories,
	readLinkHistory,
	writeLinkHistory,
} from "../evidence/link-history.ts";
import type { Outcome } from "../evidence/outcome.ts";
import { countsOf, reportedSource } from "../evidence/report.ts";
import { archivedOf, type Citation, inShard, type Shard, sourcesOf } from "../evidence/sources.ts";
import { TextStore } from "../evidence/text-store.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { folderTree } from "../lib/tree.ts";
import { archiveAll, toArchive, tooLate } from "../links/archive.ts";
import { checkLinks } from "../links/check-links.ts";
import { CONCURRENCY, PAUSE_MS, TEXTS_FOLDER } from "../links/defaults.ts";
import { LIMITS, type Limits } from "../links/fetch.ts";
import { type Network, openNetwork } from "../links/network.ts";
import { PageChecker } from "../links/page-checker.ts";
import { RequestQueue } from "../links/rate-limit.ts";
import type { Credentials } from "../links/save-page-now.ts";
import { TextExtractor } from "../links/text-extractor.ts";
import { json } from "../publish/artifact.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { prettyLinks } from "../report/links.ts";
import { painter, pluralize, stripControl } from "../report/style.ts";

export interface LinksOptions extends CommonOptions {
	readonly format: "pretty" | "json";
	readonly state?: string;
	readonly texts: string;
	readonly shard?: Shard;
	readonly join?: readonly string[];
	readonly issues?: boolean;
	readonly recheck?: boolean;
	readonly archive?: boolean;
	readonly concurrency: number;
	readonly pause: number;
	readonly timeout: number;
	readonly testPort?: number;
}

export const command = defineCommand("links", "look at every source, and say what has become of it", [
	"registry links",
	"registry links deepseek-api openrouter",
	"registry links --shard 1/4 --state part-1.json",
	"SAVEPAGENOW_ACCESS_KEY=… SAVEPAGENOW_SECRET_KEY=… registry links --archive",
	"registry links --join part-*.json --format json | jq '.sources[] | select(.dead)'",
])
	.argument("[offerings...]", "ids of the offerings whose sources to look at; all when left out")
	.option("--format <format>", "pretty or json", oneOf("pretty", "json"), "pretty")
	.option("--state <file>", `file that remembers what was seen (default: ${LINK_HISTORY_FILE} in the root)`)
	.option("--texts <dir>", "folder that keeps the texts of pages, to show later what changed", TEXTS_FOLDER)
	.option("--shard <i/n>", "look at the i-th of n parts; a host is in one part", shard)
	.option("--join <files...>", "look at nothing; take over what other runs remember, and report")
	.option("--issues", "keep one issue for each offering that needs a look (GITHUB_TOKEN, GITHUB_REPOSITORY)")
	.option("--recheck", "look again at what was seen today already")
	.option(
		"--archive",
		"have the Wayback Machine copy what has no archived copy yet, and name the copies in the records",
	)
	.option("--concurrency <number>", "requests at one time, over all hosts", wholeNumber, CONCURRENCY)
	.option("--pause <ms>", "milliseconds between two requests to one host", wholeNumber, PAUSE_MS)
	.option("--timeout <seconds>", "seconds until a server must have answered", wholeNumber, LIMITS.headersMs / 1000)
	.addOption(new Option("--test-port <port>").argParser(wholeNumber).hideHelp())
	.action(async (offerings: string[], options: LinksOptions) => {
		if (options.issues && (offerings.length > 0 || options.shard)) {
			throw new CallError("--issues needs all sources: leave out --shard and the names of offerings");
		}
		if (options.join && offerings.length > 0) throw new CallError("--join takes over all sources: name no offerings");
		if (options.concurrency === 0 || options.timeout === 0) {
			throw new CallError("--concurrency and --timeout must be at least 1");
		}
		// A page is read and forgotten: without this the collector lets more than 100 MB of them lie.
		setFlagsFromString("--semi-space-growth-factor=1");
		const credentials = options.archive ? credentialsOf(process.env) : null;
		if (credentials && options.join) throw new CallError("--join looks at nothing, so it cannot --archive");
		const registry = chosen(loadRegistry(folderTree(options.root)), offerings);
		const path = options.state ?? join(options.root, LINK_HISTORY_FILE);
		const stop = new AbortController();
		process.once("SIGINT", () => stop.abort());
		process.once("SIGTERM", () => stop.abort());
		const state = options.join
			? takenOver(registry, path, options.join)
			: await looked(registry, path, options, stop.signal, credentials);
		if (stop.signal.aborted) {
			process.stderr.write("Stopped before the end; what was seen is kept. Run it again to go on.\n");
			process.exit(EXIT.call);
		}
		if (options.issues) await keepOnGithub(registry, state, options);
		report(registry, state, options);
		const broken = brokenIn(registry);
		if (broken > 0) {
			process.stderr.write(`${pluralize(broken, "file")} with problems not looked at; run: registry check\n`);
			process.exitCode = EXIT.data;
		}
	});

/** The registry with the named offerings alone. */
function chosen(registry: Registry, ids: readonly string[]): Registry {
	if (ids.length === 0) return registry;
	const known = new Set(registry.offerings.map(({ value }) => value.id));
	const unknown = ids.filter((id) => !known.has(id));
	if (unknown.length > 0) throw new CallError(`there is no offering "${unknown.join('", "')}"`);
	return { ...registry, offerings: registry.offerings.filter(({ value }) => ids.includes(value.id)) };
}

/** Joins what several runs remember; what no record cites any more is forgotten, unless a record cannot be read. */
function takenOver(registry: Registry, path: string, files: readonly string[]): LinkHistory {
	const sources = sourcesOf(registry);
	const cited = new Set([...sources.keys(), ...archivedOf(sources)]);
	const isWhole = brokenIn(registry) === 0;
	const all = mergeLinkHistories([path, ...files].map(readLinkHistory));
	const state = new Map([...all].filter(([url]) => !isWhole || cited.has(url)));
	writeLinkHistory(path, state);
	return state;
}

function brokenIn({ files }: Registry): number {
	return files.filter(({ fault, issues }) => fault || issues.length > 0).length;
}

async function looked(
	registry: Registry,
	path: string,
	options: LinksOptions,
	stop: AbortSignal,
	credentials: Credentials | null,
): Promise<LinkHistory> {
	const network = openNetwork(options.testPort === undefined ? {} : { testServer: { port: options.testPort } });
	try {
		const state = await lookWith(network, sourcesOf(registry), path, options, stop);
		if (credentials && !stop.aborted) await archive(network, registry, state, credentials, options, stop);
		return state;
	} finally {
		await network.close();
	}
}

async function lookWith(
	network: Network,
	sources: ReadonlyMap<string, readonly Citation[]>,
	path: string,
	options: LinksOptions,
	stop: AbortSignal,
): Promise<LinkHistory> {
	const urls = [...sources.keys(), ...archivedOf(sources)];
	const progress = progressOn(process.stderr, "pages");
	const counts = new Map<Outcome, number>();
	const state = await checkLinks({
		urls: urls.filter((url) => !options.shard || inShard(url, options.shard)),
		state: readLinkHistory(path),
		today: options.today,
		recheck: options.recheck ?? false,
		network,
		limits: limitsOf(options),
		politeness: { concurrency: options.concurrency, pauseMs: options.pause, random: Math.random },
		texts: new TextStore(options.texts),
		stop,
		progress: (outcome, done, total) => {
			counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
			progress.step(done, total, [...counts].map(([one, number]) => `${number} ${one}`).join(", "));
		},
		save: (known) => writeLinkHistory(path, known),
	});
	progress.end();
	return state;
}

/** The keys of the archive's account, as other tools for Save Page Now name them. */
function credentialsOf(env: NodeJS.ProcessEnv): Credentials {
	const { SAVEPAGENOW_ACCESS_KEY: accessKey, SAVEPAGENOW_SECRET_KEY: secretKey } = env;
	if (accessKey && secretKey) return { accessKey, secretKey };
	throw new CallError(
		"--archive needs SAVEPAGENOW_ACCESS_KEY and SAVEPAGENOW_SECRET_KEY; get the keys at https://archive.org/account/s3.php",
	);
}

async function archive(
	network: Network,
	registry: Registry,
	state: LinkHistory,
	credentials: Credentials,
	options: LinksOptions,
	stop: AbortSignal,
): Promise<void> {
	const verdicts = verdictsOf(registry, state).filter(({ url }) => !options.shard || inShard(url, options.shard));
	const urls = toArchive(verdicts, options.today);
	const late = tooLate(verdicts, options.today);
	if (late > 0) {
		process.stderr.write(`${pluralize(late, "source")} read too long ago for a copy of today; read again first.\n`);
	}
	const politeness = { concurrency: 1, pauseMs: Math.max(options.pause, 1), random: Math.random };
	const reader = new TextExtractor();
	const visitor = new PageChecker({
		network,
		reader,
		schedule: new RequestQueue(politeness),
		limits: limitsOf(options),
		today: options.today,
	});
	const progress = progressOn(process.stderr, "archived copies");
	let done = 0;
	await archiveAll(urls, {
		root: options.root,
		visitor,
		credentials,
		...(options.testPort === undefined ? {} : { patience: { pollMs: 10, totalMs: 200, restMs: 10 } }),
		stop,
		progress: (url, capture, files) => {
			progress.step(++done, urls.length);
			if ("failed" in capture)
				process.stderr.write(`no copy of ${stripControl(url)}: ${stripControl(capture.failed)}\n`);
			else process.stderr.write(`${capture.archived} → ${files.join(", ")}\n`);
		},
	});
	progress.end();
	await reader.close();
}

function limitsOf({ timeout }: LinksOptions): Limits {
	return { ...LIMITS, headersMs: timeout * 1000, totalMs: timeout * 3000 };
}

async function keepOnGithub(registry: Registry, state: LinkHistory, options: LinksOptions): Promise<void> {
	const [
		{ openGithub },
		{ evidenceTasksOf: needingOf },
		{ syncIssues: keepIssues },
		{ proposeLinkHistory: keepState },
	] = await Promise.all([
		import("../github/client.ts"),
		import("../monitor/findings.ts"),
		import("../monitor/sync-issues.ts"),
		import("../monitor/propose-history.ts"),
	]);
	const github = await openGithub(process.env);
	const verdicts = verdictsOf(registry, state);
	const unknown = new Set(
		verdicts
			.filter(({ last }) => last === null)
			.flatMap(({ citations }) => citations.map(({ record }) => record.value.id)),
	);
	const kept = await keepIssues(
		github,
		needingOf(registry, verdicts, new TextStore(options.texts), options.today),
		registry.offerings.map(({ value: { id } }) => ({ id, known: !unknown.has(id) })),
	);
	const pull = await keepState(github, { root: options.root, state, today: options.today });
	process.stderr.write(
		`Issues: ${kept.opened} opened, ${kept.updated} updated, ${kept.closed} closed, ${kept.waiting} waiting. State: ${pull === null ? "somebody else works on its branch" : `#${pull}`}.\n`,
	);
}

function report(registry: Registry, state: LinkHistory, options: LinksOptions): void {
	const all = verdictsOf(registry, state);
	const verdicts = options.shard ? all.filter(({ url }) => inShard(url, options.shard as Shard)) : all;
	const texts = new TextStore(options.texts);
	const sources = verdicts.map((verdict) => reportedSource(verdict, texts));
	const counts = countsOf(verdicts);
	const ok = counts.dead === 0;
	if (options.format === "json") {
		process.stdout.write(json({ ok, root: rootName(options), today: options.today, counts, sources }));
	} else process.stdout.write(prettyLinks(sources, counts, painter(colorOn(process.stdout, options))));
	if (!ok) process.exitCode = EXIT.data;
}

function shard(value: string): Shard {
	const [, index, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value) ?? [];
	if (index === undefined || Number(index) > Number(of)) {
		throw new InvalidArgumentError("Write the part and the number of parts, for example 2/4.");
	}
	return { index: Number(index), of: Number(of) };
}
