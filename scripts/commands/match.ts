import { readFileSync, statSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { DIMENSION_IDS, isDimension } from "../../schemas/dimensions/index.ts";
import { CONFIDENCES, type Confidence, GRADE_IDS } from "../../schemas/grades.ts";
import type { Policy, Requirement } from "../../schemas/policy.ts";
import {
	CallError,
	colorOn,
	type DatedOptions,
	defineCommand,
	EXIT,
	oneOf,
	type PaintedOptions,
	REPOSITORY,
} from "../cli.ts";
import { tellSkipped } from "../cli-records.ts";
import { gitLine } from "../git/git.ts";
import { folderTree } from "../lib/folder-tree.ts";
import { type CheckedCell, type MatchResult, matchPolicy } from "../match/match.ts";
import { readPolicy } from "../match/policy.ts";
import { json } from "../publish/artifact.ts";
import { csvArtifact } from "../publish/csv.ts";
import { datasetOf } from "../publish/dataset.ts";
import { type Column, tableOf } from "../publish/table.ts";
import { text } from "../publish/tables/cells.ts";
import { versionOf } from "../registry/build-info.ts";
import { loadRegistry, type Registry } from "../registry/registry.ts";
import { snapshotOf } from "../registry/snapshot.ts";
import { painter, stripControl } from "../report/style.ts";
import { isMissed, verdictText } from "../report/verdict.ts";
import { quoted, suggestion } from "../rules/words.ts";

interface Options extends DatedOptions, PaintedOptions {
	readonly require: readonly Requirement[];
	readonly minConfidence?: Confidence;
	readonly fresh?: boolean;
	readonly family: readonly string[];
	readonly country: readonly string[];
	readonly policy?: string;
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
	.option("--require <dimension[=grade]>", "a dimension and its least grade (default: yes_sales_gated)", required, [])
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
		else if (options.format === "csv") process.stdout.write(csv(results));
		else process.stdout.write(verdictText(verdict, painter(colorOn(process.stdout, options))));
		if (results.length === 0) process.stderr.write(`${nobody(policy, registry)}\n`);
		tellSkipped(snapshotOf(registry).unreadable.length);
		if (!verdict.passes) process.exitCode = EXIT.data;
	});

/** The policy of the call: a file, or options. Throws CallError when it is neither, both, or faulty. */
function policyOf(options: Options, ids: readonly string[]): Policy {
	const { policy: file, require, minConfidence, fresh, family, country } = options;
	if (file === undefined) {
		if (require.length === 0) throw new CallError("nothing is required; name a --require or a --policy");
		return {
			require: [...require],
			...(minConfidence === undefined ? {} : { min_confidence: minConfidence }),
			...(fresh ? { fresh: true } : {}),
			...(family.length > 0 ? { families: [...family] } : {}),
			...(country.length > 0 ? { countries: country.map((code) => code.toUpperCase()) } : {}),
		};
	}
	if (require.length + family.length + country.length > 0 || minConfidence !== undefined || fresh) {
		throw new CallError("--policy holds all requirements; write the others into the file, too");
	}
	if (!statSync(file, { throwIfNoEntry: false })?.isFile())
		throw new CallError(`there is no file ${stripControl(file)}`);
	const read = readPolicy(readFileSync(file), ids);
	if ("policy" in read) return read.policy;
	const lines = read.problems.map(
		({ line, column, message }) => `${stripControl(file)}:${line}:${column} ${stripControl(message)}`,
	);
	throw new CallError(`the policy has problems\n${lines.join("\n")}\nSee docs/policy.md.`);
}

/** Why a policy looks at no offering at all. */
function nobody({ families = [] }: Policy, { offerings }: Registry): string {
	const known = [...new Set(offerings.map(({ value }) => value.model_family))];
	const hints = families
		.filter((family) => !known.some((one) => one.toLowerCase() === family.toLowerCase()))
		.map((family) => `there is no model family ${quoted(family)}. ${suggestion(family, known)}`.trim());
	return ["no offering is of the families, countries and ids asked for", ...hints].join("; ");
}

function required(text: string, earlier: readonly Requirement[]): Requirement[] {
	const [dimension = "", grade, ...rest] = text.split("=");
	if (!isDimension(dimension)) {
		throw new InvalidArgumentError(`There is no such dimension. ${suggestion(dimension, DIMENSION_IDS)}`);
	}
	if (grade === undefined) return [...earlier, { dimension }];
	const known = GRADE_IDS.find((id) => id === grade);
	if (known === undefined || rest.length > 0) {
		throw new InvalidArgumentError(`There is no such grade. ${suggestion(grade, GRADE_IDS)}`);
	}
	return [...earlier, { dimension, grade: known }];
}

function csv(results: readonly MatchResult[]): string {
	const rows = results.flatMap((result): { result: MatchResult; miss: CheckedCell | null }[] => {
		const misses = result.cells.filter(isMissed);
		return misses.length === 0 ? [{ result, miss: null }] : misses.map((miss) => ({ result, miss }));
	});
	const columns: Column<(typeof rows)[number]>[] = [
		{ ...text("offering", "Id of the offering."), value: ({ result }) => result.offering },
		{ ...text("name", "Its name."), value: ({ result }) => result.name },
		{ ...text("meets", "true where it meets the policy."), value: ({ result }) => String(result.meets) },
		{ ...text("dimension", "Dimension that is missed."), value: ({ miss }) => miss?.dimension ?? null },
		{ ...text("grade", "Grade of its cell."), value: ({ miss }) => miss?.grade ?? null },
		{ ...text("reason", "Why it is missed."), value: ({ miss }) => miss?.reason ?? null },
		{ ...text("permalink", "URL of the answer."), value: ({ miss }) => miss?.permalink ?? null },
	];
	const about = { name: "match", title: "Match", description: "One row per miss.", key: ["offering", "dimension"] };
	return [...csvArtifact(tableOf(about, columns, () => rows)).pieces()].join("");
}
