import { dimensionOf } from "../../schemas/dimensions/index.ts";
import { type CommonOptions, colorOn, defineCommand, EXIT, oneOf, REPOSITORY } from "../cli.ts";
import { loadRegistry } from "../load/registry.ts";
import { versionOf } from "../load/stamp.ts";
import { folderTree } from "../load/tree.ts";
import { json } from "../publish/artifact.ts";
import { datasetOf } from "../publish/dataset.ts";
import { type ListedCell, type Quality, qualityOf } from "../quality/quality.ts";
import { count, painter } from "../report/style.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "markdown" | "json";
}

/** The lists, in the order in which a maintainer works them off. */
const LISTS = [
	["expired", "Expired: read the evidence again"],
	["expiring", "Expiring within 14 days"],
	["undated", "Undated: the stored copy that was read tells no date"],
	["secondary_only", "No primary source"],
] as const satisfies readonly (readonly [keyof Quality, string])[];

export const command = defineCommand(
	"quality",
	"list what is old, what rests on others' readings, and what is covered",
	["registry quality", "registry quality --format markdown", "registry quality --format json | jq '.expired | length'"],
)
	.option("--format <format>", "pretty, markdown or json", oneOf("pretty", "markdown", "json"), "pretty")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		const quality = qualityOf(
			datasetOf(registry, { version: versionOf(options.root, REPOSITORY), generated: options.today }),
		);
		if (options.format === "json") process.stdout.write(json(quality));
		else {
			const paint = painter(colorOn(process.stdout, options));
			const markdown = options.format === "markdown";
			process.stdout.write(
				text(quality, (title) => (markdown ? `## ${title}\n` : paint("bold", title)), markdown ? "-" : " "),
			);
		}
		const broken = registry.files.length - registry.offerings.length - registry.vendorRecords.length;
		if (broken > 0) {
			process.stderr.write(`${count(broken, "file")} with problems not looked at; run: registry check\n`);
			process.exitCode = EXIT.data;
		}
	});

function text(quality: Quality, heading: (title: string) => string, bullet: string): string {
	const { cells, possible, states } = quality.coverage;
	const lists = LISTS.filter(([key]) => quality[key].length > 0).map(
		([key, title]) =>
			`${heading(`${title} (${quality[key].length})`)}\n${quality[key].map((cell) => `${bullet} ${cellLine(cell)}`).join("\n")}\n`,
	);
	const vendors = quality.vendors.map(
		(one) =>
			`${bullet} ${one.vendor}: ${count(one.offerings, "offering")}, ${count(one.cells, "cell")}, ${one.fresh} fresh, ${count(one.watch_outs, "watch-out")}`,
	);
	return [
		`${cells} of ${possible} cells assessed: ${states.fresh} fresh, ${states.expiring} expiring, ${states.expired} expired, ${states.undated} undated.\n`,
		...lists,
		`${heading("Platforms")}\n${vendors.join("\n")}\n`,
	].join("\n");
}

function cellLine({ offering, dimension, expires, verified }: ListedCell): string {
	const until = expires === null ? `verified ${verified}` : `until ${expires}`;
	return `${offering} ${dimensionOf(dimension).label}, ${until}`;
}
