import { relative } from "node:path";
import { checkFolder, textIn } from "./check/run.ts";
import { colorOn, type DatedOptions, EXIT, type PaintedOptions, REPOSITORY, rootName } from "./cli.ts";
import { historyGap } from "./git/repository.ts";
import { commandLine } from "./lib/command-line.ts";
import { writeArtifacts } from "./publish/write.ts";
import { generatedDay, versionOf } from "./registry/build-info.ts";
import { editionOf } from "./release/edition.ts";
import { releasesIn } from "./release/history.ts";
import { buildSummary } from "./report/build-summary.ts";
import { prettyReport } from "./report/pretty.ts";
import { type Report, reportOf } from "./report/report.ts";
import { painter, pluralize } from "./report/style.ts";

type Options = DatedOptions & PaintedOptions;

/** Checks every record. */
export async function checkRecords(options: Options): Promise<Report> {
	const { results, problems } = await checkFolder({
		root: options.root,
		today: options.today,
		changes: null,
	});
	return reportOf(results, problems, { root: rootName(options), today: options.today, base: null });
}

/** Returns a report as text for standard error. */
export function reportText(report: Report, options: Options): string {
	return prettyReport(report, textIn(options.root), {
		paint: painter(colorOn(process.stderr, options)),
		eachCell: false,
	});
}

/** Writes every artifact of records without errors to `out`, and returns a summary of them as text. */
export function writeBuild(report: Report, options: Options, out: string): string {
	const { root } = options;
	const gap = historyGap(root);
	const edition = editionOf(root, {
		commit: null,
		version: versionOf(root, REPOSITORY),
		generated: (registry) => generatedDay(root, registry),
		releases: gap ? [] : releasesIn(root),
	});
	const written = writeArtifacts(root, out, edition.build());
	const missing =
		gap && `built without history, so changes.json, feed.xml and every list of changes are empty: ${gap.sentence}`;
	if (missing) process.stderr.write(`${missing}\n`);
	const paint = painter(colorOn(process.stdout, options));
	return buildSummary(edition.dataset.header, report, { written, out: fromHere(out), missing }, paint);
}

/** Returns a folder as it is named from the current one. */
export function fromHere(folder: string): string {
	return relative(process.cwd(), folder) || ".";
}

/** Checks the records; tells how many errors they have, and has the command end with 1 when there are some. */
export async function recordsPass({ root, today }: DatedOptions): Promise<boolean> {
	const { problems } = await checkFolder({ root, today, changes: null });
	const errors = problems.filter(({ level }) => level === "error").length;
	if (errors === 0) return true;
	process.stderr.write(`the records have ${pluralize(errors, "error")}; run: ${commandLine("check")}\n`);
	process.exitCode = EXIT.data;
	return false;
}
