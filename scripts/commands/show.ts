import { DIMENSION_IDS, isDimension } from "../../schemas/dimensions/index.ts";
import { CallError, type CommonOptions, colorOn, defineCommand, oneOf, REPOSITORY } from "../cli.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { json } from "../publish/artifact.ts";
import { datasetOf } from "../publish/dataset.ts";
import { versionOf } from "../registry/build-info.ts";
import type { OfferingRecord } from "../registry/record.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { snapshotAt } from "../registry/snapshot.ts";
import { offeringText } from "../report/offering.ts";
import { painter } from "../report/style.ts";
import { suggestion } from "../rules/words.ts";

interface Options extends CommonOptions {
	readonly format: "pretty" | "json" | "yaml";
	readonly at?: string;
}

export const command = defineCommand("show", "show one offering, or one of its cells", [
	"registry show deepseek-api",
	"registry show deepseek-api retention_zdr",
	"registry show deepseek-api --at 2026-11-30",
	"registry show deepseek-api --format json | jq .watch_outs",
])
	.argument("<offering>", "id or former id of an offering")
	.argument("[dimension]", "id of a dimension")
	.option("--at <day or ref>", "as it was known on a day (YYYY-MM-DD) or at a branch, tag or commit")
	.option("--format <format>", "pretty, json or yaml", oneOf("pretty", "json", "yaml"), "pretty")
	.action((id: string, dimension: string | undefined, options: Options) => {
		if (dimension !== undefined && !isDimension(dimension)) {
			throw new CallError(`there is no dimension "${dimension}". ${suggestion(dimension, DIMENSION_IDS)}`);
		}
		const now = loadRegistry(folderTree(options.root));
		if (options.at === undefined) {
			process.stdout.write(rendered(recordNamed(now, id), now, dimension, options));
			return;
		}
		const { registry } = snapshotAt(options.root, options.at);
		// Then it may have borne an id that it has left since.
		const known = offeringOf(now, id)?.value.aliases?.find((alias) => offeringOf(registry, alias));
		const record = recordNamed(registry, offeringOf(registry, id) ? id : (known ?? id), options.at);
		process.stdout.write(rendered(record, registry, dimension, options));
	});

function rendered(record: OfferingRecord, registry: Registry, dimension: string | undefined, options: Options): string {
	if (options.format === "yaml") return yamlText(record, dimension);
	const alone = { ...registry, offerings: [record] };
	const [offering] = datasetOf(alone, {
		version: versionOf(options.root, REPOSITORY),
		generated: options.today,
	}).offerings;
	if (!offering) throw new Error(`the offering ${record.value.id} was not published`);
	if (options.format === "json")
		return json(dimension === undefined ? offering : (offering.dimensions[dimension] ?? null));
	return offeringText(offering, painter(colorOn(process.stdout, options)), dimension);
}

/** The record as it is written; of one cell its own lines. */
function yamlText(record: OfferingRecord, dimension: string | undefined): string {
	const text = record.file.text ?? "";
	if (dimension === undefined) return text;
	if (!record.value.dimensions[dimension]) return "";
	const from = record.file.locate(["dimensions", dimension], "key");
	const to = record.file.locate(["dimensions", dimension]);
	return `${text
		.split("\n")
		.slice(from.line - 1, to.end_line)
		.join("\n")}\n`;
}

/** The offering with that id or former id. */
export function offeringOf(registry: Registry, id: string): OfferingRecord | undefined {
	return registry.offerings.find(({ value }) => value.id === id || value.aliases?.includes(id));
}

/** The same; throws CallError when there is none, or when its record has problems. `at` names the state. */
export function recordNamed(registry: Registry, id: string, at?: string): OfferingRecord {
	const record = offeringOf(registry, id);
	if (record) return record;
	const then = at === undefined ? "" : ` at ${at}`;
	const broken = registry.files.find((file) => file.folder === "offerings" && file.id === id);
	if (broken) throw new CallError(`${broken.path} has problems${then || "; run: registry check"}`);
	const ids = registry.offerings.flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]);
	const near = suggestion(id, ids) || "Its id is the name of its file in offerings/, without .yaml.";
	throw new CallError(`there is no offering "${id}"${then}. ${near}`);
}
