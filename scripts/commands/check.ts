import { relative, resolve, sep } from "node:path";
import { changesAgainst } from "../check/base.ts";
import { fixFolder } from "../check/fix.ts";
import { type Checked, checkFolder, textIn } from "../check/run.ts";
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
import type { Report } from "../report/report.ts";
import { reportOf } from "../report/report.ts";
import { count, painter } from "../report/style.ts";
import type { ChangeSet } from "../rules/rule.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "json" | "github" | "sarif";
	readonly base?: string;
	readonly fix?: boolean;
	readonly maxWarnings?: number;
	readonly eachCell?: boolean;
	readonly cache: boolean;
}

export const command = defineCommand("check", "check every record against every rule", [
	"registry check",
	"registry check offerings/deepseek-api.yaml",
	"registry check --fix",
	"registry check --base origin/main --format github",
	"registry check --format json | jq '.problems[].message'",
])
	.argument("[paths...]", "report on these files or folders alone; everything is read all the same")
	.option("--format <format>", "pretty, json, github or sarif", oneOf("pretty", "json", "github", "sarif"), "pretty")
	.option(
		"--base <ref>",
		"also hold what changed since the work tree left this branch, tag or commit to the rules on changes",
	)
	.option("--fix", "first mend what can be mended: the canonical form, tracking parameters")
	.option("--max-warnings <number>", "fail with more warnings than this", wholeNumber)
	.option("--each-cell", "show every cell that is past its date, rather than one line per record")
	.option("--no-cache", "judge every file anew, and remember nothing")
	.action(async (paths: string[], options: Options) => {
		if (options.fix) {
			const fixed = fixFolder(options.root, options.today);
			process.stderr.write(`${count(fixed.length, "file")} mended${fixed.length > 0 ? `: ${fixed.join(", ")}` : ""}\n`);
		}
		const changes = options.base === undefined ? null : await changesSince(options.root, options.base);
		const progress = progressOn(process.stderr, "files checked");
		const checked = await checkFolder({
			root: options.root,
			today: options.today,
			changes,
			onProgress: progress.step,
			cache: options.cache,
		});
		progress.end();
		const { results, problems } = selected(checked, paths, options.root);
		const report = reportOf(results, problems, {
			root: rootName(options),
			today: options.today,
			base: options.base ?? null,
		});
		process.stdout.write(await rendered(report, options));
		const tooMany = options.maxWarnings !== undefined && report.counts.warnings > options.maxWarnings;
		if (tooMany) process.stderr.write(`more warnings than --max-warnings ${options.maxWarnings} allows\n`);
		process.exitCode = report.ok && !tooMany ? EXIT.fine : EXIT.data;
	});

async function changesSince(root: string, ref: string): Promise<ChangeSet> {
	// What compares generated files knows all of publishing, which a plain check does not load.
	const [{ driftedFiles }, { loadRegistry }, { folderTree }] = await Promise.all([
		import("../docs/index.ts"),
		import("../load/registry.ts"),
		import("../load/tree.ts"),
	]);
	return changesAgainst(root, ref, driftedFiles(root, loadRegistry(folderTree(root))));
}

/** Of what was checked, the part below the paths that were named. */
function selected(checked: Checked, paths: readonly string[], root: string): Checked {
	if (paths.length === 0) return checked;
	const wanted = paths.map((path) => {
		const inside = [resolve(root, path), resolve(path)].map((full) =>
			relative(resolve(root), full).split(sep).join("/"),
		);
		const found = inside.find((one) =>
			checked.results.some(({ file }) => one === "" || file === one || file.startsWith(`${one}/`)),
		);
		if (found === undefined)
			throw new CallError(`"${path}" names no record; name a file or a folder below offerings/ or vendors/`);
		return found;
	});
	const isWanted = (file: string) => wanted.some((one) => one === "" || file === one || file.startsWith(`${one}/`));
	return {
		results: checked.results.filter(({ file }) => isWanted(file)),
		problems: checked.problems.filter(({ file }) => isWanted(file)),
	};
}

async function rendered(report: Report, options: Options): Promise<string> {
	switch (options.format) {
		case "pretty": {
			const { prettyReport } = await import("../report/pretty.ts");
			return prettyReport(report, textIn(options.root), {
				paint: painter(colorOn(process.stdout, options)),
				eachCell: options.eachCell ?? false,
			});
		}
		case "json":
			return (await import("../report/json.ts")).jsonReport(report);
		case "github":
			return (await import("../report/github.ts")).githubReport(report);
		case "sarif":
			return (await import("../report/sarif.ts")).sarifReport(report);
		default:
			return options.format satisfies never;
	}
}
