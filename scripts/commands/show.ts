import type { DimensionId } from "../../schemas/dimensions/index.ts";
import { colorOn, type DatedOptions, defineCommand, oneOf, type PaintedOptions } from "../cli.ts";
import { dimensionNamed, recordNamed } from "../cli-records.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { json } from "../publish/artifact.ts";
import { toPublishedOffering } from "../publish/published-offering.ts";
import type { OfferingRecord } from "../registry/record.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { offeringText, type PlaceOf } from "../report/offering.ts";
import { painter } from "../report/style.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly format: "pretty" | "json" | "yaml";
	readonly at?: string;
}

export const command = defineCommand(
	"show",
	"show one offering, or one of its cells",
	[
		"show deepseek-api",
		"show deepseek-api retention_zdr",
		"show deepseek-api --at 2026-11-30",
		"show deepseek-api --format json | jq .watch_outs",
	],
	["today", "color"],
)
	.argument("<offering>", "id or former id of an offering")
	.argument("[dimension]", "id of a dimension")
	.option("--at <day or ref>", "as it was known on a day (YYYY-MM-DD) or at a branch, tag or commit")
	.option("--format <format>", "pretty, json or yaml", oneOf("pretty", "json", "yaml"), "pretty")
	.action((id: string, named: string | undefined, options: Options) => {
		const dimension = dimensionNamed(named);
		const now = loadRegistry(folderTree(options.root));
		if (options.at === undefined) {
			process.stdout.write(rendered(recordNamed(now, id), now, dimension, options));
			return;
		}
		const { registry } = snapshotAt(options.root, options.at);
		// Then it may have borne an id that it has left since.
		const known = now.find(id)?.value.aliases?.find((alias) => registry.find(alias));
		const record = recordNamed(registry, registry.find(id) ? id : (known ?? id), options.at);
		process.stdout.write(rendered(record, registry, dimension, options));
	});

function rendered(
	record: OfferingRecord,
	registry: Registry,
	dimension: DimensionId | undefined,
	options: Options,
): string {
	if (options.format === "yaml") return yamlText(record, registry, dimension);
	const resolved = registry.resolve(record);
	const offering = toPublishedOffering(resolved, 0, registry, options.today);
	if (options.format === "json")
		return json(dimension === undefined ? offering : (offering.dimensions[dimension] ?? null));
	const placeOf: PlaceOf = (id, model) => {
		const cells = model === null ? resolved.cells : resolved.exceptions.find((one) => one.model === model)?.cells;
		const cell = cells?.[id];
		const file = cell && registry.files.find(({ path }) => path === cell.writtenIn);
		return file && `${file.path}:${file.locate(cell.path, "key").line}`;
	};
	return offeringText(offering, painter(colorOn(process.stdout, options)), dimension, placeOf);
}

/** Returns the record as it is written; of one cell its own lines, wherever they stand. */
function yamlText(record: OfferingRecord, registry: Registry, dimension: DimensionId | undefined): string {
	if (dimension === undefined) return record.file.text ?? "";
	const cell = registry.resolve(record).cells[dimension];
	const file = cell && registry.files.find(({ path }) => path === cell.writtenIn);
	if (!file) return "";
	const from = file.locate(cell.path, "key");
	const to = file.locate(cell.path);
	const lines = (file.text ?? "").split("\n").slice(from.line - 1, to.end_line);
	return `${lines.join("\n")}\n`;
}
