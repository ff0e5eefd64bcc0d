import { join } from "node:path";
import { DIMENSIONS, dimensionOf } from "../../schemas/dimensions/index.ts";
import { colorOn, type DatedOptions, defineCommand, oneOf, type PaintedOptions, REPOSITORY } from "../cli.ts";
import { tellSkipped } from "../cli-records.ts";
import { LINK_HISTORY_FILE, readLinkHistory } from "../evidence/link-history.ts";
import { verdictsOf } from "../evidence/verdict.ts";
import { commandLine } from "../lib/command-line.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { json } from "../publish/artifact.ts";
import { datasetOf } from "../publish/dataset.ts";
import { type ListedCell, type ListedSource, type Quality, qualityOf } from "../quality/quality.ts";
import { versionOf } from "../registry/build-info.ts";
import { loadRegistry } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { painter, pluralize, stripControl } from "../report/style.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly format: "pretty" | "markdown" | "json";
}

/** The lists, in the order in which a maintainer works them off. */
const LISTS = [
	["expired", "Expired: read the evidence again"],
	["expiring", "Expiring within 14 days"],
	["undated", "Undated: nothing dates the evidence"],
	["secondary_only", "Main source not read, or not the vendor's"],
] as const satisfies readonly (readonly [keyof Quality, string])[];

const SOURCE_LISTS = [
	["dead", "Dead: sources that failed on three days or more"],
	["changed", "Changed: sources that say something else than what was read"],
] as const satisfies readonly (readonly [keyof Quality, string])[];

export const command = defineCommand(
	"quality",
	"list what is old, dead or changed, what rests on others' readings, and what is covered",
	["quality", "quality --format markdown", "quality --format json | jq '.expired | length'"],
	["today", "color"],
)
	.option("--format <format>", "pretty, markdown or json", oneOf("pretty", "markdown", "json"), "pretty")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		const state = readLinkHistory(join(options.root, LINK_HISTORY_FILE));
		const stamp = { version: versionOf(options.root, REPOSITORY), generated: options.today };
		const quality = qualityOf(datasetOf(registry, stamp, state), verdictsOf(registry, state));
		if (options.format === "json") process.stdout.write(json(quality));
		else {
			const paint = painter(colorOn(process.stdout, options));
			const markdown = options.format === "markdown";
			process.stdout.write(
				text(quality, (title) => (markdown ? `## ${title}\n` : paint("bold", title)), markdown ? "-" : " "),
			);
		}
		tellSkipped(snapshotOf(registry).unreadable.length);
	});

function text(quality: Quality, heading: (title: string) => string, bullet: string): string {
	const { cells, possible, states } = quality.coverage;
	const lists = LISTS.filter(([key]) => quality[key].length > 0).map(
		([key, title]) =>
			`${heading(`${title} (${quality[key].length})`)}\n${quality[key].map((cell) => `${bullet} ${cellLine(cell)}`).join("\n")}\n`,
	);
	const sourceLists = SOURCE_LISTS.filter(([key]) => quality[key].length > 0).map(
		([key, title]) =>
			`${heading(`${title} (${quality[key].length})`)}\n${quality[key].map((source) => `${bullet} ${sourceLine(source)}`).join("\n")}\n`,
	);
	const dimensions = DIMENSIONS.map(({ id, label }) => {
		const one = quality.coverage.dimensions[id];
		return `${bullet} ${label}: ${one?.cells} of ${one?.possible} assessed, ${one?.states.fresh} fresh, ${one?.states.expired} expired`;
	});
	const vendors = quality.vendors.map(
		(one) =>
			`${bullet} ${one.vendor}: ${pluralize(one.offerings, "offering")}, ${one.cells} of ${pluralize(one.possible, "cell")}, ${one.fresh} fresh, ${pluralize(one.watch_outs, "watch-out")}`,
	);
	return [
		`${cells} of ${possible} cells assessed: ${states.fresh} fresh, ${states.expiring} expiring, ${states.expired} expired, ${states.undated} undated.\n${sourcesLine(quality)}\n`,
		...sourceLists,
		...lists,
		`${heading("Dimensions")}\n${dimensions.join("\n")}\n`,
		`${heading("Platforms")}\n${vendors.join("\n")}\n`,
	].join("\n");
}

function sourcesLine({ coverage: { sources } }: Quality): string {
	if (sources.unchecked === sources.total)
		return `${pluralize(sources.total, "source")}, never looked at; run: ${commandLine("links")}`;
	return `${pluralize(sources.total, "source")}: ${sources.dead} dead, ${sources.changed} changed, ${sources.moved} moved, ${sources.blocked} blocked, ${sources.unchecked} unchecked; ${sources.archived} archived.`;
}

function sourceLine({ url, outcome, checked, offerings }: ListedSource): string {
	return `${stripControl(url)}: ${outcome} on ${checked} (${offerings.join(", ")})`;
}

function cellLine({ offering, dimension, fresh_until: until, verified }: ListedCell): string {
	const day = until === null ? `verified ${verified}` : `fresh until ${until}`;
	return `${offering} ${dimensionOf(dimension).label}, ${day}`;
}
