import { type CommonOptions, colorOn, defineCommand, EXIT, oneOf, rootName } from "../cli.ts";
import { loadRegistry } from "../load/registry.ts";
import { folderTree } from "../load/tree.ts";
import { jsonReport } from "../report/json.ts";
import { prettyReport } from "../report/pretty.ts";
import { reportOf } from "../report/report.ts";
import { painter } from "../report/style.ts";
import { checkRegistry } from "../rules/engine.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "json";
}

export const command = defineCommand("check", "check every record against every rule", [
	"registry check",
	"registry check --format json | jq '.problems[].message'",
])
	.option("--format <format>", "pretty or json", oneOf("pretty", "json"), "pretty")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		const report = reportOf(registry, checkRegistry(registry, options.today), {
			root: rootName(options),
			today: options.today,
		});
		const files = new Map(registry.files.map((file) => [file.path, file]));
		process.stdout.write(
			options.format === "json"
				? jsonReport(report)
				: prettyReport(report, (path) => files.get(path)?.text ?? null, painter(colorOn(process.stdout, options))),
		);
		process.exitCode = report.ok ? EXIT.fine : EXIT.data;
	});
