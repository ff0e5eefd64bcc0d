import { CONFIDENCES } from "../../schemas/grades.ts";
import { colorOn, type DatedOptions, defineCommand, EXIT, oneOf, type PaintedOptions, REPOSITORY } from "../cli.ts";
import { type PolicyOptions, policyOf, requirementOption, resultsCsv, whyNone } from "../cli-policy.ts";
import { tellSkipped } from "../cli-records.ts";
import { gitLine } from "../git/git.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { matchPolicy } from "../match/match.ts";
import { json } from "../publish/artifact.ts";
import { datasetOf } from "../publish/dataset.ts";
import { versionOf } from "../registry/build-info.ts";
import { loadRegistry } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { painter } from "../report/style.ts";
import { verdictText } from "../report/verdict.ts";

interface Options extends DatedOptions, PaintedOptions, PolicyOptions {
	readonly format: "pretty" | "json" | "csv";
}

const also = (value: string, earlier: readonly string[]) => [...earlier, value];

export const command = defineCommand(
	"match",
	"show which offerings meet requirements, and why the others do not",
	[
		"match --require hipaa_baa --require data_residency=yes_public --min-confidence medium",
		"match --require soc2_type2 --fresh --family Claude",
		"match --policy policy.yaml --format json | jq -r '.results[] | select(.meets) | .offering'",
	],
	["today", "color"],
)
	.option(
		"--require <dimension[=grade]>",
		"a dimension and its least grade (default: yes_sales_gated)",
		requirementOption,
		[],
	)
	.option("--min-confidence <level>", "least confidence: high, medium or low", oneOf(...CONFIDENCES))
	.option("--fresh", "evidence must be fresh")
	.option("--family <name>", "look at this model family alone; may be repeated", also, [])
	.option("--country <code>", "look at platforms of this country alone, as DE; may be repeated", also, [])
	.option("--policy <file>", "read the requirements from a YAML file (docs/policy.md)")
	.option("--format <format>", "pretty, json or csv", oneOf("pretty", "json", "csv"), "pretty")
	.action((options: Options) => {
		const registry = loadRegistry(folderTree(options.root));
		const ids = registry.offerings.flatMap(({ value }) => [value.id, ...(value.aliases ?? [])]);
		const policy = policyOf(options, ids);
		const dataset = datasetOf(registry, { version: versionOf(options.root, REPOSITORY), generated: options.today });
		const data = { ...dataset.header, offerings: dataset.offerings };
		const verdict = matchPolicy(policy, data, options.today);
		const { results } = verdict;
		if (options.format === "json")
			process.stdout.write(json({ ...verdict, commit: gitLine(options.root, "rev-parse", "HEAD") }));
		else if (options.format === "csv") process.stdout.write(resultsCsv(results));
		else process.stdout.write(verdictText(verdict, painter(colorOn(process.stdout, options))));
		if (results.length === 0) process.stderr.write(`${whyNone(policy, registry)}\n`);
		tellSkipped(snapshotOf(registry).unreadable.length);
		if (!verdict.passes) process.exitCode = EXIT.data;
	});
