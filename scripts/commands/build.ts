import { join, relative } from "node:path";
import { checkFolder, textIn } from "../check/run.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, EXIT, REPOSITORY, rootName } from "../cli.ts";
import { LINK_HISTORY_FILE, readLinkHistory } from "../evidence/link-history.ts";
import { isShallow } from "../git/git.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { datasetOf } from "../publish/dataset.ts";
import { artifactsOf, binaryArtifacts } from "../publish/index.ts";
import { writeArtifacts } from "../publish/write.ts";
import { generatedDay, versionOf } from "../registry/build-info.ts";
import { loadRegistry } from "../registry/registry.ts";
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
	const registry = loadRegistry(folderTree(options.root));
	const stamp = { version: versionOf(options.root, REPOSITORY), generated: generatedDay(options.root, registry) };
	const dataset = datasetOf(registry, stamp, readLinkHistory(join(options.root, LINK_HISTORY_FILE)));
	const shallow = isShallow(options.root);
	if (shallow) {
		process.stderr.write(
			"this clone is shallow: changes.json, feed.xml and the changes of each offering are empty; to fill them, run: git fetch --unshallow origin\n",
		);
	}
	const releases = shallow ? [] : releasesIn(options.root);
	const written = writeArtifacts(out, [...artifactsOf(dataset, releases), ...binaryArtifacts(dataset, releases)]);
	return buildSummary(dataset.header, report, written, here(out), painter(colorOn(process.stdout, options)));
}

/** A folder as it is named from where the caller stands. */
function here(folder: string): string {
	return relative(process.cwd(), folder) || ".";
}
