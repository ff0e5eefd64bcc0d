import { checkFolder, textIn } from "../check/run.ts";
import { selectFiles } from "../check/select-files.ts";
import {
	colorOn,
	type DatedOptions,
	defineCommand,
	EXIT,
	oneOf,
	type PaintedOptions,
	progressOn,
	rootName,
	wholeNumber,
} from "../cli.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { listEntries, loadRegistry } from "../registry/registry.ts";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "../report/render.ts";
import { reportOf } from "../report/report.ts";
import { painter, pluralize } from "../report/style.ts";
import type { ChangeSet } from "../rules/change-set.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly format: ReportFormat;
	readonly base?: string;
	readonly fix?: boolean;
	readonly maxWarnings?: number;
	readonly eachCell?: boolean;
}

export const command = defineCommand(
	"check",
	"check every record against every rule",
	[
		"check",
		"check offerings/deepseek-api.yaml",
		'check "offerings/claude-*.yaml"',
		"check --fix",
		"check --base origin/main --format github",
		"check --format json | jq '.problems[].message'",
	],
	["today", "color"],
)
	.argument(
		"[paths...]",
		'report on (and with --fix change) these files, folders or patterns ("offerings/claude-*.yaml") alone; everything is read all the same',
	)
	.option("--format <format>", "pretty, json, github or sarif", oneOf(...REPORT_FORMATS), "pretty")
	.option(
		"--base <ref>",
		"also hold what changed since the work tree left this branch, tag or commit to the rules on changes",
	)
	.option("--fix", "first fix what can be fixed: the canonical form, tracking parameters")
	.option("--max-warnings <number>", "fail with more warnings than this", wholeNumber)
	.option("--each-cell", "show every cell that is past its date, rather than one line per record")
	.action(async (paths: string[], options: Options) => {
		const files = listEntries(folderTree(options.root)).map(({ folder, name }) => `${folder}/${name}`);
		const selected = await selectFiles(paths, options.root, files);
		const isWanted = (file: string) => paths.length === 0 || selected.has(file);
		if (options.fix) {
			const { fixFolder } = await import("../check/fix.ts");
			const fixed = fixFolder(options.root, options.today, isWanted);
			process.stderr.write(
				`${pluralize(fixed.length, "file")} fixed${fixed.length > 0 ? `: ${fixed.join(", ")}` : ""}\n`,
			);
		}
		const { base } = options;
		const changes = base === undefined ? null : (hasErrors: boolean) => changesSince(options.root, base, hasErrors);
		const progress = progressOn(process.stderr, "files checked");
		const { root, today } = options;
		const checked = await checkFolder({ root, today, changes, onProgress: progress.step });
		progress.end();
		const results = checked.results.filter(({ file }) => isWanted(file));
		const problems = checked.problems.filter(({ file }) => isWanted(file));
		const report = reportOf(results, problems, {
			root: rootName(options),
			today,
			base: base ?? null,
			changed: checked.changed,
		});
		const style = { paint: painter(colorOn(process.stdout, options)), eachCell: options.eachCell ?? false };
		process.stdout.write(await renderReport(report, options.format, textIn(options.root), style));
		const tooMany = options.maxWarnings !== undefined && report.counts.warnings > options.maxWarnings;
		if (tooMany) process.stderr.write(`more warnings than --max-warnings ${options.maxWarnings} allows\n`);
		process.exitCode = report.ok && !tooMany ? EXIT.fine : EXIT.data;
	});

async function changesSince(root: string, ref: string, hasErrors: boolean): Promise<ChangeSet> {
	// Documents are made of records without errors; those of others would differ for the same reason again.
	const drifted = hasErrors ? [] : await driftIn(root);
	const { changesAgainst } = await import("../check/base.ts");
	return changesAgainst(root, ref, drifted, async (commit) =>
		(await import("../release/release-commit.ts")).isRelease(root, commit),
	);
}

async function driftIn(root: string): Promise<ChangeSet["drifted"]> {
	// Comparing generated files needs all of publishing, which a plain check does not load.
	const { driftedFiles } = await import("../docs/index.ts");
	return driftedFiles(root, loadRegistry(folderTree(root)));
}
