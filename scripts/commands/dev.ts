import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { checkRecords, reportText, writeBuild } from "../build-records.ts";
import {
	CallError,
	type DatedOptions,
	defineCommand,
	EXIT,
	type PaintedOptions,
	REPOSITORY,
	wholeNumber,
} from "../cli.ts";
import { FOLDERS } from "../lib/tree.ts";
import { serveSite } from "../site/astro.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly port?: number;
	readonly host?: string;
}

/** Quiet, in milliseconds, after which an edit counts as saved: editors write a file in several steps. */
const SETTLED = 150;

export const command = defineCommand(
	"dev",
	"serve the site, and check and build again whenever a record is saved",
	["dev", "dev --port 8080 --host 0.0.0.0"],
	["today", "color"],
)
	.option("--port <number>", "port to serve on (default: 4321, or the next that is free)", wholeNumber)
	.option("--host <name>", "address to serve on (default: this machine alone)")
	.action(async (options: Options) => {
		const out = join(options.root, "build");
		await rebuild(options, out, new Set());
		if (!existsSync(join(out, "data.json"))) {
			throw new CallError("there is no earlier build to serve; correct the errors and start again");
		}
		const server = serveSite(REPOSITORY, out, options);
		const stop = watchRecords(options.root, (saved) => rebuild(options, out, saved));
		process.once("SIGTERM", () => server.kill());
		const [code] = await once(server, "exit");
		stop();
		process.exitCode = code === 0 || code === null ? EXIT.fine : EXIT.call;
	});

/** Checks and builds, and tells the errors of all records and the warnings of those that were just saved. */
async function rebuild(options: Options, out: string, saved: ReadonlySet<string>): Promise<void> {
	const report = await checkRecords(options);
	const problems = report.problems.filter(({ level, file }) => level === "error" || saved.has(file));
	if (problems.length > 0) process.stderr.write(reportText({ ...report, problems }, options));
	if (report.ok) {
		writeBuild(report, options, out);
		process.stderr.write("✓ no errors; built anew\n");
	} else {
		process.stderr.write("The last build is served until the errors are corrected.\n");
	}
}

/** Calls `changed` with the records that were saved, never twice at a time; gives what ends it. */
function watchRecords(root: string, changed: (saved: ReadonlySet<string>) => Promise<void>): () => void {
	let timer: NodeJS.Timeout | undefined;
	let saved = new Set<string>();
	let working = Promise.resolve();
	const start = () => {
		const now = saved;
		saved = new Set();
		working = working
			.then(() => changed(now))
			// A record can vanish while it is read; the next save tells.
			.catch((error: unknown) => void process.stderr.write(`error: ${String(error)}\n`));
	};
	const watchers = FOLDERS.map((folder) =>
		watch(join(root, folder), (_event, name) => {
			saved.add(`${folder}/${name}`);
			clearTimeout(timer);
			timer = setTimeout(start, SETTLED);
		}),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
