import { once } from "node:events";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { CallError, type CommonOptions, defineCommand, EXIT, REPOSITORY } from "../cli.ts";
import { serveSite } from "../site/astro.ts";
import { buildArtifacts } from "./build.ts";

/** Quiet, in milliseconds, after which an edit counts as saved: editors write a file in several steps. */
const SETTLED = 150;

export const command = defineCommand("dev", "serve the site, and check and build again whenever a record is saved", [
	"registry dev",
]).action(async (options: CommonOptions) => {
	const out = join(options.root, "build");
	const summary = await buildArtifacts(options, out);
	if (summary === null && !existsSync(join(out, "data.json"))) {
		throw new CallError("there is no earlier build to serve; correct the errors and start again");
	}
	process.stdout.write(summary ?? "The last build is served until they are corrected.\n");
	const server = serveSite(REPOSITORY, out);
	const stop = watchRecords(options.root, async () => {
		const summary = await buildArtifacts(options, out);
		if (summary !== null) process.stdout.write("✓ no errors; the pages load again\n");
	});
	process.once("SIGTERM", () => server.kill());
	const [code] = await once(server, "exit");
	stop();
	process.exitCode = code === 0 || code === null ? EXIT.fine : EXIT.call;
});

/** Calls `changed` after records were saved, never twice at a time; gives what ends it. */
function watchRecords(root: string, changed: () => Promise<void>): () => void {
	let timer: NodeJS.Timeout | undefined;
	let working = Promise.resolve();
	const saved = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			working = working
				.then(changed)
				// A record can vanish while it is read; the next save tells.
				.catch((error: unknown) => void process.stderr.write(`error: ${String(error)}\n`));
		}, SETTLED);
	};
	const watchers = ["offerings", "vendors"].map((folder) => watch(join(root, folder), saved));
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
