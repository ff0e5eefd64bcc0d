import { relative } from "node:path";
import { CallError, type CommonOptions, colorOn, defineCommand, EXIT, REPOSITORY, rootName } from "../cli.ts";
import { loadRegistry } from "../load/registry.ts";
import { generatedDay, versionOf } from "../load/stamp.ts";
import { folderTree } from "../load/tree.ts";
import { datasetOf } from "../publish/dataset.ts";
import { artifactsOf } from "../publish/index.ts";
import { writeArtifacts } from "../publish/write.ts";
import { buildSummary } from "../report/build-summary.ts";
import { prettyReport } from "../report/pretty.ts";
import { reportOf } from "../report/report.ts";
import { painter } from "../report/style.ts";
import { checkRegistry } from "../rules/engine.ts";

interface Options extends CommonOptions {
	readonly out?: string;
}

export const command = defineCommand("build", "check every record, then write every artifact", [
	"registry build",
	"registry build --out /tmp/registry",
])
	.option("--out <dir>", "folder to write (default: build/ in the root)")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		const report = reportOf(registry, checkRegistry(registry, options.today), {
			root: rootName(options),
			today: options.today,
		});
		const paint = painter(colorOn(process.stderr, options));
		if (!report.ok) {
			const files = new Map(registry.files.map((file) => [file.path, file]));
			process.stderr.write(prettyReport(report, (path) => files.get(path)?.text ?? null, paint));
			process.stderr.write("Nothing was written: correct the errors and build again.\n");
			process.exitCode = EXIT.data;
			return;
		}
		const out = options.out ?? `${options.root}/build`;
		if (out === "") throw new CallError("--out needs the name of a folder");
		const stamp = { version: versionOf(REPOSITORY), generated: generatedDay(options.root, registry) };
		const dataset = datasetOf(registry, stamp);
		const written = writeArtifacts(out, artifactsOf(dataset));
		process.stdout.write(
			buildSummary(
				dataset.header,
				report,
				written,
				relative(process.cwd(), out) || ".",
				painter(colorOn(process.stdout, options)),
			),
		);
	});
