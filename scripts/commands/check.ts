import { relative, resolve, sep } from "node:path";
import { changesAgainst } from "../check/base.ts";
import { fixFolder } from "../check/fix.ts";
import { checkFolder, textIn } from "../check/run.ts";
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
import { folderTree } from "../lib/folder-tree.ts";
import { listEntries, loadRegistry } from "../registry/registry.ts";
import type { Report } from "../report/report.ts";
import { reportOf } from "../report/report.ts";
import { painter, pluralize } from "../report/style.ts";
import type { ChangeSet } from "../rules/change-set.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "json" | "github" | "sarif";
	readonly base?: string;
	readonly fix?: boolean;
	readonly maxWarnings?: number;
	readonly eachCell?: boolean;
}

export const command = defineCommand("check", "check every record against every rule", [
	"registry check",
	"registry check offerings/deepseek-api.yaml",
	"registry check --fix",
	"registry check --base origin/main --format github",
	"registry check --format json | jq '.problems[].message'",
])
	.argument(
		"[paths...]",
		"report on (and with --fix mend) these files or folders alone; everything is read all the same",
	)
	.option("--format <format>", "pretty, json, github or sarif", oneOf("pretty", "json", "github", "sarif"), "pretty")
	.option(
		"--base <ref>",
		"also hold what changed since the work tree left this branch, tag or commit to the rules on changes",
	)
	.option("--fix", "first mend what can be mended: the canonical form, tracking parameters")
	.option("--max-warnings <number>", "fail with more warnings than this", wholeNumber)
	.option("--each-cell", "show every cell that is past its date, rather than one line per record")
	.action(async (paths: string[], options: Options) => {
		const isWanted = chosen(paths, options.root);
		if (options.fix) {
			const fixed = fixFolder(options.root, options.today, isWanted);
			process.stderr.write(
				`${pluralize(fixed.length, "file")} mended${fixed.length > 0 ? `: ${fixed.join(", ")}` : ""}\n`,
			);
		}
		const { base } = options;
		const changes = base === undefined ? null : (hasErrors: boolean) => changesSince(options.root, base, hasErrors);
		const progress = progressOn(process.stderr, "files checked");
		const checked = await checkFolder({
			root: options.root,
			today: options.today,
			changes,
			onProgress: progress.step,
		});
		progress.end();
		const results = checked.results.filter(({ file }) => isWanted(file));
		const problems = checked.problems.filter(({ file }) => isWanted(file));
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

async function changesSince(root: string, ref: string, hasErrors: boolean): Promise<ChangeSet> {
	// Documents are made of records without errors; those of others would differ for the same reason again.
	const drifted = hasErrors ? [] : await driftIn(root);
	return changesAgainst(root, ref, drifted, async (commit) =>
		(await import("../release/release-commit.ts")).isRelease(root, commit),
	);
}

async function driftIn(root: string): Promise<ChangeSet["drifted"]> {
	// Comparing generated files needs all of publishing, which a plain check does not load.
	const { driftedFiles } = await import("../docs/index.ts");
	return driftedFiles(root, loadRegistry(folderTree(root)));
}

/** Whether a file is below the paths that were named; each of them must name a record, or a folder of records. */
function chosen(paths: readonly string[], root: string): (file: string) => boolean {
	if (paths.length === 0) return () => true;
	const files = listEntries(folderTree(root)).map(({ folder, name }) => `${folder}/${name}`);
	const below = (path: string) => (file: string) => path === "" || file === path || file.startsWith(`${path}/`);
	const wanted = paths.map((path) => {
		const inside = [resolve(root, path), resolve(path)].map((full) =>
			relative(resolve(root), full).split(sep).join("/"),
		);
		const found = inside.find((one) => files.some(below(one)));
		if (found === undefined)
			throw new CallError(`"${path}" names no record; name a file or a folder below offerings/ or vendors/`);
		return below(found);
	});
	return (file) => wanted.some((one) => one(file));
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
