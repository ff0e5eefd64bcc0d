import { join, relative } from "node:path";
import { checkFolder, textIn } from "../check/run.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, EXIT, REPOSITORY, rootName } from "../cli.ts";
import { historyGap } from "../git/repository.ts";
import { writeArtifacts } from "../publish/write.ts";
import { generatedDay, versionOf } from "../registry/build-info.ts";
import { editionOf } from "../release/edition.ts";
import { releasesIn } from "../release/history.ts";
import { buildSummary } from "../report/build-summary.ts";
import { prettyReport } from "../report/pretty.ts";
import { type Report, reportOf } from "../report/report.ts";
import { painter } from "../report/style.ts";
import { buildSite } from "../site/astro.ts";

interface Options extends CommonOptions {
	readonly out?: string;
	readonly site?: string | true;
}

export const command = defineCommand("build", "check every record, then write every artifact", [
	"registry build",
	"registry build --out /tmp/registry",
	"registry build --site",
])
	.option("--out <dir>", "folder to write (default: build/ in the root)")
	.option("--site [dir]", "also build the site from it (default: site/dist/)")
	.action(async (options: Options) => {
		const out = options.out ?? join(options.root, "build");
		if (out === "") throw new CallError("--out needs the name of a folder");
		const report = await checkRecords(options);
		if (!report.ok) {
			process.stderr.write(`${told(report, options)}Nothing was written: correct the errors and build again.\n`);
			process.exitCode = EXIT.data;
			return;
		}
		process.stdout.write(writeBuild(report, options, out));
		if (options.site === undefined) return;
		const pages = options.site === true ? join(REPOSITORY, "site/dist") : options.site;
		buildSite(REPOSITORY, out, pages);
		process.stdout.write(`  ${here(pages)}/    the site\n`);
	});

/** Checks every record. */
export async function checkRecords(options: CommonOptions): Promise<Report> {
	const { results, problems } = await checkFolder({
		root: options.root,
		today: options.today,
		changes: null,
	});
	return reportOf(results, problems, { root: rootName(options), today: options.today, base: null });
}

/** A report for standard error. */
export function told(report: Report, options: CommonOptions): string {
	return prettyReport(report, textIn(options.root), {
		paint: painter(colorOn(process.stderr, options)),
		eachCell: false,
	});
}

/** Writes every artifact of records without errors to `out`, and gives what was made as text. */
export function writeBuild(report: Report, options: CommonOptions, out: string): string {
	const { root } = options;
	const gap = historyGap(root);
	const edition = editionOf(root, {
		commit: null,
		version: versionOf(root, REPOSITORY),
		generated: (registry) => generatedDay(root, registry),
		releases: gap ? [] : releasesIn(root),
	});
	const written = writeArtifacts(out, edition.all());
	const missing =
		gap && `built without history, so changes.json, feed.xml and every list of changes are empty: ${gap.sentence}`;
	if (missing) process.stderr.write(`${missing}\n`);
	const paint = painter(colorOn(process.stdout, options));
	return buildSummary(edition.dataset.header, report, { written, out: here(out), missing }, paint);
}

/** A folder as it is named from where the caller stands. */
function here(folder: string): string {
	return relative(process.cwd(), folder) || ".";
}
