import { relative } from "node:path";
import { setFlagsFromString } from "node:v8";
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

/**
 * Percentage by which the heap grows over what is in use before it is collected. V8 lets it double and more while the machine
 * has memory, and a build of 10,000 offerings took a third more for it; its time stays the same.
 */
const HEAP_GROWTH = 10;

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
	const { header, written } = inSmallHeap(() => {
		const edition = editionOf(root, {
			commit: null,
			version: versionOf(root, REPOSITORY),
			generated: (registry) => generatedDay(root, registry),
			releases: gap ? [] : releasesIn(root),
		});
		return { header: edition.dataset.header, written: writeArtifacts(root, out, edition.build()) };
	});
	const missing =
		gap && `built without history, so changes.json, feed.xml and every list of changes are empty: ${gap.sentence}`;
	if (missing) process.stderr.write(`${missing}\n`);
	const paint = painter(colorOn(process.stdout, options));
	return buildSummary(header, report, { written, out: fromHere(out), missing }, paint);
}

function inSmallHeap<T>(work: () => T): T {
	setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
	try {
		return work();
	} finally {
		setFlagsFromString("--heap-growing-percent=0");
	}
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
