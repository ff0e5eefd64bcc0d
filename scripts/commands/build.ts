import { join } from "node:path";
import { checkRecords, fromHere, reportText, writeBuild } from "../build-records.ts";
import { CallError, type DatedOptions, defineCommand, EXIT, type PaintedOptions, REPOSITORY } from "../cli.ts";
import { clearTemporary } from "../lib/temporary.ts";
import { buildSite } from "../site/astro.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly out?: string;
	readonly site?: string | true;
}

export const command = defineCommand(
	"build",
	"check every record, then write every artifact",
	["build", "build --out /tmp/registry", "build --site"],
	["today", "color"],
)
	.option("--out <dir>", "folder to write (default: build/ in the root)")
	.option("--site [dir]", "also build the site from it (default: site/dist/)")
	.action(async (options: Options) => {
		const out = options.out ?? join(options.root, "build");
		if (out === "") throw new CallError("--out needs the name of a folder");
		clearTemporary(options.root, out);
		const report = await checkRecords(options);
		if (!report.ok) {
			process.stderr.write(`${reportText(report, options)}Nothing was written: correct the errors and build again.\n`);
			process.exitCode = EXIT.data;
			return;
		}
		process.stdout.write(writeBuild(report, options, out));
		if (options.site === undefined) return;
		const pages = options.site === true ? join(REPOSITORY, "site/dist") : options.site;
		buildSite(REPOSITORY, out, pages);
		process.stdout.write(`  ${fromHere(pages)}/    the site\n`);
	});
